import { execFile } from 'node:child_process';
import { chmod, mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createLogger, parseConfig } from '@acebuddy/service-kit';
import { openKeeping, standaloneConfigSchema, startProduct } from '@acebuddy/standalone';
import { expect, onTestFinished, test } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));
const logger = createLogger({ name: 'procedure', level: 'silent' });

/** The commands of docs/security.md under this heading. */
async function commandsOf(heading: string): Promise<string[]> {
  const text = await readFile(join(root, 'docs/security.md'), 'utf8');
  const section = text.split(`### ${heading}\n`)[1]?.split(/\n##/)[0] ?? '';
  const blocks = [...section.matchAll(/```sh\n([\s\S]*?)```/g)].map(([, block = '']) => block);
  return blocks.flatMap((block) => block.split('\n')).filter((line) => line !== '' && !line.startsWith('#'));
}

interface Ran {
  readonly code: number;
  readonly output: string;
}

/** A shell that has no setting of AceBuddy; what there is stands in the file beside the checkout. */
function createShell(settings: string) {
  return async (command: string): Promise<Ran> => {
    const bin = join(dirname(settings), 'bin');
    await mkdir(bin, { recursive: true });
    // `npx -y pnpm@… script` without a network: what the script says is run as it stands.
    const script = `require('./package.json').scripts[process.argv[1]]`;
    const node = `"${process.execPath}"`;
    await writeFile(
      join(bin, 'npx'),
      `#!/bin/sh\nshift 2\nname=$1\nshift\nexec sh -c "$(${node} -p "${script}" "$name") $*"\n`,
    );
    await writeFile(join(bin, 'node'), `#!/bin/sh\nexec ${node} "$@"\n`);
    for (const name of ['npx', 'node']) await chmod(join(bin, name), 0o755);
    const env = { PATH: `${bin}:${process.env.PATH}`, HOME: dirname(settings), ACEBUDDY_ENV_FILE: settings };
    return new Promise((resolve) => {
      execFile('bash', ['--norc', '-euc', command], { cwd: root, env }, (error, stdout, stderr) =>
        resolve({ code: error === null ? 0 : Number(error.code), output: `${stdout}${stderr}` }),
      );
    });
  };
}

async function withProduct<T>(settings: Readonly<Record<string, string>>, work: (url: string) => Promise<T>) {
  const product = await startProduct(parseConfig(standaloneConfigSchema, { PORT: '0', ...settings }), logger);
  try {
    return await work(product.url);
  } finally {
    await product.close();
  }
}

async function say(url: string, message: string): Promise<void> {
  const body = { chat_id: 'chat-a', visitor_id: 'a', visitor_email: 'kay@firm.example', visitor_name: 'Kay', message };
  const headers = { 'content-type': 'application/json' };
  const response = await fetch(`${url}/webhook/salesiq`, { method: 'POST', headers, body: JSON.stringify(body) });
  expect(response.status).toBe(200);
}
const playground = '/playground/api/chat-of-a-window';
async function talkInWindow(url: string): Promise<void> {
  const headers = { 'content-type': 'application/json' };
  const body = JSON.stringify({ kind: 'text', text: 'My scanner is offline' });
  expect((await fetch(`${url}${playground}/say`, { method: 'POST', headers, body })).status).toBe(200);
}
async function window(url: string): Promise<string> {
  const { body } = await fetch(`${url}${playground}/events`);
  let read = '';
  for await (const chunk of body ?? []) {
    read += Buffer.from(chunk).toString();
    if (read.includes('\n\n')) break;
  }
  return read;
}
const heard = async (url: string) => (await fetch(`${url}/salesiq/session/chat-a`)).text();

async function place() {
  const folder = await mkdtemp(join(tmpdir(), 'acebuddy-procedure-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const [DATA_DIR, settings] = [join(folder, 'data'), join(folder, '.env')];
  return { DATA_DIR, settings, shell: createShell(settings), keyFile: join(DATA_DIR, 'encryption-keys') };
}
const idOf = (keys: string) => keys.split(':')[0] ?? '';

test('keys that AceBuddy made itself are rotated as docs/security.md says', { timeout: 90_000 }, async () => {
  const { DATA_DIR, settings, shell, keyFile } = await place();
  await writeFile(settings, `DATA_DIR=${DATA_DIR}\n`, { mode: 0o600 });
  const [rotate = ''] = await commandsOf('Keys that AceBuddy made itself');
  expect(rotate).toContain('keys:rotate --new');
  const old = await withProduct({ DATA_DIR }, async (url) => {
    for (const message of ['My printer is offline', 'please create a ticket', 'yes']) await say(url, message);
    await talkInWindow(url);
    const refused = await shell(rotate);
    expect(refused.code).toBe(69);
    expect(refused.output).toMatch(/is in use by another AceBuddy: process \d+/);
    return readFile(keyFile, 'utf8');
  });
  expect(await readFile(keyFile, 'utf8')).toBe(old);
  await mkdir(join(DATA_DIR, 'undelivered-events'), { recursive: true });
  const { code, output } = await shell(rotate);
  const fresh = await readFile(keyFile, 'utf8');
  expect(output).toMatch(new RegExp(`conversation: before "${idOf(old)}" \\d+; after "${idOf(fresh)}" \\d+;`));
  for (const store of ['ticketing', 'notifications', "gateway's files"]) expect(output).toContain(`${store}: before`);
  expect(output).toContain(`Everything is sealed with "${idOf(fresh)}"`);
  expect(code).toBe(0);
  expect(idOf(fresh)).not.toBe(idOf(old));
  expect(fresh.split(',')).toHaveLength(1);
  expect((await stat(keyFile)).mode & 0o777).toBe(0o600);
  for (const text of [old, fresh]) expect(output).not.toContain(text.trim().split(':')[1]);
  expect(await withProduct({ DATA_DIR }, heard)).toContain('printer');
  expect(await withProduct({ DATA_DIR }, window)).toContain('My scanner is offline');
});

test('configured keys are rotated as docs/security.md says, beside the running product', {
  timeout: 90_000,
}, async () => {
  const { DATA_DIR, settings, shell } = await place();
  const [make = '', rotate = ''] = await commandsOf('Keys in ENCRYPTION_KEYS');
  const [first, second] = [(await shell(make)).output.trim(), (await shell(make)).output.trim()];
  expect(idOf(first)).not.toBe(idOf(second));
  await withProduct({ DATA_DIR, ENCRYPTION_KEYS: first }, (url) => say(url, 'My printer is offline'));
  const both = `${second},${first}`;
  await writeFile(settings, `DATA_DIR=${DATA_DIR}\nENCRYPTION_KEYS=${both}\n`, { mode: 0o600 });
  const early = await shell(rotate);
  expect(early.code).toBe(78);
  expect(early.output).toContain(`did not start with the key "${idOf(second)}" in the first place yet`);
  await withProduct({ DATA_DIR, ENCRYPTION_KEYS: both }, async (url) => {
    const { code, output } = await shell(rotate);
    expect(output).toContain(`Take "${idOf(first)}" out of ENCRYPTION_KEYS`);
    expect(code).toBe(0);
    await say(url, 'are you there?');
  });
  expect(await withProduct({ DATA_DIR, ENCRYPTION_KEYS: second }, heard)).toContain('printer');
});

test('a rotation that cannot open a record names it, and keeps the old key', { timeout: 90_000 }, async () => {
  const { DATA_DIR, settings, shell, keyFile } = await place();
  await writeFile(settings, `DATA_DIR=${DATA_DIR}\n`, { mode: 0o600 });
  await withProduct({ DATA_DIR }, (url) => say(url, 'My printer is offline'));
  const keeping = await openKeeping({ DATA_DIR });
  const { conversation } = keeping.stores;
  if (conversation.kind !== 'sqlite') throw new TypeError('this test runs on SQLite');
  conversation.db.exec("UPDATE conversations SET sealed = substr(sealed, 1, length(sealed) - 4) || 'AAAA'");
  await keeping.close();
  const old = (await readFile(keyFile, 'utf8')).trim();
  const { code, output } = await shell('npx -y pnpm keys:rotate --new');
  expect(code).toBe(1);
  expect(output).toMatch(/unreadable: conversations: conversation:\S+/);
  expect(output).toContain('NOT DONE');
  expect(await readFile(keyFile, 'utf8')).toContain(old);
});

test('a shell that is nowhere near the stores is told what to set, and nothing is made', {
  timeout: 60_000,
}, async () => {
  const { DATA_DIR, settings, shell } = await place();
  await writeFile(settings, `DATA_DIR=${DATA_DIR}\n`, { mode: 0o600 });
  for (const command of ['keys:rotate', 'keys:rotate --new', 'audit:verify']) {
    const { code, output } = await shell(`npx -y pnpm ${command}`);
    expect(code, command).toBe(78);
    expect(output).toMatch(/holds no store of conversation.*set DATA_DIR/s);
    expect(output).not.toContain('    at ');
  }
  await expect(stat(DATA_DIR)).rejects.toThrow('ENOENT');
});
