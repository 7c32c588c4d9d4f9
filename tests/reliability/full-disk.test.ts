import { execFileSync } from 'node:child_process';
import { openSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eventually } from '@acebuddy/testkit';
import { expect, onTestFinished, test } from 'vitest';
import { startProductProcess } from '../security/product-process.ts';
import { startLonelyService } from './lonely-service.ts';

/** A file system of its own; null where this user may not mount any. */
function mounted(folder: string, options: string): boolean {
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', folder], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

async function smallDisk(): Promise<string | null> {
  const folder = await mkdtemp(join(tmpdir(), 'acebuddy-disk-'));
  const isMounted = mounted(folder, 'size=6m');
  onTestFinished(async () => {
    if (isMounted) execFileSync('umount', ['-l', folder]);
    await rm(folder, { recursive: true, force: true });
  });
  return isMounted ? folder : null;
}

function fill(folder: string): string {
  const file = join(folder, 'filler');
  const { bavail, bsize } = statfsSync(folder);
  try {
    writeFileSync(file, Buffer.alloc(bavail * bsize));
  } catch {
    // Full a page earlier.
  }
  return file;
}

interface Readiness {
  readonly ready: boolean;
  readonly checks: Readonly<Record<string, { readonly ok: boolean; readonly error?: string }>>;
}

async function readiness(url: string): Promise<Readiness> {
  const response = await fetch(`${url}/ready`, { signal: AbortSignal.timeout(5_000) });
  return (await response.json()) as Readiness;
}

const say = (url: string, text: string) =>
  fetch(`${url}/webhook/salesiq`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ chat_id: 'c', visitor_id: 'v', message: text }),
    signal: AbortSignal.timeout(8_000),
  });

const leftOut = 'left out: this user may not mount a small disk; run it as root';

test('a full disk with the log on it neither freezes nor ends the product, and /ready says what to do', async (context) => {
  const folder = await smallDisk();
  if (folder === null) return context.skip(leftOut);
  const log = openSync(join(folder, 'log'), 'w');
  const product = await startProductProcess({ dataDir: join(folder, 'data'), stdout: log });
  expect(await readiness(product.url)).toMatchObject({ ready: true, checks: { data_folder: { ok: true } } });
  const filler = fill(folder);
  for (let count = 0; count < 20; count += 1) expect((await say(product.url, `hello ${count}`)).status).toBe(200);
  expect((await fetch(`${product.url}/health`, { signal: AbortSignal.timeout(2_000) })).status).toBe(200);
  const full = await eventually(async () => {
    const now = await readiness(product.url);
    return now.ready ? undefined : now;
  }, 15_000);
  expect(full.checks.data_folder?.error).toMatch(/cannot be written: the disk is full: make room/);
  expect(full.checks.conversation?.ok).toBe(false);
  expect(
    await (await fetch(`${product.url}/metrics`, { headers: { authorization: 'Bearer key-of-this-machine' } })).text(),
  ).toMatch(/acebuddy_log_lines_lost\{[^}]*\} [1-9]/);
  rmSync(filler);
  await eventually(async () => (await readiness(product.url)).ready, 15_000);
  expect(await (await say(product.url, 'I forgot my password')).json()).toMatchObject({ status: 'success' });
  expect(await product.end('SIGTERM')).toEqual([0, null]);
}, 90_000);

test('each service by itself says so, too: its store, and the mail server', async (context) => {
  const folder = await smallDisk();
  if (folder === null) return context.skip(leftOut);
  await using notifications = await startLonelyService('notifications', {
    DATA_DIR: folder,
    SMTP_URL: 'smtp://127.0.0.1:9',
    MAIL_FROM: 'bot@acme.example',
    PUBLIC_URL: 'http://127.0.0.1',
  });
  const first = await eventually(async () => {
    const now = await readiness(notifications.url);
    return now.checks.mail?.ok === false && now;
  }, 15_000);
  expect(first.checks).toMatchObject({ store: { ok: true }, mail: { error: expect.stringContaining('ECONNREFUSED') } });
  fill(folder);
  await expect
    .poll(async () => (await readiness(notifications.url)).checks.store?.error, { timeout: 15_000 })
    .toMatch(/the disk is full/);
}, 90_000);

test('a folder that becomes read-only is noticed by /ready', async (context) => {
  const folder = await smallDisk();
  if (folder === null) return context.skip(leftOut);
  const product = await startProductProcess({ dataDir: folder });
  // What is open stays open: a disk that the system turned read-only looks alike from a path.
  expect(mounted(folder, 'ro')).toBe(true);
  onTestFinished(() => void execFileSync('umount', ['-l', folder]));
  const now = await eventually(async () => {
    const answer = await readiness(product.url).catch(() => null);
    return answer?.ready === false && answer;
  }, 15_000);
  expect(now.checks.data_folder?.error).toMatch(/cannot be written: the file system is read-only/);
}, 90_000);

test('a start on a read-only folder ends in one sentence, and where to read on', async (context) => {
  const folder = await smallDisk();
  if (folder === null) return context.skip(leftOut);
  execFileSync('mount', ['-o', 'remount,ro', folder]);
  const failure = await startProductProcess({ dataDir: join(folder, 'data') }).catch((error: unknown) => String(error));
  expect(failure).toMatch(/ended with 69: .*DATA_DIR.*cannot be written/);
  const [, where, ...more] = String(failure).trim().split('\n');
  expect([where, more]).toEqual([expect.stringMatching(/^More on [A-Z_]+: docs\/troubleshooting\.md#/), []]);
}, 90_000);

test('a mail server that goes down is noticed by /ready, and the chat goes on', async () => {
  let isUp = true;
  const server = createServer((socket) => {
    if (isUp) socket.write('220 mail.example ready\r\n');
    else socket.destroy();
    socket.on('error', () => undefined);
    socket.on('data', (bytes) => socket.write(String(bytes).startsWith('QUIT') ? '221 bye\r\n' : '250 ok\r\n'));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const start = () => startProductProcess({ env: { SMTP_URL: `smtp://127.0.0.1:${port}` } });
  const first = await start();
  await eventually(async () => (await readiness(first.url)).checks.mail?.ok, 15_000);
  isUp = false;
  const second = await start();
  const down = await eventually(async () => {
    const { mail } = (await readiness(second.url)).checks;
    return mail?.ok === false && mail.error?.startsWith('The mail server') && mail;
  }, 15_000);
  expect(down.error).toMatch(/SMTP_URL/);
  expect(await (await say(second.url, 'I forgot my password')).json()).toMatchObject({ status: 'success' });
  isUp = true;
  await eventually(async () => (await readiness(second.url)).ready, 20_000);
}, 120_000);
