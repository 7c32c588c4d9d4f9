import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';

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
    env: { PATH: process.env.PATH, PORT: '0', DATA_DIR: dataDir, LOG_LEVEL: 'error', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text) => (output += text));
  return new Promise((resolve) => child.on('exit', (code) => resolve({ code, output })));
}

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

  it('says which key of the operator file is wrong', async () => {
    const { code, output } = await start({ ZOHO_DESK_CONFIG: join(import.meta.dirname, 'wrong-operator-file.json') });
    expect(code).toBe(78);
    expect(output).toContain('departmentid');
  });
});
