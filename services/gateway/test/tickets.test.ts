import { AppError, type CreateTicketOutput, referenceSchema } from '@acebuddy/contracts';
import { describe, expect, it } from 'vitest';
import { startGateway } from './harness.ts';

const timestamp = '2026-11-23T09:30:00.000Z';
const body = {
  query: 'Test',
  user_id: 'test@company.com',
  metadata: { subject: 'Test', priority: 'Low', workflow_type: 'test' },
};
const create = (payload: object | string, headers: Record<string, string> = {}) =>
  ({
    method: 'POST',
    url: '/zoho/ticket/create',
    payload,
    headers: { 'content-type': 'application/json', ...headers },
  }) as const;

describe('POST /zoho/ticket/create', () => {
  it('creates a ticket from what the caller may decide', async () => {
    const { app, ticketing } = await startGateway();
    const response = await app.inject(create(body));
    expect(response.statusCode).toBe(200);
    expect(response.json()).toEqual({
      success: true,
      ticket_id: '18920000000420101',
      ticket_number: '101',
      web_url: 'https://desk.example/101',
      reference: expect.stringMatching(/^AB-/),
      timestamp,
    });
    expect(ticketing.created[0]?.draft).toEqual({
      subject: 'Test',
      description: 'Test',
      customer: { name: 'test@company.com', email: 'test@company.com' },
      priority: 'Low',
      workflowType: 'test',
    });
  });

  it('fills in what is left out, and takes a priority however it is written', async () => {
    const { app, ticketing } = await startGateway();
    await app.inject(create({ query: `${'a'.repeat(150)}\nmore`, user_id: 'cust-7' }));
    await app.inject(
      create({ query: 'x', user_id: 'c', metadata: { priority: 'HIGH', user_name: 'Ann', user_email: 'ann@b.co' } }),
    );
    expect(ticketing.created.map(({ draft }) => draft)).toMatchObject([
      { subject: `${'a'.repeat(99)}…`, customer: { name: 'cust-7' }, priority: 'Medium', workflowType: 'api' },
      { customer: { name: 'Ann', email: 'ann@b.co' }, priority: 'High' },
    ]);
  });

  it('finds the address in "Ann Lee <…>", as mail programs write it', async () => {
    const { app, ticketing } = await startGateway();
    await app.inject(create({ query: 'x', user_id: 'Ann Lee <ann@b.co>' }));
    await app.inject(create({ query: 'x', user_id: 'c', metadata: { user_email: '"Lee, Ann" <ann@b.co>' } }));
    expect(ticketing.created.map(({ draft }) => draft.customer)).toEqual([
      { name: 'Ann Lee', email: 'ann@b.co' },
      { name: 'c', email: 'ann@b.co' },
    ]);
  });

  it('does not let callers set department, verification, team or custom fields', async () => {
    const { app, ticketing } = await startGateway();
    const extra = {
      departmentId: '1',
      department_id: '1',
      verified: true,
      team: 'NOC',
      fields: { cf_x: '1' },
      tags: ['vip'],
    };
    await app.inject(create({ ...body, ...extra, metadata: { ...body.metadata, ...extra } }));
    expect(Object.keys(ticketing.created[0]?.draft ?? {}).sort()).toEqual([
      'customer',
      'description',
      'priority',
      'subject',
      'workflowType',
    ]);
  });

  it('makes one ticket for one Idempotency-Key', async () => {
    const { app, ticketing } = await startGateway();
    const first = await app.inject(create(body, { 'idempotency-key': 'k-1' }));
    const again = await app.inject(create(body, { 'idempotency-key': 'k-1' }));
    const other = await app.inject(create(body, { 'idempotency-key': 'k-2' }));
    expect(again.json()).toEqual(first.json());
    expect(other.json().ticket_number).toBe('102');
    expect(ticketing.created).toHaveLength(2);
    expect(ticketing.created.every(({ reference }) => referenceSchema.safeParse(reference).success)).toBe(true);
  });

  it('says 202 and a reference when Desk does not take the ticket yet, because it will exist', async () => {
    const { app, ticketing } = await startGateway();
    ticketing.createOutcome = ({ reference }) =>
      ({ outcome: 'pending', reference, retryAfterMs: 9_000, reason: 'DESK_UNAVAILABLE' }) as CreateTicketOutput;
    const response = await app.inject(create(body));
    expect(response.statusCode).toBe(202);
    expect(response.json()).toEqual({
      success: true,
      status: 'pending',
      ticket_id: null,
      ticket_number: null,
      web_url: null,
      reference: ticketing.created[0]?.reference,
      message: 'The ticket is recorded and will be created as soon as Zoho Desk takes it.',
      retry_after_ms: 9_000,
      timestamp,
    });
  });

  it('says why Desk refuses a ticket for good', async () => {
    const { app, ticketing } = await startGateway();
    ticketing.createOutcome = ({ reference }) =>
      ({ outcome: 'failed', reference, reason: 'the field Plan is mandatory' }) as CreateTicketOutput;
    const response = await app.inject(create(body));
    expect(response.statusCode).toBe(422);
    expect(response.json()).toMatchObject({
      code: 'UNPROCESSABLE',
      error: 'Zoho Desk refuses this ticket: the field Plan is mandatory',
    });
  });

  it.each([
    ['{"query":', 'The body is not valid JSON.'],
    ['', 'The body is missing: expected JSON, for example {"query":'],
    ['[]', 'The body must be an object with fields, for example {"query":'],
    ['{}', '"query" is missing in the body, for example "The printer'],
    [{ query: 'x' }, '"user_id" is missing in the body, for example "scott.fisher@zylker.com"'],
    [{ ...body, query: { $gt: '' } }, '"query" in the body must be text'],
    [{ ...body, query: '  ' }, '"query" in the body must not be empty'],
    [{ ...body, metadata: 'x' }, '"metadata" in the body must be an object with fields'],
    [
      { ...body, metadata: { priority: 'Urgent' } },
      '"metadata.priority" in the body must be one of "Low", "Medium", "High", for example "Medium".',
    ],
    [
      { ...body, metadata: { subject: ['x'] } },
      '"metadata.subject" in the body must be text, for example "Printer offline".',
    ],
    ['{"query":"x","user_id":"y","__proto__":{"a":1}}', 'The body is not valid JSON.'],
  ])('refuses %.60s and changes nothing', async (payload, sentence) => {
    const { app, ticketing } = await startGateway();
    const response = await app.inject(create(payload));
    expect(response.statusCode).toBe(400);
    expect(response.json()).toMatchObject({ success: false, code: 'BAD_REQUEST', timestamp });
    expect(response.json().error).toContain(sentence);
    expect(ticketing.created).toEqual([]);
  });

  it('refuses other kinds of bodies and bodies that are too large', async () => {
    const { app } = await startGateway();
    const form = await app.inject(create('query=x', { 'content-type': 'application/x-www-form-urlencoded' }));
    expect(form.statusCode).toBe(400);
    expect(form.json().error).toBe('Send the body as JSON with "Content-Type: application/json".');
    const large = await app.inject(create(JSON.stringify({ ...body, query: 'x'.repeat(10_000_000) })));
    expect(large.statusCode).toBe(413);
    expect(large.json()).toMatchObject({ code: 'PAYLOAD_TOO_LARGE' });
  });

  it.each([
    ['DESK_REJECTED', 502, false],
    ['DESK_AUTH', 502, false],
    ['DESK_UNAVAILABLE', 503, true],
    ['SERVICE_UNAVAILABLE', 503, true],
    ['STORE_UNAVAILABLE', 503, true],
    ['UPSTREAM_TIMEOUT', 504, true],
    ['OUTCOME_UNKNOWN', 504, true],
    ['RATE_LIMITED', 429, true],
    ['CONFLICT', 409, false],
    ['INTERNAL', 500, false],
  ] as const)('turns %s into %i with a sentence, and keeps the detail to the log', async (code, status, retryable) => {
    const { app, ticketing, logs } = await startGateway();
    ticketing.failure = new AppError(code, 'detail-of-the-failure');
    const response = await app.inject(create(body));
    expect(response.statusCode).toBe(status);
    expect(response.json()).toMatchObject({ success: false, code, error: expect.stringMatching(/\w{4}/) });
    expect(response.headers['retry-after'] !== undefined).toBe(retryable);
    if (status < 500) return;
    expect(response.body).not.toContain('detail-of-the-failure');
    expect(JSON.stringify(logs.lines)).toContain('detail-of-the-failure');
  });
});

describe('GET /zoho/ticket/{id}', () => {
  it.each(['1892000000042034', '%23101'])('shows the ticket %s', async (id) => {
    const { app } = await startGateway();
    const response = await app.inject(`/zoho/ticket/${id}`);
    expect(response.statusCode).toBe(200);
    expect(response.json()).toMatchObject({
      success: true,
      ticket: { id: '1892000000042034', ticketNumber: '101' },
      timestamp,
    });
  });

  it('says 404 for unknown tickets and 400 for what is no id', async () => {
    const { app } = await startGateway();
    const unknown = await app.inject('/zoho/ticket/1');
    expect(unknown.statusCode).toBe(404);
    expect(unknown.json()).toMatchObject({ code: 'NOT_FOUND', error: 'Zoho Desk has no ticket 1.' });
    for (const id of ['abc', '1e9', '-1', '%23%23', '1'.repeat(20)]) {
      const response = await app.inject(`/zoho/ticket/${id}`);
      expect(response.statusCode, id).toBe(400);
      expect(response.json().error).toContain('must be a ticket id or #ticketNumber, for example "1892000000042034"');
    }
  });
});

describe('changes of a ticket', () => {
  const change = (method: 'POST' | 'PATCH', path: string, payload: object, headers = {}) =>
    ({ method, url: `/zoho/ticket/${path}`, payload, headers }) as const;

  it('add a comment: internal by default, visible when asked for, once per Idempotency-Key', async () => {
    const { app, ticketing } = await startGateway();
    const response = await app.inject(
      change('POST', '%23101/comment', { comment: 'Called back' }, { 'idempotency-key': 'k' }),
    );
    expect(response.json()).toEqual({ success: true, comment_id: '1892000000099001', timestamp });
    await app.inject(
      change('POST', '1892000000042034/comment', { comment: 'Hi', is_internal: false }, { 'idempotency-key': 'k' }),
    );
    await app.inject(change('POST', '1892000000042034/comment', { comment: 'Hi' }));
    expect(ticketing.changed).toMatchObject([
      { target: { ticketId: '1892000000042034' }, change: { kind: 'comment', text: 'Called back', isPublic: false } },
      { change: { isPublic: true } },
      {},
    ]);
    const [first, second, third] = ticketing.changed.map(({ requestId }) => requestId);
    expect(first).toBe(second);
    expect(third).not.toBe(first);
  });

  it('set the status', async () => {
    const { app, ticketing } = await startGateway();
    const response = await app.inject(change('PATCH', '1892000000042034/status', { status: 'Closed' }));
    expect(response.json()).toEqual({ success: true, status: 'Closed', timestamp });
    expect(ticketing.changed).toMatchObject([{ change: { kind: 'status', status: 'Closed' } }]);
  });

  it('are accepted with 202 when Desk is away, and refused with its reason when it does not want them', async () => {
    const { app, ticketing } = await startGateway();
    ticketing.changeOutcome = { outcome: 'pending', retryAfterMs: 5_000, reason: 'x' };
    for (const request of [
      change('POST', '1/comment', { comment: 'x' }),
      change('PATCH', '1/status', { status: 'Closed' }),
    ]) {
      const response = await app.inject(request);
      expect(response.statusCode).toBe(202);
      expect(response.json()).toMatchObject({ success: true, status: 'pending', retry_after_ms: 5_000 });
    }
    ticketing.changeOutcome = { outcome: 'failed', reason: 'no such status' };
    const refused = await app.inject(change('PATCH', '1/status', { status: 'Odd' }));
    expect(refused.statusCode).toBe(422);
    expect(refused.json().error).toBe('Zoho Desk refuses this change: no such status');
  });

  it.each([
    ['POST', '1/comment', {}, '"comment" is missing'],
    ['POST', '1/comment', { comment: 'x', is_internal: 'no' }, '"is_internal" in the body must be true or false'],
    ['PATCH', '1/status', { status: 5 }, '"status" in the body must be text, for example "Closed".'],
    ['PATCH', 'x/status', { status: 'Closed' }, '"id" in the path must be'],
  ] as const)('%s %s %j is refused with a sentence that helps', async (method, path, payload, sentence) => {
    const { app, ticketing } = await startGateway();
    const response = await app.inject(change(method, path, payload));
    expect(response.statusCode).toBe(400);
    expect(response.json().error).toContain(sentence);
    expect(ticketing.changed).toEqual([]);
  });
});

describe('GET /zoho/test', () => {
  it('says that all is well', async () => {
    const { app } = await startGateway();
    expect((await app.inject('/zoho/test')).json()).toEqual({
      success: true,
      message: 'Zoho Desk answers, and everything that AceBuddy needs is set up.',
      org: { id: '3981311', name: 'Zylker' },
      department: { id: '1892000000006907', name: 'Support' },
      simulated: false,
      problems: [],
      timestamp,
    });
  });

  it('says when the desk is simulated', async () => {
    const { app, ticketing } = await startGateway();
    ticketing.checked = { ...ticketing.checked, simulated: true };
    expect((await app.inject('/zoho/test')).json().message).toContain('No real ticket is created');
  });

  it('says what is wrong and how to mend it', async () => {
    const { app, ticketing } = await startGateway();
    const problems = [{ what: 'The field cf_reference is missing.', mend: 'Create it in Setup, Layouts and Fields.' }];
    ticketing.checked = { ...ticketing.checked, ok: false, org: null, problems };
    const response = await app.inject('/zoho/test');
    expect(response.statusCode).toBe(200);
    expect(response.json()).toMatchObject({
      success: false,
      message: 'The field cf_reference is missing: Create it in Setup, Layouts and Fields.',
      problems,
    });
  });
});
