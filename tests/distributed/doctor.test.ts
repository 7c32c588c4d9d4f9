import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLogger, parseConfig } from '@acebuddy/service-kit';
import { standaloneConfigSchema, startDistributed } from '@acebuddy/standalone';
import { expect, onTestFinished, test } from 'vitest';
import { z } from 'zod';

const root = join(import.meta.dirname, '../..');
const internalToken = 'token-of-the-doctors-test-0123456789';
const jsonSchema = z.object({ checks: z.array(z.object({ id: z.string(), state: z.string(), what: z.string() })) });

async function doctor(env: Readonly<Record<string, string>>) {
  const stdout = await new Promise<string>((resolve) => {
    const given = { PATH: process.env.PATH, ACEBUDDY_ENV_FILE: 'off', LOG_LEVEL: 'silent', PORT: '0' };
    const args = [join(root, 'services/standalone/src/doctor.ts'), '--json'];
    execFile(process.execPath, args, { env: { ...given, ...env } }, (_error, out) => resolve(out));
  });
  return Object.fromEntries(jsonSchema.parse(JSON.parse(stdout)).checks.map((check) => [check.id, check]));
}

test('the doctor asks four services where their addresses are set, and names the one that is silent', async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'acebuddy-doctor-'));
  const running = await startDistributed({
    config: parseConfig(standaloneConfigSchema, { PORT: '0', DATA_DIR: dataDir }),
    env: { PATH: process.env.PATH },
    internalToken,
    simulate: true,
    restart: false,
    logger: createLogger({ name: 'doctor', level: 'silent' }),
    onOutput: () => undefined,
  });
  onTestFinished(async () => {
    await running.close();
    rmSync(dataDir, { recursive: true, force: true });
  });
  const urlOf = (name: string) => running.services.find((service) => service.name === name)?.url ?? '';
  const env = {
    DATA_DIR: dataDir,
    INTERNAL_TOKEN: internalToken,
    CONVERSATION_URL: urlOf('conversation'),
    TICKETING_URL: urlOf('ticketing'),
    NOTIFICATIONS_URL: urlOf('notifications'),
  };
  expect(await doctor(env)).toMatchObject({
    services: { state: 'ok' },
    release: { state: 'ok' },
    zoho: { state: 'ok' },
    mail: { state: 'ok' },
  });
  await running.services.find(({ name }) => name === 'ticketing')?.kill();
  expect(await doctor(env)).toMatchObject({
    services: { state: 'problem', what: expect.stringContaining('ticketing does not answer') },
    zoho: { state: 'problem' },
  });
}, 120_000);
