import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { buildingMark } from '../../src/console/console-folder.ts';
import { nextAddress } from '../../src/console/next-address.ts';
import { adminKey, asAdmin, startGateway } from '../harness.ts';
import { apiKeys, asRole } from './api-client.ts';

const html = '<!doctype html><script type="module" src="/console/assets/index-abc123.js"></script>';

/** As a build leaves it. */
async function builtConsole(): Promise<string> {
  const parent = await mkdtemp(join(tmpdir(), 'acebuddy-console-'));
  onTestFinished(() => rm(parent, { recursive: true, force: true }));
  const folder = join(parent, 'dist');
  await mkdir(join(folder, 'assets'), { recursive: true });
  await writeFile(join(folder, 'index.html'), html);
  await writeFile(join(folder, 'icon.svg'), '<svg/>');
  await writeFile(join(folder, 'assets/index-abc123.js'), 'plain');
  await writeFile(join(folder, 'assets/index-abc123.js.br'), 'brotli');
  await writeFile(join(folder, 'assets/index-abc123.js.gz'), 'gzip');
  await writeFile(join(parent, 'secret.js'), 'secret');
  return folder;
}

it('every address under /console is the page, which is looked up anew each time', async () => {
  const { app } = await startGateway({ consoleFolder: await builtConsole() });
  for (const url of ['/console', '/console/', '/console/work?service=ticketing', '/console/conversations/1%2F2']) {
    const page = await app.inject({ url, headers: asAdmin });
    expect([page.statusCode, page.body], url).toEqual([200, html]);
    expect(page.headers['cache-control']).toBe('no-cache');
    expect(page.headers['content-type']).toBe('text/html; charset=utf-8');
  }
  const policy = String((await app.inject({ url: '/console', headers: asAdmin })).headers['content-security-policy']);
  expect(policy.split('; ')).toEqual([
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "frame-src 'self'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
    "form-action 'self'",
  ]);
});

it('its files are kept for ever, packed where the browser takes that, and nothing beside them is given out', async () => {
  const { app } = await startGateway({ consoleFolder: await builtConsole() });
  const url = '/console/assets/index-abc123.js';
  const plain = await app.inject(url);
  expect([plain.statusCode, plain.body]).toEqual([200, 'plain']);
  expect(plain.headers['cache-control']).toBe('public, max-age=31536000, immutable');
  expect(plain.headers['content-type']).toMatch(/javascript/);
  expect(plain.headers['x-content-type-options']).toBe('nosniff');
  const packed = await app.inject({ url, headers: { 'accept-encoding': 'gzip, br' } });
  expect([packed.body, packed.headers['content-encoding'], packed.headers.vary]).toEqual([
    'brotli',
    'br',
    'accept-encoding',
  ]);
  expect((await app.inject('/console/icon.svg')).headers['content-type']).toMatch(/^image\/svg/);
  const attacks = [
    '/console/assets/../../secret.js',
    '/console/assets/%2e%2e/%2e%2e/secret.js',
    '/console/assets/..%2f..%2fsecret.js',
  ];
  for (const attack of [...attacks, '/console/assets/', '/console/assets/none.js', '/console/assets/%00']) {
    const answer = await app.inject({ url: attack, headers: asAdmin });
    expect(answer.statusCode, attack).toBeGreaterThanOrEqual(400);
    expect(answer.body).not.toContain('secret');
  }
});

it('procedures and streams that are not there are no page', async () => {
  const { app } = await startGateway({ consoleFolder: await builtConsole() });
  for (const url of [
    '/console/api',
    '/console/api/me',
    '/console/live/x',
    '/console/preview',
    '/console//evil.example',
  ])
    expect((await app.inject({ url, headers: asAdmin })).statusCode, url).toBe(404);
});

const form = (fields: Record<string, string>) =>
  ({
    method: 'POST',
    url: '/console/login',
    payload: new URLSearchParams(fields).toString(),
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
  }) as const;

it('a deep link survives the sign-in, with a wrong key in between', async () => {
  const { app } = await startGateway({ consoleFolder: await builtConsole() });
  const deep = '/console/conversations/1%2F2?tab=why';
  const sent = await app.inject(deep);
  expect(sent.statusCode).toBe(303);
  const login = String(sent.headers.location);
  expect(login).toBe(`/console/login?next=${encodeURIComponent(deep)}`);
  const page = await app.inject(login);
  const next = /name="next" value="([^"]+)"/.exec(page.body)?.[1] ?? '';
  const wrong = await app.inject(form({ key: 'wrong', next }));
  expect(wrong.statusCode).toBe(401);
  expect(wrong.body).toContain(`value="${next}"`);
  const entered = await app.inject(form({ key: adminKey, next }));
  expect([entered.statusCode, entered.headers.location]).toEqual([303, deep]);
  const cookie = String(entered.headers['set-cookie']).split(';', 1)[0] ?? '';
  expect((await app.inject({ url: deep, headers: { cookie } })).body).toBe(html);
  expect((await app.inject('/console')).headers.location).toBe('/console/login');
  expect((await app.inject(form({ key: adminKey }))).headers.location).toBe('/console');
});

it('so does the address with the code of the start', async () => {
  const codes = { redeem: async (code: string) => code === 'once' };
  const { app } = await startGateway({ loginCodes: codes });
  const open = async (query: string) => (await app.inject(`/console/login?code=once${query}`)).headers.location;
  expect(await open('')).toBe('/console');
  expect(await open('&next=%2Fconsole%2Fwork')).toBe('/console/work');
  expect(await open('&next=https%3A%2F%2Fevil.example')).toBe('/console');
  expect(await open(`&next=${'x'.repeat(5_000)}`)).toBe('/console');
});

it.each([
  'https://evil.example',
  '//evil.example',
  '/\\evil.example',
  '/console/../../evil',
  '/console/..//evil.example',
  '/console/%2e%2e/admin/audit',
  '/console//evil.example',
  '/console\\@evil.example',
  '/console\n//evil.example',
  '/console@evil.example',
  '/console.evil.example',
  '/consolee',
  '/docs',
  'console',
  'javascript:alert(1)',
  '/console/login?next=/console',
  '/console/logout',
  '/console/api/me',
  '/console/live',
  '',
  `/console/${'x'.repeat(2_000)}`,
])('nobody is sent to %j after a sign-in', async (next) => {
  expect(nextAddress(next)).toBeNull();
  const { app } = await startGateway();
  expect((await app.inject(form({ key: adminKey, next }))).headers.location).toBe('/console');
});

it('what an address holds of a person is not carried on', () => {
  expect(nextAddress('/console/conversations?q=ann@firm.example')).toBe('/console/conversations');
  expect(nextAddress('/console/conversations?q=ann%40firm.example')).toBe('/console/conversations');
  expect(nextAddress('/console/work?x="><script>')).toBe('/console/work?x=%22%3E%3Cscript%3E');
});

it('a console that is not built says which command builds it; one that is being built opens by itself', async () => {
  const parent = await mkdtemp(join(tmpdir(), 'acebuddy-console-'));
  onTestFinished(() => rm(parent, { recursive: true, force: true }));
  const consoleFolder = join(parent, 'dist');
  const { app } = await startGateway({ consoleFolder });
  expect((await app.inject('/console')).statusCode).toBe(303);
  const absent = await app.inject({ url: '/console/work', headers: asAdmin });
  expect(absent.statusCode).toBe(503);
  expect(absent.body).toContain('pnpm --filter @acebuddy/console build');
  expect(absent.headers.refresh).toBeUndefined();
  await writeFile(buildingMark(consoleFolder), '');
  const coming = await app.inject({ url: '/console/work', headers: asAdmin });
  expect([coming.statusCode, coming.headers.refresh]).toEqual([503, '2']);
  expect(coming.body).toContain('being built');
  expect(coming.body).not.toMatch(/<script| on\w+=/);
  await mkdir(join(consoleFolder, 'assets'), { recursive: true });
  await writeFile(join(consoleFolder, 'index.html'), html);
  await writeFile(join(consoleFolder, 'assets/late.js'), 'late');
  expect((await app.inject({ url: '/console/work', headers: asAdmin })).body).toBe(html);
  expect((await app.inject('/console/assets/late.js')).body).toBe('late');
});

it('the first page leads to the console first', async () => {
  const { app } = await startGateway();
  const { body } = await app.inject('/');
  expect(body.indexOf('href="/console"')).toBeGreaterThan(0);
  expect(body.indexOf('href="/console"')).toBeLessThan(body.indexOf('href="/docs"'));
});

it('a mail is shown in a frame of ours, where it runs nothing and brings its own styles; reading is told of', async () => {
  const { app, notifications } = await startGateway({ apiKeys });
  const url = '/console/preview/d-1';
  expect((await app.inject({ url, headers: asRole('reader') })).statusCode).toBe(403);
  const mail = await app.inject({ url, headers: asRole('agent') });
  expect([mail.statusCode, mail.body]).toEqual([200, '<p style="color:red">Hello</p>']);
  expect(mail.headers['content-security-policy']).toMatch(/^sandbox; default-src 'none'; style-src 'unsafe-inline';/);
  expect(mail.headers['content-security-policy']).toContain("frame-ancestors 'self'");
  expect(mail.headers['x-frame-options']).toBe('SAMEORIGIN');
  expect(notifications.mailActs).toEqual([{ act: 'read', id: 'd-1', role: 'agent' }]);
  expect((await app.inject({ url: '/console/preview/none', headers: asRole('agent') })).statusCode).toBe(404);
});
