import { execFile, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createSigningKeys } from '@acebuddy/salesiq/simulator';
import { parseConfig, readEnvironment, secretFileOf, secretSettings, takePorts } from '@acebuddy/service-kit';
import { standaloneConfigSchema } from '@acebuddy/standalone';
import { eventually } from '@acebuddy/testkit';
import { createDeskSimulator } from '@acebuddy/zoho-desk/simulator';
import { afterAll, expect, onTestFinished, test } from 'vitest';
import { isSecretName } from '../../packages/service-kit/src/secret-names.ts';
import { conversationConfigSchema } from '../../services/conversation/src/config.ts';
import { distributedSchema } from '../../services/gateway/src/config.ts';
import { notificationsConfigSchema } from '../../services/notifications/src/config.ts';
import { ticketingConfigSchema } from '../../services/ticketing/src/config.ts';

const root = join(import.meta.dirname, '../..');
const folder = mkdtempSync(join(tmpdir(), 'acebuddy-secret-files-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const programs = {
  standalone: standaloneConfigSchema,
  gateway: distributedSchema,
  conversation: conversationConfigSchema,
  ticketing: ticketingConfigSchema,
  notifications: notificationsConfigSchema,
};
const secretsOf = (schema: (typeof programs)[keyof typeof programs]) => Object.keys(schema.shape).filter(isSecretName);

test('the list of secrets is that of all schemas', () => {
  const all = new Set(Object.values(programs).flatMap(secretsOf));
  expect([...all].sort()).toEqual([...secretSettings]);
});

const mark = randomBytes(9).toString('hex');
/** Values that every schema takes, each with something that can be looked for. */
const secrets: Readonly<Record<(typeof secretSettings)[number], string>> = {
  ACEBUDDY_LOCAL_KEY: `local-${mark}`,
  API_KEYS: `admin:admin-${mark}-0123456789abcdef,reader:reader-${mark}-0123456789abcdef`,
  DIRECTORY_TOKEN: `directory-${mark}`,
  ENCRYPTION_KEYS: `k1:${randomBytes(32).toString('base64')}`,
  INTERNAL_TOKEN: `internal-${mark}-0123456789`,
  LLM_API_KEY: `llm-${mark}`,
  MONGODB_URI: `mongodb://user:mongo-${mark}@127.0.0.1:9/acebuddy`,
  OTEL_EXPORTER_OTLP_HEADERS: `authorization=otel-${mark}`,
  SALESIQ_PUBLIC_KEYS: createSigningKeys().publicPem,
  SMTP_URL: `smtp://user:smtp-${mark}@127.0.0.1:9`,
  ZOHO_CLIENT_SECRET: `client-${mark}`,
  ZOHO_DESK_API_KEY: `desk-${mark}`,
  ZOHO_REFRESH_TOKEN: `1000.refresh-${mark}`,
};
const fileWith = (name: keyof typeof secrets) => {
  const file = join(folder, name);
  writeFileSync(file, `${secrets[name]}\n`);
  chmodSync(file, 0o600);
  return file;
};
const asFiles = (names: readonly (keyof typeof secrets)[]) =>
  Object.fromEntries(names.map((name) => [secretFileOf(name), fileWith(name)]));

/** What the schemas cannot do without. */
const needed = {
  ZOHO_DESK_ORG_ID: '1',
  SUPPORT_EMAIL: 'support@example.com',
  MAIL_FROM: 'AceBuddy <support@example.com>',
  PUBLIC_URL: 'https://help.example',
  ZOHO_CLIENT_ID: '1000.ID',
  LLM_BASE_URL: 'http://127.0.0.1:9',
  LLM_MODEL: 'small',
  CONVERSATION_URL: 'http://127.0.0.1:9',
  TICKETING_URL: 'http://127.0.0.1:9',
  NOTIFICATIONS_URL: 'http://127.0.0.1:9',
};

test.each(Object.entries(programs))(
  '%s reads every secret it knows from a file as from the environment',
  (_name, schema) => {
    const names = secretSettings.filter((name) => name in schema.shape);
    const given = parseConfig(schema, { ...needed, ...Object.fromEntries(names.map((name) => [name, secrets[name]])) });
    const { env } = readEnvironment({ ACEBUDDY_ENV_FILE: 'off', ...needed, ...asFiles(names) });
    expect(parseConfig(schema, env)).toEqual(given);
  },
);

/** The command lines of a process and of all that it started; null where the system does not show them. */
function commandLines(pid: number): string[] | null {
  try {
    const parents = readdirSync('/proc').flatMap((name) => {
      if (!/^\d+$/.test(name)) return [];
      try {
        const status = readFileSync(`/proc/${name}/stat`, 'utf8');
        return [[Number(name), Number(status.slice(status.lastIndexOf(')') + 2).split(' ')[1])] as const];
      } catch {
        return [];
      }
    });
    const found = new Set([pid]);
    for (let before = 0; before !== found.size; ) {
      before = found.size;
      for (const [child, parent] of parents) if (found.has(parent)) found.add(child);
    }
    return [...found].map((each) => readFileSync(`/proc/${each}/cmdline`, 'utf8').replaceAll('\0', ' '));
  } catch {
    return null;
  }
}

test('nothing secret is in the process list, the log or the start message of the four services', {
  timeout: 120_000,
}, async () => {
  const simulator = createDeskSimulator({
    credentials: {
      clientSecret: secrets.ZOHO_CLIENT_SECRET,
      refreshToken: secrets.ZOHO_REFRESH_TOKEN,
      clientId: '1000.ID',
    },
  });
  const origin = await simulator.listen();
  onTestFinished(() => simulator.close());
  const [port = 0] = await takePorts(0, 1);
  const used = secretSettings.filter((name) => name !== 'MONGODB_URI' && name !== 'ZOHO_DESK_API_KEY');
  const child = spawn(process.execPath, [join(root, 'services/standalone/src/start.js'), 'distributed'], {
    cwd: folder,
    env: {
      PATH: process.env.PATH,
      NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE,
      ACEBUDDY_ENV_FILE: 'off',
      LOG_LEVEL: 'trace',
      PORT: String(port),
      DATA_DIR: join(folder, 'data'),
      ZOHO_DESK_URL: origin,
      ZOHO_ACCOUNTS_URL: origin,
      SALESIQ_URL: origin,
      ZOHO_DESK_DEPARTMENT_ID: simulator.departmentId,
      ...needed,
      ZOHO_DESK_ORG_ID: simulator.orgId,
      ...asFiles(used),
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const gone = once(child, 'exit');
  onTestFinished(async () => {
    child.kill('SIGKILL');
    await gone;
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text) => (said += text));
  await eventually(() => /is running[\s\S]*NOT READY: mails/.test(said) || child.exitCode !== null, 90_000);
  expect(said).toContain('is running as four services');
  const admin = { authorization: `Bearer admin-${mark}-0123456789abcdef` };
  const answer = await fetch(`http://127.0.0.1:${port}/zoho/test`, { headers: admin });
  expect(await answer.json()).toMatchObject({ org: expect.anything() });
  const lines = commandLines(child.pid ?? 0);
  child.kill('SIGTERM');
  await gone;
  if (process.platform === 'linux') expect(lines?.length).toBeGreaterThanOrEqual(5);
  const keyText = secrets.ENCRYPTION_KEYS.slice('k1:'.length);
  for (const text of [said, ...(lines ?? [])]) {
    expect(text).not.toContain(mark);
    expect(text).not.toContain(keyText);
  }
});

test('a secret that is given in both ways is refused by every program before it does anything', async () => {
  const both = { API_KEYS: secrets.API_KEYS, API_KEYS_FILE: fileWith('API_KEYS') };
  for (const program of ['standalone', 'gateway', 'conversation', 'ticketing', 'notifications']) {
    const { code, stderr } = await run(`services/${program}/src/main.ts`, both);
    expect({ program, code, stderr }).toMatchObject({
      code: 78,
      stderr: expect.stringContaining('API_KEYS and API_KEYS_FILE are both set'),
    });
    expect(stderr).not.toContain(mark);
  }
}, 60_000);

function run(program: string, env: Readonly<Record<string, string>>): Promise<{ code: number; stderr: string }> {
  return new Promise((resolve) => {
    const given = {
      PATH: process.env.PATH,
      NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE,
      ACEBUDDY_ENV_FILE: 'off',
    };
    execFile(
      process.execPath,
      [join(root, program)],
      { cwd: folder, env: { ...given, ...env } },
      (error, _out, stderr) => resolve({ code: typeof error?.code === 'number' ? error.code : 0, stderr }),
    );
  });
}
