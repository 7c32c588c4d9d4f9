import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { eventually } from '@acebuddy/testkit';
import { describe, expect, it, onTestFinished } from 'vitest';

const main = join(import.meta.dirname, '../src/main.ts');
const settings = {
  CONVERSATION_URL: 'http://127.0.0.1:9',
  TICKETING_URL: 'http://127.0.0.1:9',
  NOTIFICATIONS_URL: 'http://127.0.0.1:9',
  INTERNAL_TOKEN: 'x'.repeat(24),
  PORT: '0',
  ACEBUDDY_LOCAL_KEY: 'key-of-this-machine',
};

interface Running {
  readonly child: ChildProcessWithoutNullStreams;
  output(): string;
}

function run(env: Record<string, string>): Running {
  const child = spawn(process.execPath, [main], {
    env: {
      PATH: process.env.PATH,
      NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE,
      ACEBUDDY_ENV_FILE: 'off',
      ...env,
    },
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      output += chunk.toString();
    });
  }
  return { child, output: () => output };
}

describe('the gateway as a program', () => {
  it('refuses to start with all problems in one message', async () => {
    const { child, output } = run({ HOST: '0.0.0.0', PORT: 'eighty' });
    const [code] = await once(child, 'exit');
    expect(code).toBe(78);
    for (const name of ['CONVERSATION_URL', 'TICKETING_URL', 'NOTIFICATIONS_URL', 'INTERNAL_TOKEN', 'PORT']) {
      expect(output()).toContain(name);
    }
  });

  it('starts without the other services, answers politely, and stops on a signal', async () => {
    const { child, output } = run(settings);
    const url = await eventually(() => /"url":"(http:[^"]+)"/.exec(output())?.[1], 20_000);
    expect(output()).toContain('NOT READY: SALESIQ_PUBLIC_KEYS is not set');
    expect((await fetch(`${url}/health`)).status).toBe(200);
    expect((await fetch(`${url}/ready`)).status).toBe(503);
    const message = JSON.stringify({ chat_id: 'c', message: 'hello' });
    expect((await fetch(`${url}/webhook/salesiq`)).status).toBe(200);
    expect((await fetch(`${url}/webhook/salesiq`, { method: 'POST', body: message })).status).toBe(401);
    const headers = { authorization: 'Bearer key-of-this-machine' };
    const answer = await fetch(`${url}/webhook/salesiq`, { method: 'POST', body: message, headers });
    expect(answer.status).toBe(200);
    expect(await answer.json()).toMatchObject({ status: 'retry' });
    const failed = await fetch(`${url}/zoho/test`, { headers });
    expect(failed.status).toBe(503);
    child.kill('SIGTERM');
    const [code] = await once(child, 'exit');
    expect(code).toBe(0);
    expect(output()).not.toContain('key-of-this-machine');
  }, 30_000);
});
