import { createHash } from 'node:crypto';
import { AppError } from '@acebuddy/contracts';
import { parseSignatureKeys } from '@acebuddy/salesiq';
import { createSigningKeys, deliveryHeaders } from '@acebuddy/salesiq/simulator';
import { describe, expect, it } from 'vitest';
import { type Access, accessTable } from '../src/access/access-table.ts';
import { parseApiKeys, roles } from '../src/access/api-keys.ts';
import { asAdmin, flatMessage, startGateway, zobotMessage } from './harness.ts';

const keys = { reader: 'reader-key-0001', agent: 'agent-key-0001', admin: 'admin-key-0001' } as const;
const apiKeys = parseApiKeys(
  Object.entries(keys)
    .map(([role, key]) => `${role}:${key}`)
    .join(','),
);

/** Zoho is real, and the operator has configured keys. */
const real = { simulated: false, allowUnsigned: false, onlyLocalKey: false, publicUrl: undefined } as const;

const routes = Object.entries(accessTable).map(([entry, access]) => {
  const [method = '', route = ''] = entry.split(' ');
  const url = route.replace(':service', 'ticketing').replace(/:\w+/, '1892000000042034');
  return { method: method as 'GET', url, access };
});
const rank = (role: string) => (roles as readonly string[]).indexOf(role);
const roleRoutes = routes.filter(({ access }) => rank(access) >= 0);
/** A stream does not end: test/console/live.test.ts opens it as a reader, and doors.test.ts without a key. */
const endingRoutes = roleRoutes.filter(({ url }) => url !== '/console/live');

/** 400, 404, 422 and the like: past the door, refused for another reason. */
const closed = [401, 403];

describe('REST with keys', () => {
  it.each(roleRoutes)('$method $url refuses callers without a valid key', async ({ method, url }) => {
    const { app } = await startGateway({ apiKeys, doors: real });
    const headers = [undefined, 'Bearer wrong', `Basic ${keys.admin}`, `Bearer ${keys.admin}x`, 'Bearer '];
    for (const authorization of headers) {
      const response = await app.inject({ method, url, headers: authorization === undefined ? {} : { authorization } });
      expect(response.statusCode).toBe(401);
      expect(response.json()).toMatchObject({ success: false, code: 'UNAUTHORIZED' });
      expect(response.headers['www-authenticate']).toBe('Bearer');
    }
  });

  it.each(endingRoutes)(
    '$method $url takes the role $access and those above, and no other',
    async ({ method, url, access }) => {
      const { app } = await startGateway({ apiKeys, doors: real });
      for (const role of roles) {
        const response = await app.inject({ method, url, headers: { authorization: `Bearer ${keys[role]}` } });
        const allowed = rank(role) >= rank(access);
        expect(closed.includes(response.statusCode), `${role}: ${response.statusCode}`).toBe(!allowed);
        if (!allowed) expect(response.json()).toMatchObject({ code: 'FORBIDDEN' });
      }
    },
  );

  it('takes a key that is configured as its digest', async () => {
    const digest = createHash('sha256').update('a long secret').digest('hex');
    const { app } = await startGateway({ apiKeys: parseApiKeys(`reader:sha256:${digest}`), doors: real });
    const call = (key: string) => app.inject({ url: '/zoho/test', headers: { authorization: `Bearer ${key}` } });
    expect((await call('a-long-secret')).statusCode).toBe(401);
    expect((await call(digest)).statusCode).toBe(401);
    const { app: other } = await startGateway({ apiKeys: parseApiKeys(`reader:plain,agent:sha256:${sha('hashed')}`) });
    const answer = await other.inject({ url: '/zoho/test', headers: { authorization: 'Bearer hashed' } });
    expect(answer.statusCode).toBe(200);
  });

  it('logs which key was used, and never the key', async () => {
    const { app, logs } = await startGateway({ apiKeys });
    await app.inject({ url: '/zoho/test', headers: { authorization: `Bearer ${keys.reader}` } });
    expect(logs.lines).toMatchObject([{ route: '/zoho/test', role: 'reader', key: sha(keys.reader).slice(0, 8) }]);
    expect(JSON.stringify(logs.lines)).not.toContain(keys.reader);
  });
});

describe('webhooks and links', () => {
  const by = (access: Access) => routes.filter((route) => route.access === access);
  const payload = { handler: 'message', chat_id: 'c', visitor_id: 'v', message: 'hello' };
  const salesiq = {
    signatureKeys: parseSignatureKeys(createSigningKeys().publicPem),
    forwardDepartment: undefined,
    strictLength: false,
    silentTurn: 'acknowledge',
    callbacks: false,
  } as const;

  it.each(by('signed'))('$method $url refuses what is not signed, also with keys of other roles', async (route) => {
    const { app, conversation } = await startGateway({ apiKeys, salesiq, doors: real });
    const forged = deliveryHeaders(JSON.stringify(payload), createSigningKeys().privateKey);
    const headers = [{}, forged, { 'x-siqsignature': 'AAAA' }, { authorization: `Bearer ${keys.reader}` }];
    for (const each of headers) {
      const response = await app.inject({ ...route, headers: each, payload });
      expect(response.statusCode, JSON.stringify(Object.keys(each))).toBe(401);
    }
    expect([conversation.messages, conversation.events]).toEqual([[], []]);
  });

  it.each(by('desk'))('$method $url refuses what Desk did not send', async (route) => {
    const refusing = {
      verify: async () => {
        throw new AppError('UNAUTHORIZED', 'no');
      },
    };
    const { app, ticketing } = await startGateway({ apiKeys, deskVerifier: refusing });
    const headers = [{}, { authorization: `Bearer ${keys.admin}` }, { 'x-zdesk-jwt': 'x.y.z' }];
    for (const each of headers)
      expect((await app.inject({ ...route, headers: each, payload: [] })).statusCode).toBe(401);
    expect(ticketing.notices).toEqual([]);
  });

  it.each(by('link'))('$method $url shows and decides nothing without the whole link', async (route) => {
    const { app, notifications } = await startGateway({ apiKeys });
    const headers = { authorization: `Bearer ${keys.admin}`, 'content-type': 'application/x-www-form-urlencoded' };
    const response = await app.inject({
      ...route,
      headers,
      ...(route.method !== 'GET' && { payload: 'decision=approve' }),
    });
    expect(response.statusCode).toBeGreaterThanOrEqual(400);
    expect(response.body).not.toContain('Zylker');
    expect(notifications.decisions).toEqual([]);
  });

  it('are the only routes beside public ones and roles', () => {
    const ways = new Set(routes.map(({ access }) => access));
    expect([...ways].toSorted()).toEqual(['admin', 'agent', 'desk', 'link', 'public', 'reader', 'signed']);
    const open = by('public').map(({ method, url }) => `${method} ${url}`);
    expect(open.toSorted()).toEqual([
      'GET /',
      'GET /console',
      'GET /console/*',
      'GET /console/assets/*',
      'GET /console/login',
      'GET /docs',
      'GET /docs/',
      'GET /health',
      'GET /openapi.json',
      'GET /ready',
      'GET /runbook',
      'GET /runbook/1892000000042034',
      'GET /webhook/salesiq',
      'GET /webhook/salesiq/events',
      'GET /webhook/zoho-desk',
      'POST /console/login',
      'POST /console/logout',
    ]);
  });
});

describe('in simulation', () => {
  const isOpen = (url: string) => /^\/(zoho|salesiq\/session)\//.test(url);

  it.each(endingRoutes)('$method $url wants a key unless it is for trying out', async ({ method, url }) => {
    const { app } = await startGateway();
    const anonymous = await app.inject({ method, url });
    expect(closed.includes(anonymous.statusCode), `${anonymous.statusCode}`).toBe(!isOpen(url));
    // Where the call comes from, or says it comes from, makes no difference.
    for (const request of [
      { remoteAddress: '192.0.2.7' },
      { remoteAddress: '::1', headers: { host: '[::1]:8000' } },
      { headers: { host: 'localhost', 'x-forwarded-for': '192.0.2.7' } },
      { headers: { host: '127.0.0.1:8401', via: '1.1 proxy' } },
    ]) {
      const { statusCode } = await app.inject({ method, url, ...request });
      expect(closed.includes(statusCode), JSON.stringify(request)).toBe(!isOpen(url));
    }
    const withKey = await app.inject({ method, url, headers: asAdmin });
    expect(closed).not.toContain(withKey.statusCode);
  });

  it('says which key is wanted', async () => {
    const { app } = await startGateway();
    const { error } = (await app.inject('/admin/audit?service=ticketing')).json();
    expect(error).toContain('ACEBUDDY_LOCAL_KEY');
  });

  it('whoever presents a key is held to it', async () => {
    const { app } = await startGateway({ apiKeys });
    const create = (key: string) =>
      app.inject({ method: 'POST', url: '/zoho/ticket/create', headers: { authorization: `Bearer ${key}` } });
    expect((await create('wrong')).statusCode).toBe(401);
    expect((await create(keys.reader)).statusCode).toBe(403);
  });
});

describe('with a real Zoho', () => {
  it.each(roleRoutes)('$method $url is open to nobody on this machine either', async ({ method, url }) => {
    const { app } = await startGateway({ doors: { ...real, onlyLocalKey: true, allowUnsigned: true } });
    expect((await app.inject({ method, url })).statusCode).toBe(401);
  });

  it.each([
    ['a flat message', { ...flatMessage }],
    ['a call of a bot', { ...zobotMessage }],
    ['an event', { event: 'conversation.missed', entity_id: '405', org_id: '1' }],
  ])('without signature keys %s is refused, and the missing setting is named', async (_what, payload) => {
    const { app, conversation } = await startGateway({ doors: real });
    for (const url of ['/webhook/salesiq', '/webhook/salesiq/events']) {
      const response = await app.inject({ method: 'POST', url, payload });
      expect(response.statusCode).toBe(401);
      expect(response.json().error).toContain('SALESIQ_PUBLIC_KEYS');
      for (const method of ['GET', 'HEAD'] as const) expect((await app.inject({ method, url })).statusCode).toBe(200);
    }
    expect([conversation.messages, conversation.events]).toEqual([[], []]);
  });

  it('an integrator sends a key in place of a signature', async () => {
    const { app } = await startGateway({ apiKeys, doors: real });
    const send = (key: string) => {
      const headers = { authorization: `Bearer ${key}` };
      return app.inject({ method: 'POST', url: '/webhook/salesiq', payload: flatMessage, headers });
    };
    expect((await send(keys.agent)).statusCode).toBe(200);
    expect((await send(keys.reader)).statusCode).toBe(401);
  });

  it('ALLOW_UNSIGNED takes unsigned chats, for trying out', async () => {
    const { app } = await startGateway({ doors: { ...real, allowUnsigned: true } });
    const response = await app.inject({ method: 'POST', url: '/webhook/salesiq', payload: flatMessage });
    expect(response.json()).toMatchObject({ status: 'success' });
  });

  it('/ready and /zoho/test say which setting is missing and where it is found', async () => {
    const shortcoming = { check: 'salesiq_signature', what: 'SALESIQ_PUBLIC_KEYS is not set', mend: 'In SalesIQ …' };
    const { app } = await startGateway({ doors: real, shortcomings: [shortcoming] });
    const ready = await app.inject('/ready');
    expect(ready.statusCode).toBe(503);
    expect(ready.json().checks.salesiq_signature).toEqual({
      ok: false,
      error: 'SALESIQ_PUBLIC_KEYS is not set. In SalesIQ ….',
    });
    const check = (await app.inject({ url: '/zoho/test', headers: asAdmin })).json();
    expect(check).toMatchObject({ success: false, problems: [{ what: shortcoming.what, mend: shortcoming.mend }] });
  });
});

describe('the access table', () => {
  it('has an entry for every route that can be reached', async () => {
    const table: Record<string, Access> = {};
    const extra = {
      access: table,
      register: (app: { get: (url: string, handler: () => string) => unknown }) =>
        void app.get('/forgotten', () => 'x'),
    };
    await expect(startGateway({ extraRoutes: [extra as never] })).rejects.toThrow('GET /forgotten has no entry');
    table['GET /forgotten'] = 'public';
    const { app } = await startGateway({ extraRoutes: [extra as never] });
    expect((await app.inject('/forgotten')).body).toBe('x');
  });

  it('lists only routes that exist', async () => {
    const { app } = await startGateway();
    for (const { method, url } of routes) expect(app.hasRoute({ method, url: routeOf(url) }), url).toBe(true);
  });
});

function routeOf(url: string): string {
  return (
    Object.keys(accessTable)
      .map((entry) => entry.split(' ')[1] ?? '')
      .find((route) => matches(route, url)) ?? url
  );
}

function matches(route: string, url: string): boolean {
  return new RegExp(`^${route.replace(/:\w+/g, '[^/]+')}$`).test(url);
}

function sha(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
