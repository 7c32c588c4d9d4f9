import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { createRemoteClient } from '@acebuddy/service-kit';
import { createDeskSimulator } from '@acebuddy/zoho-desk/simulator';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { TicketingRouter } from '../src/router.ts';
import { request } from './harness.ts';

const internalToken = 'a-token-of-24-characters';
const main = join(import.meta.dirname, '../src/main.ts');

function start(env: Record<string, string>): ChildProcess {
  const child = spawn(process.execPath, [main], {
    env: {
      PATH: process.env.PATH,
      NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE,
      ACEBUDDY_ENV_FILE: 'off',
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  onTestFinished(() => {
    child.kill('SIGKILL');
  });
  return child;
}

/** Reads the log until the program says where it listens. */
async function urlOf(child: ChildProcess): Promise<string> {
  if (child.stdout === null) throw new TypeError('no output');
  for await (const line of createInterface({ input: child.stdout })) {
    const entry = JSON.parse(line) as { msg?: string; url?: string };
    if (entry.msg === 'ticketing is listening' && entry.url !== undefined) return entry.url;
  }
  throw new Error('the program ended before it listened');
}

/** Everything that it needs, beside a simulated Desk. */
async function environment(): Promise<Record<string, string>> {
  const simulator = createDeskSimulator();
  const origin = await simulator.listen();
  const dataDir = mkdtempSync(join(tmpdir(), 'acebuddy-ticketing-'));
  onTestFinished(async () => {
    await simulator.close();
    rmSync(dataDir, { recursive: true, force: true });
  });
  return {
    TICKETING_PORT: '0',
    DATA_DIR: dataDir,
    ENCRYPTION_KEYS: keyOf(1),
    INTERNAL_TOKEN: internalToken,
    ZOHO_CLIENT_ID: simulator.credentials.clientId,
    ZOHO_CLIENT_SECRET: simulator.credentials.clientSecret,
    ZOHO_REFRESH_TOKEN: simulator.credentials.refreshToken,
    ZOHO_DESK_ORG_ID: simulator.orgId,
    ZOHO_DESK_DEPARTMENT_ID: simulator.departmentId,
    ZOHO_DESK_URL: origin,
    ZOHO_ACCOUNTS_URL: origin,
  };
}

const keyOf = (byte: number) => `k1:${Buffer.alloc(32, byte).toString('base64')}`;

async function refusal(child: ChildProcess): Promise<string> {
  let output = '';
  child.stdout?.resume();
  child.stderr?.on('data', (chunk: Buffer) => {
    output += chunk.toString();
  });
  const [code] = await once(child, 'close');
  expect(code).toBe(69);
  expect(output).not.toContain('    at ');
  return output;
}

describe('the ticketing program', () => {
  it('does not start with another key of the same id, nor beside another one; killed, it is back at once', async () => {
    const env = await environment();
    const first = start(env);
    await urlOf(first);
    first.stdout?.resume();
    const beside = await refusal(start(env));
    expect(beside).toMatch(/ticketing\.sqlite is in use by another AceBuddy: process \d+ on .*DATA_DIR/);
    const gone = once(first, 'exit');
    first.kill('SIGKILL');
    await gone;
    const wrong = await refusal(start({ ...env, ENCRYPTION_KEYS: keyOf(2) }));
    expect(wrong).toMatch(/store of ticketing .*another key that is also called "k1"/);
    const again = start(env);
    await urlOf(again);
  }, 60_000);

  it('serves its procedures, refuses callers without the token, and ends cleanly', async () => {
    const simulator = createDeskSimulator();
    const origin = await simulator.listen();
    const dataDir = mkdtempSync(join(tmpdir(), 'acebuddy-ticketing-'));
    onTestFinished(async () => {
      await simulator.close();
      rmSync(dataDir, { recursive: true, force: true });
    });
    const child = start({
      TICKETING_PORT: '0',
      DATA_DIR: dataDir,
      ENCRYPTION_KEYS: `k1:${Buffer.alloc(32, 1).toString('base64')}`,
      INTERNAL_TOKEN: internalToken,
      ZOHO_CLIENT_ID: simulator.credentials.clientId,
      ZOHO_CLIENT_SECRET: simulator.credentials.clientSecret,
      ZOHO_REFRESH_TOKEN: simulator.credentials.refreshToken,
      ZOHO_DESK_ORG_ID: simulator.orgId,
      ZOHO_DESK_DEPARTMENT_ID: simulator.departmentId,
      ZOHO_DESK_URL: origin,
      ZOHO_ACCOUNTS_URL: origin,
    });
    const url = await urlOf(child);
    child.stdout?.resume();
    const remote = { name: 'ticketing', url, timeoutMs: 10_000 };
    const client = createRemoteClient<TicketingRouter>({ ...remote, internalToken });
    const stranger = createRemoteClient<TicketingRouter>({ ...remote, internalToken: 'b-token-of-24-characters' });
    await expect(stranger.check.query()).rejects.toMatchObject({ code: 'UNAUTHORIZED' });
    expect(await client.createTicket.mutate(request({ waitMs: 8_000 }))).toMatchObject({ outcome: 'created' });
    expect(simulator.tickets()).toHaveLength(1);
    expect((await fetch(`${url}/ready`)).status).toBe(200);
    expect(await (await fetch(`${url}/metrics`)).text()).toContain('acebuddy_tickets_created_total');
    child.kill('SIGTERM');
    const [code] = await once(child, 'exit');
    expect(code).toBe(0);
  }, 30_000);

  it('does not start without credentials, names what is missing and shows no value', async () => {
    const child = start({ INTERNAL_TOKEN: internalToken, ZOHO_CLIENT_SECRET: 'very-secret' });
    let output = '';
    child.stderr?.on('data', (chunk: Buffer) => {
      output += chunk.toString();
    });
    const [code] = await once(child, 'close');
    expect(code).toBe(78);
    for (const name of ['ENCRYPTION_KEYS', 'ZOHO_CLIENT_ID', 'ZOHO_REFRESH_TOKEN', 'ZOHO_DESK_ORG_ID']) {
      expect(output).toContain(name);
    }
    expect(output).not.toContain('very-secret');
  });
});
