import { createHash } from 'node:crypto';
import { AppError } from '@acebuddy/contracts';
import { parseSignatureKeys } from '@acebuddy/salesiq';
import { createSigningKeys, deliveryHeaders } from '@acebuddy/salesiq/simulator';
import { describe, expect, it } from 'vitest';
import { type Access, accessTable } from '../src/access/access-table.ts';
import { parseApiKeys, roles } from '../src/access/api-keys.ts';
import { startGateway } from './harness.ts';

const keys = { reader: 'reader-key-0001', agent: 'agent-key-0001', admin: 'admin-key-0001' } as const;
const apiKeys = parseApiKeys(
  Object.entries(keys)
    .map(([role, key]) => `${role}:${key}`)
    .join(','),
);

const routes = Object.entries(accessTable).map(([entry, access]) => {
  const [method = '', route = ''] = entry.split(' ');
  const url = route.replace(':service', 'ticketing').replace(/:\w+/, '1892000000042034');
  return { method: method as 'GET', url, access };
});
const rank = (role: string) => (roles as readonly string[]).indexOf(role);
const roleRoutes = routes.filter(({ access }) => rank(access) >= 0);

/** 400, 404, 422 and the like: past the door, refused for another reason. */
const closed = [401, 403];

describe('REST with keys', () => {
  it.each(roleRoutes)('$method $url refuses callers without a valid key', async ({ method, url }) => {
    const { app } = await startGateway({ apiKeys });
    const headers = [undefined, 'Bearer wrong', `Basic ${keys.admin}`, `Bearer ${keys.admin}x`, 'Bearer '];
    for (const authorization of headers) {
      const response = await app.inject({ method, url, headers: authorization === undefined ? {} : { authorization } });
      expect(response.statusCode).toBe(401);
      expect(response.json()).toMatchObject({ success: false, code: 'UNAUTHORIZED' });
      expect(response.headers['www-authenticate']).toBe('Bearer');
    }
  });

  it.each(roleRoutes)(
    '$method $url takes the role $access and those above, and no other',
    async ({ method, url, access }) => {
      const { app } = await startGateway({ apiKeys });
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
    const { app } = await startGateway({ apiKeys: parseApiKeys(`reader:sha256:${digest}`) });
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
    const { app, conversation } = await startGateway({ apiKeys, salesiq });
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
      'GET /health',
      'GET /openapi.json',
      'GET /ready',
      'GET /webhook/salesiq',
      'GET /webhook/salesiq/events',
      'GET /webhook/zoho-desk',
    ]);
  });
});

describe('REST without keys', () => {
  const local = { url: '/zoho/test' };

  it('serves programs on this machine', async () => {
    const { app } = await startGateway();
    expect((await app.inject(local)).statusCode).toBe(200);
    expect((await app.inject({ ...local, remoteAddress: '::1', headers: { host: '[::1]:8000' } })).statusCode).toBe(
      200,
    );
  });

  it.each([
    ['from another machine', { remoteAddress: '192.0.2.7' }],
    ['through a proxy on this machine', { headers: { host: 'localhost', 'x-forwarded-for': '192.0.2.7' } }],
    ['by a name of somebody else (rebinding)', { headers: { host: 'evil.example' } }],
    ['by a page of another site', { headers: { host: 'localhost:8000', origin: 'https://evil.example' } }],
  ])('refuses calls %s', async (_how, request) => {
    const { app } = await startGateway();
    const response = await app.inject({ ...local, ...request });
    expect(response.statusCode).toBe(403);
    expect(response.json().error).toContain('Set API_KEYS');
  });

  it('refuses everybody when the gateway is bound to an open address', async () => {
    const { app } = await startGateway({ bindHost: '0.0.0.0' });
    expect((await app.inject(local)).statusCode).toBe(403);
    expect((await app.inject('/health')).statusCode).toBe(200);
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
