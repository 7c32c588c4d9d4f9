import { expect, it } from 'vitest';
import { toApiKey } from '../src/access/api-keys.ts';
import { approvalToken } from './fakes/notifications.ts';
import { asAdmin, flatMessage, startGateway } from './harness.ts';

const publicUrl = 'https://chat.acme.example';
const doors = { simulated: true, allowUnsigned: false, onlyLocalKey: true, publicUrl } as const;

/** Another program of this machine has its pages on another port. */
const foreign: [string, Record<string, string>][] = [
  ['of another site', { origin: 'https://evil.example' }],
  ['of another site, as the browser says', { 'sec-fetch-site': 'cross-site' }],
  ['of another port of this machine', { origin: 'http://localhost:9999' }],
  ['of another port, as the browser says', { 'sec-fetch-site': 'same-site', origin: 'http://localhost:8000' }],
  ['that hides its origin', { origin: 'null' }],
  ['that says it is ours and is not', { 'sec-fetch-site': 'same-origin', origin: 'https://evil.example' }],
  ['whose name was pointed at us', { origin: 'http://evil.example:8000', host: 'evil.example:8000' }],
];
const changes = [
  { method: 'POST', url: '/webhook/salesiq', payload: flatMessage },
  { method: 'POST', url: '/zoho/ticket/create', payload: { query: 'Test', user_id: 'a@b.example' } },
  { method: 'PATCH', url: '/zoho/ticket/1892000000042034/status', payload: { status: 'Closed' } },
  { method: 'POST', url: '/salesiq/session/405/close', payload: {} },
] as const;

it.each(foreign)('a page %s changes nothing', async (_which, headers) => {
  const { app, conversation, ticketing } = await startGateway({ doors });
  for (const change of changes) {
    const response = await app.inject({ ...change, headers: { host: 'localhost:8000', ...headers } });
    expect(response.statusCode, `${change.method} ${change.url}`).toBe(403);
  }
  expect([conversation.messages, conversation.closed, ticketing.created]).toEqual([[], [], []]);
});

it.each(foreign.slice(0, 6))('nor does a page %s with a key or a session', async (_which, headers) => {
  const { app, notifications } = await startGateway({ doors });
  const change = { method: 'DELETE', url: '/admin/person?email=ann@firm.example' } as const;
  const response = await app.inject({ ...change, headers: { host: 'localhost:8000', ...asAdmin, ...headers } });
  expect(response.statusCode).toBe(403);
  expect(notifications.decisions).toEqual([]);
});

it.each([
  ['a program', {}],
  ['our page, by the name it was called by', { host: 'localhost:8000', origin: 'http://localhost:8000' }],
  [
    'our page behind a proxy, by PUBLIC_URL',
    { host: '127.0.0.1:8401', origin: publicUrl, 'sec-fetch-site': 'same-origin' },
  ],
  ['our page at the usual port', { host: '127.0.0.1:80', origin: 'http://127.0.0.1' }],
])('%s does', async (_who, headers) => {
  const { app } = await startGateway({ doors });
  for (const change of changes) {
    const response = await app.inject({ ...change, headers: { host: 'localhost:8000', ...headers } });
    expect(response.statusCode, `${change.method} ${change.url}`).toBe(200);
  }
});

it('data is read by no page of another site, and pages are opened from anywhere', async () => {
  const { app } = await startGateway({ doors });
  const get = (url: string, headers: Record<string, string>) =>
    app.inject({ url, headers: { host: 'localhost:8000', ...headers } });
  for (const site of ['cross-site', 'same-site']) {
    const embedded = { 'sec-fetch-site': site, 'sec-fetch-mode': 'no-cors' };
    const opened = { 'sec-fetch-site': site, 'sec-fetch-mode': 'navigate' };
    for (const headers of [embedded, opened]) {
      expect((await get('/zoho/test', headers)).statusCode).toBe(403);
      expect((await get('/admin/audit?service=ticketing', { ...headers, ...asAdmin })).statusCode).toBe(403);
    }
    for (const url of ['/', '/console/login', '/docs/', `/approvals/${approvalToken}`])
      expect((await get(url, opened)).statusCode, url).toBe(200);
  }
  expect((await get('/zoho/test', { 'sec-fetch-site': 'none' })).statusCode).toBe(200);
});

it('without a proof we answer to our own names only', async () => {
  const { app } = await startGateway({ doors });
  const status = async (host: string, headers: Record<string, string> = {}) =>
    (await app.inject({ url: '/zoho/test', headers: { host, ...headers } })).statusCode;
  for (const host of ['localhost:8000', '127.0.0.1:8401', '[::1]:8000', '192.0.2.7', 'chat.acme.example'])
    expect(await status(host), host).toBe(200);
  expect(await status('evil.example')).toBe(403);
  expect(await status('evil.example', asAdmin)).toBe(200);
});

it('a link from a mail is opened and decided from wherever it was clicked', async () => {
  const url = `/approvals/${approvalToken}`;
  const click = { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate' };
  const { app, notifications } = await startGateway({ doors });
  expect((await app.inject({ url, headers: click })).statusCode).toBe(200);
  // The page has no referrers, so its form hides the origin; older browsers do not say more.
  const form = { 'content-type': 'application/x-www-form-urlencoded', origin: 'null' };
  const decide = (headers: Record<string, string>) =>
    app.inject({ method: 'POST', url, payload: 'decision=approve', headers: { ...form, ...headers } });
  expect((await decide({ 'sec-fetch-site': 'cross-site' })).statusCode).toBe(403);
  expect(notifications.decisions).toEqual([]);
  expect((await decide({ 'sec-fetch-site': 'same-origin' })).statusCode).toBe(200);
  expect(notifications.decisions).toHaveLength(1);
  const { app: other } = await startGateway({ doors, apiKeys: [toApiKey('admin', 'x')] });
  expect((await other.inject({ method: 'POST', url, payload: 'decision=approve', headers: form })).statusCode).toBe(
    200,
  );
});
