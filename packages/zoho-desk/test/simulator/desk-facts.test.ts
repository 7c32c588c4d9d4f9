// biome-ignore-all lint/suspicious/noTemplateCurlyInString: Desk's own syntax
import { describe, expect, it } from 'vitest';
import { createDeskSimulator, type SimulatorOptions } from '../../src/simulator/index.ts';
import { createFakeClock } from '../harness/fake-clock.ts';

/* Pins the simulator to our notes (zoho-desk.md); the section stands in each group's name. */

async function start(options: SimulatorOptions = {}) {
  const clock = createFakeClock();
  const simulator = createDeskSimulator({ now: clock.now, apiKeys: ['key'], ...options });
  await simulator.app.ready();
  const call = async (method: 'GET' | 'POST' | 'PATCH' | 'PUT', path: string, body?: unknown, headers: object = {}) => {
    const response = await simulator.app.inject({
      method,
      url: `/api/v1${path}`,
      headers: { authorization: 'Zoho-oauthtoken key', 'content-type': 'application/json', ...headers },
      ...(body === undefined ? {} : { payload: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    return {
      status: response.statusCode,
      headers: response.headers,
      body: response.body === '' ? undefined : response.json(),
    };
  };
  const department = simulator.departmentId;
  const ticket = (more: object = {}) => ({
    subject: 'Help',
    departmentId: department,
    contact: { lastName: 'Carol', email: 'carol@zylker.example' },
    ...more,
  });
  const fieldsOf = (answer: { body: { errors?: { fieldName: string; errorType: string }[] } }) =>
    answer.body.errors?.map((field) => `${field.fieldName} ${field.errorType}`);
  return { simulator, clock, call, ticket, department, fieldsOf, [Symbol.asyncDispose]: () => simulator.close() };
}

describe('§1 headers and conventions', () => {
  it('takes both spellings of the token and the organisation as header, query or not at all', async () => {
    await using world = await start();
    for (const headers of [{}, { authorization: 'Bearer key' }, { orgid: '3981311' }]) {
      expect((await world.call('GET', '/myinfo', undefined, headers)).status).toBe(200);
    }
    expect((await world.call('GET', '/myinfo?orgId=3981311')).status).toBe(200);
  });

  it.each([
    [{ orgid: '1' }, 403, 'OAUTH_ORG_MISMATCH'],
    [{ orgid: 'YOUR_ORG_ID' }, 500, 'INTERNAL_SERVER_ERROR'],
    [{ authorization: 'Bearer wrong' }, 401, 'INVALID_OAUTH'],
    [{ authorization: '' }, 401, 'UNAUTHORIZED'],
  ])('answers %o with %i %s', async (headers, status, errorCode) => {
    await using world = await start();
    expect(await world.call('GET', '/myinfo', undefined, headers)).toMatchObject({ status, body: { errorCode } });
  });

  it('answers empty lists with 204 and no body, ids as text, tag ids as numbers, counters as text', async () => {
    await using world = await start();
    expect(await world.call('GET', `/tickets?departmentId=${world.department}`)).toMatchObject({
      status: 204,
      body: undefined,
    });
    const { body } = await world.call('POST', '/tickets', world.ticket());
    expect(body).toMatchObject({
      id: expect.stringMatching(/^\d{16}$/),
      contactId: expect.stringMatching(/^\d{16}$/),
      ticketNumber: '101',
      commentCount: '0',
      createdTime: '2026-11-23T09:00:00.000Z',
    });
    const tags = await world.call('POST', `/tickets/${body.id}/associateTag`, { tags: ['chatbot'] });
    expect(tags.body).toEqual({ data: [{ id: 123_234_324, name: 'chatbot', tagType: 'MANUAL' }] });
  });

  it('knows 404, 405 and 415 from each other', async () => {
    await using world = await start();
    expect(await world.call('GET', '/nonsense')).toMatchObject({ status: 404, body: { errorCode: 'URL_NOT_FOUND' } });
    expect(await world.call('PUT', '/tickets', {})).toMatchObject({
      status: 405,
      body: { errorCode: 'METHOD_NOT_ALLOWED' },
    });
    const text = await world.call('POST', '/tickets', 'x', { 'content-type': 'text/plain' });
    expect(text).toMatchObject({ status: 415, body: { errorCode: 'UNSUPPORTED_MEDIA_TYPE' } });
  });
});

describe('§2 OAuth', () => {
  const refresh = async (world: Awaited<ReturnType<typeof start>>, change: Record<string, string> = {}) => {
    const { clientId, clientSecret, refreshToken } = world.simulator.credentials;
    const form = new URLSearchParams({
      grant_type: 'refresh_token',
      client_id: clientId,
      client_secret: clientSecret,
      refresh_token: refreshToken,
      ...change,
    });
    const response = await world.simulator.app.inject({
      method: 'POST',
      url: '/oauth/v2/token',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      payload: form.toString(),
    });
    return { status: response.statusCode, body: response.json() };
  };

  it('gives a token of 3600 s that works, and no new refresh token', async () => {
    await using world = await start();
    const { status, body } = await refresh(world);
    expect(status).toBe(200);
    expect(body).toEqual({
      access_token: expect.stringMatching(/^1000\.[0-9a-f]{32}\.[0-9a-f]{32}$/),
      scope: expect.stringContaining('Desk.tickets.ALL'),
      api_domain: 'https://www.zohoapis.com',
      token_type: 'Bearer',
      expires_in: 3_600,
    });
    const headers = { authorization: `Zoho-oauthtoken ${body.access_token}` };
    expect((await world.call('GET', '/myinfo', undefined, headers)).status).toBe(200);
    world.clock.advance(3_600_000);
    expect((await world.call('GET', '/myinfo', undefined, headers)).status).toBe(401);
  });

  it('takes the parameters in the query string too', async () => {
    await using world = await start();
    const { clientId, clientSecret, refreshToken } = world.simulator.credentials;
    const response = await world.simulator.app.inject({
      method: 'POST',
      url: `/oauth/v2/token?grant_type=refresh_token&client_id=${clientId}&client_secret=${clientSecret}&refresh_token=${refreshToken}`,
    });
    expect(response.json()).toHaveProperty('access_token');
  });

  it.each([
    [{ refresh_token: 'x' }, 'invalid_code'],
    [{ client_id: 'x' }, 'invalid_client'],
    [{ client_secret: 'x' }, 'invalid_client_secret'],
    [{ grant_type: 'x' }, 'unsupported_grant_type'],
  ])('hides the error of %o in a 200', async (change, error) => {
    await using world = await start();
    expect(await refresh(world, change)).toEqual({ status: 200, body: { error } });
  });

  it('refuses the eleventh token in ten minutes, and longer with each further try', async () => {
    await using world = await start();
    for (let at = 0; at < 10; at += 1) {
      expect((await refresh(world)).body).toHaveProperty('access_token');
    }
    const denied = { status: 400, body: { error: 'Access Denied', status: 'failure' } };
    expect(await refresh(world)).toMatchObject(denied);
    world.clock.advance(9 * 60_000);
    expect(await refresh(world)).toMatchObject(denied);
    world.clock.advance(9 * 60_000);
    expect(await refresh(world)).toMatchObject(denied);
    world.clock.advance(10 * 60_000 + 1);
    expect((await refresh(world)).body).toHaveProperty('access_token');
    expect(world.simulator.stats()).toMatchObject({ tokensDenied: 3 });
  });

  it('invalidates the oldest token beyond fifteen', async () => {
    await using world = await start({ settings: { refreshesMax: 100 } });
    const tokens: string[] = [];
    for (let at = 0; at < 16; at += 1) {
      tokens.push((await refresh(world)).body.access_token);
    }
    const status = async (token: string | undefined) =>
      (await world.call('GET', '/myinfo', undefined, { authorization: `Bearer ${token}` })).status;
    expect([await status(tokens[0]), await status(tokens[1]), await status(tokens[15])]).toEqual([401, 200, 200]);
  });

  it.each([
    ['Desk.tickets.READ', 'POST', '/tickets'],
    ['Desk.tickets.READ,Desk.contacts.READ', 'GET', '/tickets/search?ticketNumber=1'],
    ['Desk.tickets.ALL', 'GET', '/departments'],
  ] as const)('with the scopes %s refuses %s %s', async (scope, method, path) => {
    await using world = await start({ scope });
    const answer = await world.call(method, path, method === 'POST' ? world.ticket() : undefined);
    expect(answer).toMatchObject({ status: 403, body: { errorCode: 'SCOPE_MISMATCH' } });
  });
});

describe('§3.1 creating tickets', () => {
  it('refuses every key it does not know, with a JSON pointer', async () => {
    await using world = await start();
    const answer = await world.call(
      'POST',
      '/tickets',
      world.ticket({ tags: ['x'], contact: { lastName: 'C', nick: 'x' } }),
    );
    expect(answer).toMatchObject({ status: 422, body: { errorCode: 'INVALID_DATA' } });
    expect(world.fieldsOf(answer)?.toSorted()).toEqual(['/contact/nick invalid', '/tags invalid']);
  });

  it.each<[string, object, string]>([
    ['no subject', { subject: undefined }, '/subject missing'],
    ['no department', { departmentId: undefined }, '/departmentId missing'],
    ['no contact', { contact: undefined }, '/contactId missing'],
    ['a strange department', { departmentId: '1' }, '/departmentId invalid'],
    ['a strange contact', { contact: undefined, contactId: '1' }, '/contactId invalid'],
    ['a strange agent', { assigneeId: '1' }, '/assigneeId invalid'],
    ['a strange team', { teamId: '1' }, '/teamId invalid'],
    ['a subject over 1000', { subject: 'x'.repeat(1_001) }, '/subject invalid'],
    ['a description over 65535', { description: 'x'.repeat(65_536) }, '/description invalid'],
    ['an e-mail over 150', { email: `${'x'.repeat(150)}@a.example` }, '/email invalid'],
    ['an e-mail that is none', { email: 'carol' }, '/email invalid'],
    ['a phone over 120', { phone: '1'.repeat(121) }, '/phone invalid'],
    ['a priority not in the picklist', { priority: 'Urgent' }, '/priority invalid'],
    ['a status not in the picklist', { status: 'New' }, '/status invalid'],
    ['a channel not in the picklist', { channel: 'Fax' }, '/channel invalid'],
    ['a custom field it does not have', { cf: { cf_nope: 'x' } }, '/cf/cf_nope invalid'],
    ['a custom field over 100', { cf: { cf_reference: 'x'.repeat(101) } }, '/cf/cf_reference invalid'],
    ['a custom field that is no text', { cf: { cf_reference: 7 } }, '/cf/cf_reference invalid'],
    ['a due date that is none', { dueDate: 'tomorrow' }, '/dueDate invalid'],
  ])('refuses %s', async (_name, change, problem) => {
    await using world = await start();
    const answer = await world.call('POST', '/tickets', world.ticket(change));
    expect(answer).toMatchObject({ status: 422, body: { errorCode: 'INVALID_DATA' } });
    expect(world.fieldsOf(answer)).toEqual([problem]);
    expect(world.simulator.tickets()).toHaveLength(0);
  });

  it('refuses an empty body and one that is no JSON', async () => {
    await using world = await start();
    expect(await world.call('POST', '/tickets', {})).toMatchObject({
      status: 422,
      body: { errorCode: 'EMPTY_PAYLOAD' },
    });
    expect(await world.call('POST', '/tickets')).toMatchObject({ status: 422, body: { errorCode: 'EMPTY_PAYLOAD' } });
    expect(await world.call('POST', '/tickets', '{')).toMatchObject({
      status: 400,
      body: { errorCode: 'BAD_REQUEST' },
    });
  });

  it('lets a mandatory field of the layout fail the create', async () => {
    await using world = await start({ customFields: [{ apiName: 'cf_severity', isMandatory: true }] });
    expect(world.fieldsOf(await world.call('POST', '/tickets', world.ticket()))).toEqual(['/cf/cf_severity missing']);
    const filled = world.ticket({ cf: { cf_severity: 'high' } });
    expect((await world.call('POST', '/tickets', filled)).status).toBe(200);
  });

  it('takes times as ISO text or epoch milliseconds', async () => {
    await using world = await start();
    const iso = await world.call('POST', '/tickets', world.ticket({ dueDate: '2026-12-01T00:00:00.000Z' }));
    const epoch = await world.call('POST', '/tickets', world.ticket({ dueDate: 1_796_083_200_000 }));
    expect([iso.body.dueDate, epoch.body.dueDate]).toEqual(['2026-12-01T00:00:00.000Z', '2026-12-01T00:00:00.000Z']);
  });

  it('reuses the contact of a known address and makes one for a new one', async () => {
    await using world = await start();
    const before = world.simulator.contacts().length;
    await world.call('POST', '/tickets', world.ticket({ contact: { lastName: 'X', email: 'Test@Company.com' } }));
    expect(world.simulator.contacts()).toHaveLength(before);
    const first = await world.call('POST', '/tickets', world.ticket());
    const second = await world.call('POST', '/tickets', world.ticket());
    expect(world.simulator.contacts()).toHaveLength(before + 1);
    expect(second.body.contactId).toBe(first.body.contactId);
  });

  it('numbers tickets upwards and makes a second one of a repeated request: there is no idempotency (§8)', async () => {
    await using world = await start();
    const numbers: string[] = [];
    for (let at = 0; at < 3; at += 1) {
      numbers.push((await world.call('POST', '/tickets', world.ticket())).body.ticketNumber);
    }
    expect(numbers).toEqual(['101', '102', '103']);
  });

  it.each([
    ['loose', { lastName: 'Only a name' }, 200],
    ['loose', { email: 'only@address.example' }, 200],
    ['loose', { firstName: 'A', lastName: 'B', email: 'a@b.example', phone: '1' }, 200],
    ['loose', { firstName: 'Nobody' }, 422],
    ['strict', { lastName: 'C', email: 'a@b.example' }, 200],
    ['strict', { lastName: 'Only a name' }, 422],
    ['strict', { firstName: 'A', lastName: 'B', email: 'a@b.example' }, 422],
  ] as const)('in a portal of the %s dialect the contact %o gets %i', async (contactDialect, contact, status) => {
    await using world = await start({ settings: { contactDialect } });
    expect((await world.call('POST', '/tickets', world.ticket({ contact }))).status).toBe(status);
  });
});

describe('§3.3 lists', () => {
  it('demand the department, and refuse what they do not know', async () => {
    await using world = await start();
    expect((await world.call('GET', '/tickets')).status).toBe(422);
    const answer = await world.call('GET', `/tickets?departmentId=${world.department}&sortOrder=desc`);
    expect(answer).toMatchObject({
      status: 422,
      body: {
        errorCode: 'UNPROCESSABLE_ENTITY',
        message: "Extra query parameter 'sortOrder' is present in the input.",
      },
    });
    expect((await world.call('GET', `/tickets?departmentId=${world.department}&limit=51`)).status).toBe(422);
    expect((await world.call('GET', `/tickets?departmentId=${world.department}&sortBy=modifiedTime`)).status).toBe(422);
  });

  it('show no description and no custom fields, ten at a time, and page by record number', async () => {
    await using world = await start();
    for (let at = 0; at < 12; at += 1) {
      world.clock.advance(1_000);
      await world.call('POST', '/tickets', world.ticket());
    }
    const list = `/tickets?departmentId=${world.department}&sortBy=-createdTime`;
    const first = await world.call('GET', list);
    expect(first.body.data).toHaveLength(10);
    expect(first.body.data[0]).toMatchObject({ ticketNumber: '112' });
    for (const key of ['description', 'cf', 'modifiedTime']) {
      expect(first.body.data[0]).not.toHaveProperty(key);
    }
    const rest = await world.call('GET', `${list}&from=11`);
    expect(rest.body.data.map((one: { ticketNumber: string }) => one.ticketNumber)).toEqual(['102', '101']);
    world.simulator.changeSettings({ listBase: 0 });
    expect((await world.call('GET', `${list}&from=11`)).body.data).toHaveLength(1);
  });
});

describe('§3.4 search', () => {
  it('knows a ticket only after the lag, the list at once', async () => {
    await using world = await start({ settings: { indexLagMs: 90_000 } });
    const { body } = await world.call('POST', '/tickets', world.ticket({ cf: { cf_reference: 'AB-7K2M9QXD' } }));
    const search = `/tickets/search?customField1=${encodeURIComponent('cf_reference:AB-7K2M9QXD')}`;
    expect((await world.call('GET', search)).status).toBe(204);
    expect((await world.call('GET', `/tickets?departmentId=${world.department}`)).body.data).toHaveLength(1);
    world.clock.advance(89_999);
    expect((await world.call('GET', search)).status).toBe(204);
    world.clock.advance(1);
    expect(await world.call('GET', search)).toMatchObject({ status: 200, body: { count: 1, data: [{ id: body.id }] } });
    await world.call('PATCH', `/tickets/${body.id}`, { status: 'Closed' });
    expect((await world.call('GET', search)).body.data[0].status).toBe('Open');
    world.clock.advance(90_000);
    expect((await world.call('GET', search)).body.data[0].status).toBe('Closed');
  });

  it.each([
    ['customField1=cf_reference:AB-1'],
    ['customField1=cf_reference:AB*'],
    ['customField2=cf_verified:${empty}&ticketNumber=101'],
    ['ticketNumber=101'],
    ['email=carol@zylker.example'],
    ['status=${open}'],
    ['status=On Hold,Open'],
    ['subject=*el*'],
    ['_all=AB-1'],
    ['createdTimeRange=2026-11-23T00:00:00.000Z,2026-11-24T00:00:00.000Z'],
    ['priority=High'],
  ])('finds by %s', async (query) => {
    await using world = await start({ settings: { indexLagMs: 0 } });
    await world.call('POST', '/tickets', world.ticket({ priority: 'High', cf: { cf_reference: 'AB-1' } }));
    const encoded = new URLSearchParams(query).toString();
    expect(await world.call('GET', `/tickets/search?${encoded}`)).toMatchObject({ status: 200, body: { count: 1 } });
  });

  it.each([
    ['customField1=cf_reference:AB-2'],
    ['customField1=cf_reference:${empty}'],
    ['status=Closed'],
    ['ticketNumber=102'],
    ['_all=zzz'],
  ])('finds nothing by %s', async (query) => {
    await using world = await start({ settings: { indexLagMs: 0 } });
    await world.call('POST', '/tickets', world.ticket({ cf: { cf_reference: 'AB-1' } }));
    expect((await world.call('GET', `/tickets/search?${new URLSearchParams(query)}`)).status).toBe(204);
  });

  it.each(['customField1=cf_reference:AB-1', 'email=carol@zylker.example', 'phone=1'])(
    'in a portal of the specification refuses %s',
    async (query) => {
      await using world = await start({ settings: { searchDialect: 'specification' } });
      expect((await world.call('GET', `/tickets/search?${query}`)).status).toBe(422);
    },
  );

  it.each(['_all=ab', 'limit=101', 'from=-1', 'unknown=1', 'ticketNumber=x'])('refuses %s', async (query) => {
    await using world = await start();
    expect((await world.call('GET', `/tickets/search?${query}`)).status).toBe(422);
  });
});

describe('§3.5 comments', () => {
  it('need content and attachmentIds, and take 32000 characters', async () => {
    await using world = await start();
    const { id } = (await world.call('POST', '/tickets', world.ticket())).body;
    const path = `/tickets/${id}/comments`;
    expect(world.fieldsOf(await world.call('POST', path, { isPublic: true }))?.toSorted()).toEqual([
      '/attachmentIds missing',
      '/content missing',
    ]);
    const long = { content: 'x'.repeat(32_001), attachmentIds: [], isPublic: false };
    expect(world.fieldsOf(await world.call('POST', path, long))).toEqual(['/content invalid']);
    expect(world.fieldsOf(await world.call('POST', path, { ...long, content: 'x', contentType: 'markdown' }))).toEqual([
      '/contentType invalid',
    ]);
    expect((await world.call('POST', path, { ...long, content: 'x'.repeat(32_000) })).status).toBe(200);
    expect((await world.call('POST', '/tickets/1/comments', long)).status).toBe(404);
  });

  it('are listed oldest first by default, fifty at a time', async () => {
    await using world = await start();
    const { id } = (await world.call('POST', '/tickets', world.ticket())).body;
    for (let at = 0; at < 60; at += 1) {
      world.simulator.agentComments(id, `comment ${at}`, true);
    }
    const { body } = await world.call('GET', `/tickets/${id}/comments`);
    expect([body.data.length, body.data[0].content, body.data[0].commenter.type]).toEqual([50, 'comment 0', 'AGENT']);
    const newest = await world.call('GET', `/tickets/${id}/comments?sortBy=-commentedTime&limit=1`);
    expect(newest.body.data[0].content).toBe('comment 59');
  });
});

describe('§7 limits', () => {
  it('charges credits, says so in headers, and stops at the end of the day’s', async () => {
    await using world = await start({ settings: { dailyCredits: 5 } });
    const create = await world.call('POST', '/tickets', world.ticket());
    expect(create.headers).toMatchObject({ 'x-rate-limit-request-weight-v3': '1', 'x-rate-limit-remaining-v3': '4' });
    const search = await world.call('GET', '/tickets/search?ticketNumber=1');
    expect(search.headers).toMatchObject({ 'x-rate-limit-request-weight-v3': '3', 'x-rate-limit-remaining-v3': '1' });
    const refused = await world.call('GET', '/tickets/search?ticketNumber=1');
    expect(refused).toMatchObject({ status: 429, body: { errorCode: 'THRESHOLD_EXCEEDED' } });
    expect(refused.headers['retry-after']).toBe(String(15 * 3_600));
    world.clock.advance(15 * 3_600_000);
    expect((await world.call('GET', '/tickets/search?ticketNumber=1')).status).toBe(204);
  });

  it('refuses more calls at once than the edition has, without Retry-After', async () => {
    await using world = await start({ settings: { concurrencyMax: 2 } });
    world.simulator.addFault({ kind: 'latency', delayMs: 20 });
    const answers = await Promise.all(Array.from({ length: 3 }, () => world.call('GET', '/myinfo')));
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 200, 429]);
    const refused = answers.find(({ status }) => status === 429);
    expect(refused?.body.errorCode).toBe('TOO_MANY_REQUESTS');
    expect(refused?.headers).not.toHaveProperty('retry-after');
    expect(world.simulator.stats()).toMatchObject({ concurrencySeen: 3, inFlight: 0 });
  });
});
