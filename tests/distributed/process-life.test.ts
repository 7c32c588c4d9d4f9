import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { eventually } from '@acebuddy/testkit';
import { expect, onTestFinished, test } from 'vitest';

const entry = fileURLToPath(new URL('../../services/standalone/src/start.js', import.meta.url));

/** `pnpm start:distributed`, up to the message that it runs. */
async function startProcess(env: Readonly<Record<string, string>>) {
  const dataDir = await mkdtemp(join(tmpdir(), 'acebuddy-life-'));
  const child = spawn(process.execPath, [entry, 'distributed'], {
    env: { PATH: process.env.PATH, ACEBUDDY_ENV_FILE: 'off', PORT: '0', DATA_DIR: dataDir, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text) => (output += text));
  onTestFinished(async () => {
    child.kill('SIGKILL');
    for (const pid of servicesOf(output)) if (isThere(pid)) process.kill(pid, 'SIGKILL');
    await rm(dataDir, { recursive: true, force: true });
  });
  await eventually(() => {
    if (child.exitCode !== null) throw new Error(`it ended with ${child.exitCode}: ${output}`);
    return /is running as[\s\S]*Check Zoho/.test(output);
  }, 50_000);
  const port = Number(/gateway\s+http:\/\/\S+:(\d+)/.exec(output)?.[1]);
  return { child, port, output };
}

const servicesOf = (output: string) => [...output.matchAll(/\(process (\d+)\)/g)].map(([, pid]) => Number(pid));

function isThere(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

test('the gateway listens where HOST says, and no service outlives a killed parent', async () => {
  const { child, port, output } = await startProcess({ HOST: '127.0.0.2' });
  expect(output).toContain(`http://127.0.0.2:${port}/docs`);
  expect((await fetch(`http://127.0.0.2:${port}/health`)).status).toBe(200);
  await expect(fetch(`http://127.0.0.1:${port}/health`)).rejects.toThrow();
  const services = servicesOf(output);
  expect(services.map(isThere)).toEqual([true, true, true, true]);
  child.kill('SIGKILL');
  await eventually(() => !services.some(isThere), 15_000);
});

test('a Zoho and a mail server that do not answer are said, and all four services run', async () => {
  const { port, output } = await startProcess({
    ZOHO_CLIENT_ID: '1000.ID',
    ZOHO_CLIENT_SECRET: 'SECRETSECRET',
    ZOHO_REFRESH_TOKEN: '1000.REFRESHREFRESH',
    ZOHO_DESK_ORG_ID: '1234567',
    ZOHO_DESK_DEPARTMENT_ID: '1892000000006907',
    ZOHO_DESK_URL: 'http://127.0.0.1:9',
    ZOHO_ACCOUNTS_URL: 'http://127.0.0.1:9',
    SMTP_URL: 'smtp://user:hunter2@127.0.0.1:9',
  });
  expect(output).toContain('- NOT READY: Zoho Desk: ');
  expect(output).toContain('- NOT READY: mails: ');
  // What is probed many times until everything is up fills no screen.
  expect(output.match(/mailReady/g)).toHaveLength(1);
  expect(output).not.toMatch(/SECRETSECRET|REFRESHREFRESH|hunter2/);
  expect((await fetch(`http://127.0.0.1:${port}/health`)).status).toBe(200);
});
