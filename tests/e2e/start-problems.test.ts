import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it, onTestFinished, vi } from 'vitest';

// Each starts programs, beside other files that do: what they say counts, not how soon.
vi.setConfig({ testTimeout: 60_000 });

const entry = fileURLToPath(new URL('../../services/standalone/src/main.ts', import.meta.url));
const dataDir = mkdtempSync(join(tmpdir(), 'acebuddy-start-'));
afterAll(() => rmSync(dataDir, { recursive: true, force: true }));

interface Ended {
  readonly code: number | null;
  readonly output: string;
}

/** Starts standalone with a wrong environment and waits for its end. */
function start(env: Readonly<Record<string, string>>): Promise<Ended> {
  const child = spawn(process.execPath, [entry], {
    env: {
      PATH: process.env.PATH,
      NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE,
      PORT: '0',
      DATA_DIR: dataDir,
      LOG_LEVEL: 'error',
      ACEBUDDY_ENV_FILE: 'off',
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text) => (output += text));
  return new Promise((resolve) => child.on('exit', (code) => resolve({ code, output })));
}

/** Starts what can start and ends it as soon as it says that it runs. */
async function startAndEnd(env: Readonly<Record<string, string>>): Promise<string> {
  const child = spawn(process.execPath, [entry], {
    env: {
      PATH: process.env.PATH,
      NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE,
      PORT: '0',
      DATA_DIR: dataDir,
      LOG_LEVEL: 'silent',
      ACEBUDDY_ENV_FILE: 'off',
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text) => {
      output += text;
      if (/is running[\s\S]*\n\n$/.test(output)) child.kill('SIGTERM');
    });
  await once(child, 'close');
  return output;
}

describe('a start with something to mend', () => {
  it('says what of the directory cannot be used, and which files others may read', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'acebuddy-start-'));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    const people = join(folder, 'people.csv');
    writeFileSync(people, 'name,email\nAnn,ann@example.com\nBo,nowhere\n');
    const env = { DATA_DIR: folder, DIRECTORY_FILE: people };
    const first = await startAndEnd(env);
    expect(first).toContain('- DIRECTORY_FILE: in people.csv one cell cannot be used: row 3, column "email"');
    expect(first).not.toContain('chmod');
    for (const name of ['local-key', 'encryption-keys']) chmodSync(join(folder, name), 0o644);
    const second = await startAndEnd(env);
    for (const name of ['local-key', 'encryption-keys']) expect(second).toContain(`: chmod 600 ${join(folder, name)}.`);
  }, 60_000);
});

describe('a start whose neighbours do not answer', () => {
  it('goes on and says which, so that its operator does not learn it from customers', async () => {
    const output = await startAndEnd({
      ZOHO_CLIENT_ID: '1000.ID',
      ZOHO_CLIENT_SECRET: 'SECRETSECRET',
      ZOHO_REFRESH_TOKEN: '1000.REFRESHREFRESH',
      ZOHO_DESK_ORG_ID: '1234567',
      ZOHO_DESK_DEPARTMENT_ID: '1892000000006907',
      ZOHO_DESK_URL: 'http://127.0.0.1:9',
      ZOHO_ACCOUNTS_URL: 'http://127.0.0.1:9',
      SMTP_URL: 'smtp://user:hunter2@127.0.0.1:9',
    });
    expect(output).toMatch(/- NOT READY: Zoho Desk: /);
    expect(output).toMatch(/- NOT READY: mails: The mail server does not take our connection \(ECONNREFUSED\)/);
    expect(output).not.toMatch(/SECRETSECRET|REFRESHREFRESH|hunter2/);
  }, 60_000);
});

describe('a start with a configuration that cannot work', () => {
  it('names every problem at once, by variable name and never by value', async () => {
    const { code, output } = await start({
      PORT: 'http',
      ZOHO_CLIENT_ID: '1000.SECRETSECRET',
      SUPPORT_EMAIL: 'nobody',
      ENCRYPTION_KEYS: 'k1:dG9vIHNob3J0',
    });
    expect(code).toBe(78);
    for (const name of ['PORT', 'SUPPORT_EMAIL', 'ENCRYPTION_KEYS']) expect(output).toContain(name);
    expect(output).not.toContain('SECRETSECRET');
    expect(output).not.toContain('dG9vIHNob3J0');
  });

  it('takes half a set of Zoho credentials for a mistake, not for a wish to simulate', async () => {
    const { code, output } = await start({ ZOHO_CLIENT_ID: '1000.SECRETSECRET' });
    expect(code).toBe(78);
    for (const name of ['ZOHO_CLIENT_SECRET', 'ZOHO_REFRESH_TOKEN', 'ZOHO_DESK_ORG_ID']) expect(output).toContain(name);
  });

  it('says that MongoDB cannot be reached and which setting to check', async () => {
    const { code, output } = await start({ MONGODB_URI: 'mongodb://user:hunter2@127.0.0.1:9/acebuddy' });
    expect(code).toBe(69);
    expect(output).toContain('MONGODB_URI');
    expect(output).not.toContain('hunter2');
  });

  it('says that a level of the log is none, and a port is taken, without a stack', async () => {
    const level = await start({ LOG_LEVEL: 'loud' });
    expect(level).toEqual({
      code: 78,
      output: expect.stringMatching(
        /^The configuration .*\n {2}- LOG_LEVEL: must be one of .*info.*silent\nMore on SETTINGS_INVALID: docs\/troubleshooting\.md#settings_invalid\n$/,
      ),
    });
    const taken = createServer().listen(0, '127.0.0.1');
    await once(taken, 'listening');
    const address = taken.address();
    const port = typeof address === 'object' ? String(address?.port) : '';
    const { code, output } = await start({ PORT: port });
    taken.close();
    expect({ code, output }).toEqual({
      code: 69,
      output: expect.stringMatching(
        new RegExp(`^127\\.0\\.0\\.1:${port} is in use: .* PORT=\\d+\nMore on PORT_IN_USE: .*\n$`),
      ),
    });
  });

  it('names what is wrong in a workflow of WORKFLOWS_DIR with file and line', async () => {
    const folder = mkdtempSync(join(dataDir, 'workflows-'));
    writeFileSync(join(folder, 'phones.yaml'), 'id: phones\nteem: telephony\n');
    const { code, output } = await start({ WORKFLOWS_DIR: folder });
    expect(code).toBe(78);
    expect(output).toMatch(/WORKFLOWS_DIR: .*phones\.yaml:2: teem: /);
    expect(output).not.toMatch(/^\s+at /m);
  });

  it('says which key of the operator file is wrong', async () => {
    const { code, output } = await start({ ZOHO_DESK_CONFIG: join(import.meta.dirname, 'wrong-operator-file.json') });
    expect(code).toBe(78);
    expect(output).toContain('departmentid');
  });

  it('says which paths lead nowhere, for every variable that names one', async () => {
    const names = ['ZOHO_DESK_CONFIG', 'WORKFLOWS_DIR', 'KNOWLEDGE_DIR', 'DIRECTORY_FILE'];
    const nowhere = join(dataDir, 'nowhere');
    const { code, output } = await start(Object.fromEntries(names.map((name) => [name, nowhere])));
    expect(code).toBe(78);
    for (const name of names) expect(output).toContain(`${name}: ${nowhere} is not there`);
    expect(output).not.toContain('    at ');
  });

  it('says when the data folder is a file', async () => {
    const { code, output } = await start({ DATA_DIR: entry });
    expect(code).toBe(78);
    expect(output).toContain(`DATA_DIR: ${entry} is no folder`);
  });

  it('names the nearest time zone of a word that is none', async () => {
    const config = join(dataDir, 'zone.json');
    writeFileSync(config, '{"business_hours":{"time_zone":"Chicago"}}');
    const { code, output } = await start({ ZOHO_DESK_CONFIG: config });
    expect(code).toBe(78);
    expect(output).toMatch(/time_zone/);
    expect(output).toContain('America/Chicago');
  });
});
