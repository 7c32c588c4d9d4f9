import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { parseApiKeys } from '../src/access/api-keys.ts';
import { loadLocalKey } from '../src/adapters/local-key-file.ts';
import { makeLoginCode, openLoginCodes } from '../src/adapters/login-code-file.ts';
import { adminKey, manyOfAll, startGateway } from './harness.ts';

const form = (fields: Record<string, string>) =>
  ({
    method: 'POST',
    url: '/console/login',
    payload: new URLSearchParams(fields).toString(),
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
  }) as const;

type Started = Awaited<ReturnType<typeof startGateway>>;
const cookieOf = (response: Awaited<ReturnType<Started['app']['inject']>>) =>
  String(response.headers['set-cookie'] ?? '');
const asSession = (response: Awaited<ReturnType<Started['app']['inject']>>) => ({
  cookie: cookieOf(response).split(';', 1)[0] ?? '',
});
const audit = '/admin/audit?service=ticketing';

async function folder(): Promise<string> {
  const path = await mkdtemp(join(tmpdir(), 'acebuddy-doors-'));
  onTestFinished(() => rm(path, { recursive: true, force: true }));
  return path;
}

it('a key is exchanged for a session that scripts cannot read and other sites cannot send', async () => {
  const { app, logs } = await startGateway();
  const page = await app.inject('/console/login');
  expect(page.body).toContain('<form method="post" action="/console/login">');
  expect(page.body).not.toMatch(/<script| on\w+=/i);
  const entered = await app.inject(form({ key: adminKey }));
  expect(entered.statusCode).toBe(303);
  expect(entered.headers.location).toBe('/console');
  expect(cookieOf(entered)).toMatch(/; Path=\/; HttpOnly; SameSite=Lax$/);
  expect((await app.inject({ url: audit, headers: asSession(entered) })).statusCode).toBe(200);
  expect((await app.inject({ url: audit })).statusCode).toBe(401);
  expect(JSON.stringify(logs.lines)).not.toContain(adminKey);
});

it('a wrong key opens nothing, and guessing is slowed down on this machine, too', async () => {
  const { app } = await startGateway({ limits: { ...manyOfAll, perAddress: 2 } });
  const wrong = await app.inject(form({ key: 'guessed' }));
  expect(wrong.statusCode).toBe(401);
  expect(cookieOf(wrong)).toBe('');
  await app.inject(form({ key: 'guessed again' }));
  expect((await app.inject(form({ key: 'and again' }))).statusCode).toBe(429);
});

it('a session has the role of its key, ends with it, and cannot be made up', async () => {
  const apiKeys = parseApiKeys('reader:a-reader,admin:an-admin');
  const doors = { simulated: false, allowUnsigned: false, onlyLocalKey: false, publicUrl: 'https://chat.acme.example' };
  const { app, clock } = await startGateway({ apiKeys, doors });
  const entered = await app.inject(form({ key: 'a-reader' }));
  expect(cookieOf(entered)).toContain('; Secure');
  const headers = asSession(entered);
  expect((await app.inject({ url: '/zoho/test', headers })).statusCode).toBe(200);
  expect((await app.inject({ url: audit, headers })).statusCode).toBe(403);
  const { app: later } = await startGateway({ apiKeys: parseApiKeys('admin:an-admin'), doors });
  expect((await later.inject({ url: '/zoho/test', headers })).statusCode).toBe(401);
  const { app: other } = await startGateway({ apiKeys, doors, sessionSecret: new Uint8Array(32).fill(9) });
  expect((await other.inject({ url: '/zoho/test', headers })).statusCode).toBe(401);
  const left = await app.inject({ method: 'POST', url: '/console/logout', headers });
  expect(cookieOf(left)).toMatch(/acebuddy_session=; .*Expires=Thu, 01 Jan 1970/);
  clock.advance(13 * 3_600_000);
  expect((await app.inject({ url: '/zoho/test', headers })).statusCode).toBe(401);
});

it('the code of the start opens the page once, whichever gateway is asked, and only until the next start', async () => {
  const dataDir = await folder();
  const now = () => new Date('2026-11-23T09:30:00.000Z');
  const first = await makeLoginCode(dataDir, now);
  const code = await makeLoginCode(dataDir, now);
  const gateways = await Promise.all([1, 2].map(() => startGateway({ loginCodes: openLoginCodes(dataDir, now) })));
  const open = (index: number, value: string) => gateways[index]?.app.inject(`/console/login?code=${value}`);
  expect((await open(0, first))?.statusCode).toBe(401);
  await gateways[0]?.app.inject({ method: 'HEAD', url: `/console/login?code=${code}` });
  const answers = await Promise.all([0, 1, 0, 1].map((index) => open(index, code)));
  expect(answers.map((answer) => answer?.statusCode).toSorted()).toEqual([303, 401, 401, 401]);
  const entered = answers.find((answer) => answer?.statusCode === 303);
  const headers = { cookie: String(entered?.headers['set-cookie']).split(';', 1)[0] ?? '' };
  expect((await gateways[0]?.app.inject({ url: audit, headers }))?.statusCode).toBe(200);
  for (const { logs } of gateways) expect(JSON.stringify(logs.lines)).not.toContain(code);
});

it('a code ends after twelve hours', async () => {
  const dataDir = await folder();
  const code = await makeLoginCode(dataDir, () => new Date('2026-11-23T09:30:00.000Z'));
  expect(await openLoginCodes(dataDir, () => new Date('2026-11-23T21:31:00.000Z')).redeem(code)).toBe(false);
});

it('the key of this machine is made once, for its owner only, also by many who start at once', async () => {
  const dataDir = join(await folder(), 'new');
  const keys = await Promise.all(Array.from({ length: 8 }, () => loadLocalKey(undefined, dataDir)));
  expect(new Set(keys.map(({ key }) => key)).size).toBe(1);
  expect(keys[0]?.key).toMatch(/^[\w-]{32}$/);
  expect((await stat(join(dataDir, 'local-key'))).mode & 0o777).toBe(0o600);
  expect(await loadLocalKey('given', dataDir)).toEqual({ key: 'given', file: null, notices: [] });
});
