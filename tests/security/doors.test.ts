import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLogger, parseConfig } from '@acebuddy/service-kit';
import { type Product, standaloneConfigSchema, startProduct } from '@acebuddy/standalone';
import { eventually } from '@acebuddy/testkit';
import { startMailCatcher } from '@acebuddy/testkit/servers';
import { createDeskSimulator, type DeskSimulator } from '@acebuddy/zoho-desk/simulator';
import { expect, onTestFinished, test } from 'vitest';
import { type ReverseProxy, startReverseProxy } from './reverse-proxy.ts';

interface Started {
  readonly product: Product;
  readonly dataDir: string;
  /** Everything that was logged, at every level. */
  readonly logged: () => string;
}

async function folder(): Promise<string> {
  const path = await mkdtemp(join(tmpdir(), 'acebuddy-doors-'));
  onTestFinished(() => rm(path, { recursive: true, force: true }));
  return path;
}

async function start(env: Readonly<Record<string, string>> = {}): Promise<Started> {
  const dataDir = env.DATA_DIR ?? (await folder());
  const lines: string[] = [];
  const destination = { write: (line: string) => void lines.push(line) };
  const logger = createLogger({ name: 'doors', level: 'trace', destination });
  const config = parseConfig(standaloneConfigSchema, { PORT: '0', DATA_DIR: dataDir, ...env });
  const product = await startProduct(config, logger);
  onTestFinished(() => product.close());
  return { product, dataDir, logged: () => lines.join('') };
}

/** A Desk that the product has real credentials for, as far as it can tell: where its address leads says nothing. */
async function realZoho(): Promise<{ desk: DeskSimulator; env: Record<string, string> }> {
  const desk = createDeskSimulator();
  const origin = await desk.listen();
  onTestFinished(() => desk.close());
  const env = {
    ZOHO_CLIENT_ID: desk.credentials.clientId,
    ZOHO_CLIENT_SECRET: desk.credentials.clientSecret,
    ZOHO_REFRESH_TOKEN: desk.credentials.refreshToken,
    ZOHO_DESK_ORG_ID: desk.orgId,
    ZOHO_DESK_DEPARTMENT_ID: desk.departmentId,
    ZOHO_DESK_URL: origin,
    ZOHO_ACCOUNTS_URL: origin,
  };
  return { desk, env };
}

async function proxied(url: string, appends?: string): Promise<ReverseProxy> {
  const proxy = await startReverseProxy(url, appends);
  onTestFinished(() => proxy.close());
  return proxy;
}

const flat = (chat: string, message: string) => ({
  method: 'POST',
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify({
    chat_id: chat,
    visitor_id: chat,
    visitor_email: 'ann@firm.example',
    visitor_name: 'Ann',
    message,
  }),
});

const adminCalls: [string, string][] = [
  ['GET', '/admin/audit?service=conversation'],
  ['GET', '/admin/deliveries'],
  ['GET', '/admin/dead-letters'],
  ['GET', '/admin/person?email=ann@firm.example'],
  ['DELETE', '/admin/person?email=ann@firm.example'],
  ['GET', '/metrics'],
];

test('behind a reverse proxy on this machine nobody is an administrator', { timeout: 30_000 }, async () => {
  const { product } = await start();
  const { url } = await proxied(product.url);
  for (const at of [url, product.url])
    for (const [method, path] of adminCalls)
      expect((await fetch(`${at}${path}`, { method })).status, `${method} ${at}${path}`).toBe(401);
  const { env } = await realZoho();
  const real = await start({ ...env, ALLOW_UNSIGNED: '1', MAIL: 'catch' });
  const outside = await proxied(real.product.url);
  for (const path of ['/zoho/test', '/zoho/ticket/1', '/salesiq/session/x', '/admin/deliveries', '/metrics'])
    expect((await fetch(`${outside.url}${path}`)).status, path).toBe(401);
  expect((await fetch(`${outside.url}/playground`)).status).toBe(404);
});

test('the key of the first start opens what is shut, and neither it nor the printed code reaches the log', {
  timeout: 30_000,
}, async () => {
  const { product, dataDir, logged } = await start();
  const key = (await readFile(join(dataDir, 'local-key'), 'utf8')).trim();
  const headers = { authorization: `Bearer ${key}` };
  for (const [method, path] of adminCalls)
    expect((await fetch(`${product.url}${path}`, { method, headers })).status, path).toBe(200);
  expect(product.signIn).toMatch(/\/console\/login\?code=[\w-]{32}$/);
  expect(product.signIn).not.toContain(key);
  const entered = await fetch(product.signIn, { redirect: 'manual' });
  expect(entered.headers.get('location')).toBe('/console');
  const cookie = entered.headers.get('set-cookie')?.split(';', 1)[0] ?? '';
  expect((await fetch(`${product.url}/admin/deliveries`, { headers: { cookie } })).status).toBe(200);
  expect((await fetch(product.signIn, { redirect: 'manual' })).status).toBe(401);
  const code = new URL(product.signIn).searchParams.get('code') ?? '';
  await product.close();
  expect(logged()).toContain('/console/login');
  for (const secret of [key, code, cookie]) expect(logged()).not.toContain(secret);
  const again = await start({ DATA_DIR: dataDir });
  expect((await fetch(`${again.product.url}/admin/deliveries`, { headers })).status).toBe(200);
});

test('the three requests of the README answer as they stand', { timeout: 30_000 }, async () => {
  const { product } = await start();
  const readme = await readFile(new URL('../../README.md', import.meta.url), 'utf8');
  const bodies = [...readme.matchAll(/-d '(\{[^']+\})'/g)].map(([, body]) => body);
  const post = async (path: string, body: string | undefined) => {
    const headers = { 'content-type': 'application/json' };
    return (await fetch(`${product.url}${path}`, { method: 'POST', headers, body: body ?? '' })).json();
  };
  expect(await (await fetch(`${product.url}/zoho/test`)).json()).toMatchObject({ success: true, simulated: true });
  expect(await post('/webhook/salesiq', bodies[0])).toMatchObject({ status: 'success' });
  expect(await post('/zoho/ticket/create', bodies[1])).toMatchObject({ success: true });
});

test('with TRUST_PROXY=1 the caller does not choose her address, and without it a proxy is exempt from nothing', {
  timeout: 30_000,
}, async () => {
  const limits = { RATE_LIMIT_ADDRESS: '20', API_KEYS: 'admin:the-only-key' };
  for (const env of [{ ...limits, TRUST_PROXY: '1' }, limits]) {
    const { product } = await start(env);
    const { url } = await proxied(product.url, '198.51.100.7');
    const statuses = new Map<number, number>();
    for (let guess = 0; guess < 30; guess += 1) {
      const invented = guess % 2 === 0 ? '127.0.0.1' : `203.0.113.${guess}`;
      const headers = { authorization: `Bearer wrong-${guess}`, 'x-forwarded-for': invented };
      const { status } = await fetch(`${url}/admin/deliveries`, { headers });
      statuses.set(status, (statuses.get(status) ?? 0) + 1);
    }
    expect(Object.fromEntries(statuses)).toEqual({ 401: 20, 429: 10 });
  }
});

test('a real Zoho without a mail server: mails wait, nobody is told they are sent, and a later start sends them', {
  timeout: 60_000,
}, async () => {
  const { env, desk } = await realZoho();
  const dataDir = await folder();
  const common = { ...env, DATA_DIR: dataDir, ALLOW_UNSIGNED: '1', API_KEYS: 'admin:the-only-key' };
  const headers = { authorization: 'Bearer the-only-key' };
  const first = await start(common);
  expect(first.product.mailCatcher).toBeNull();
  expect(first.product.notices.join('\n')).toMatch(/NOT READY: SMTP_URL is not set.*smtp:\/\//);
  const ready = await fetch(`${first.product.url}/ready`);
  expect(ready.status).toBe(503);
  expect(await ready.text()).toContain('SMTP_URL is not set');
  const check = (await (await fetch(`${first.product.url}/zoho/test`, { headers })).json()) as { success: boolean };
  expect(check.success).toBe(false);
  expect(JSON.stringify(check)).toContain('SMTP_URL is not set');
  for (const text of ['My printer is offline', 'please create a ticket', 'yes', 'Ann Berg', 'no', 'no'])
    await fetch(`${first.product.url}/webhook/salesiq`, flat('waiting', text));
  const deliveries = async () =>
    (
      (await (await fetch(`${first.product.url}/admin/deliveries`, { headers })).json()) as {
        items: { status: string }[];
      }
    ).items;
  await eventually(async () => (await deliveries()).length > 0, 20_000);
  expect(new Set((await deliveries()).map(({ status }) => status))).toEqual(new Set(['pending']));
  expect(desk.tickets().length).toBeGreaterThan(0);
  await first.product.close();
  const mail = await startMailCatcher();
  onTestFinished(() => mail.close());
  await start({ ...common, SMTP_URL: mail.url });
  await eventually(() => mail.messages().length > 0, 45_000);
});

test('a real Zoho without signature keys: it starts, answers the ping, refuses the rest and says what is missing', {
  timeout: 30_000,
}, async () => {
  const { env, desk } = await realZoho();
  const { product } = await start({ ...env, MAIL: 'catch' });
  expect(product.notices.join('\n')).toMatch(/NOT READY: SALESIQ_PUBLIC_KEYS is not set.*Secure your webhook/);
  for (const method of ['GET', 'HEAD'])
    expect((await fetch(`${product.url}/webhook/salesiq`, { method })).status).toBe(200);
  const refused = await fetch(`${product.url}/webhook/salesiq`, flat('unsigned', 'please create a ticket'));
  expect(refused.status).toBe(401);
  expect(await refused.text()).toContain('SALESIQ_PUBLIC_KEYS');
  const ready = await fetch(`${product.url}/ready`);
  expect(ready.status).toBe(503);
  expect(await ready.text()).toContain('SALESIQ_PUBLIC_KEYS');
  expect(desk.tickets()).toEqual([]);
});

test('what is for trying out is for addresses of this machine', () => {
  const open = { HOST: '0.0.0.0', API_KEYS: 'admin:x' };
  const parse = (env: Record<string, string>) => () => parseConfig(standaloneConfigSchema, env);
  expect(parse(open)).not.toThrow();
  expect(parse({ HOST: '0.0.0.0' })).toThrow(/API_KEYS: is not set/);
  expect(parse({ ...open, ALLOW_UNSIGNED: '1' })).toThrow(/ALLOW_UNSIGNED: is for trying out/);
  const real = { ZOHO_DESK_API_KEY: 'k', ZOHO_DESK_ORG_ID: '1', ZOHO_SIMULATED: '1' };
  expect(parse({ ...open, ...real })).toThrow(/ZOHO_SIMULATED: is 1 beside credentials/);
  expect(parse({ ...open, ...real, ZOHO_DESK_URL: 'http://127.0.0.1:9' })).not.toThrow();
  expect(parse({ ...open, MAIL: 'catch' })).toThrow(/MAIL: is for trying out/);
});
