import { execFile } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkIds } from '@acebuddy/checks';
import { createSalesiqPortal, createSigningKeys, salesiqRest } from '@acebuddy/salesiq/simulator';
import { parseConfig, takePorts } from '@acebuddy/service-kit';
import { standaloneConfigSchema, startProduct } from '@acebuddy/standalone';
import { captureLogs } from '@acebuddy/testkit';
import { createDeskSimulator } from '@acebuddy/zoho-desk/simulator';
import { expect, onTestFinished, test, vi } from 'vitest';
import { z } from 'zod';

vi.setConfig({ testTimeout: 180_000 });

const root = join(import.meta.dirname, '../..');
const jsonSchema = z.object({
  ok: z.boolean(),
  checks: z.array(z.object({ id: z.string(), state: z.string(), what: z.string(), mend: z.string().optional() })),
});

function run(script: string, args: readonly string[], env: Readonly<Record<string, string>>) {
  return new Promise<{ code: number; stdout: string; stderr: string }>((resolve) => {
    const given = { PATH: process.env.PATH, NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE, LOG_LEVEL: 'silent' };
    execFile(
      process.execPath,
      [join(root, script), ...args],
      { cwd: root, env: { ...given, ...env } },
      (error, stdout, stderr) => resolve({ code: typeof error?.code === 'number' ? error.code : 0, stdout, stderr }),
    );
  });
}

async function place() {
  const simulator = createDeskSimulator({ credentials: { clientSecret: 'a-secret-of-the-client' } });
  const portal = createSalesiqPortal({ now: () => new Date(), screenName: 'acme' });
  await simulator.app.register(salesiqRest, { portal, checkToken: (token) => (token === '' ? 'invalid' : 'ok') });
  const origin = await simulator.listen();
  const folder = mkdtempSync(join(tmpdir(), 'acebuddy-doctor-'));
  const [port = 0] = await takePorts(0, 1);
  onTestFinished(async () => {
    await simulator.close();
    rmSync(folder, { recursive: true, force: true });
  });
  const settings: Record<string, string> = {
    DATA_DIR: join(folder, 'data'),
    PORT: String(port),
    ZOHO_DESK_URL: origin,
    ZOHO_ACCOUNTS_URL: origin,
    SALESIQ_URL: origin,
    ZOHO_SIMULATED: '1',
    ZOHO_CLIENT_ID: simulator.credentials.clientId,
    ZOHO_CLIENT_SECRET: simulator.credentials.clientSecret,
    ZOHO_REFRESH_TOKEN: simulator.credentials.refreshToken,
    ZOHO_DESK_ORG_ID: simulator.orgId,
    ZOHO_DESK_DEPARTMENT_ID: simulator.departmentId,
    SALESIQ_SCREEN_NAME: 'acme',
    SALESIQ_PUBLIC_KEYS: createSigningKeys().publicBase64,
    PUBLIC_URL: `http://127.0.0.1:${port}`,
    MAIL: 'catch',
    API_KEYS: `admin:${'a'.repeat(40)}`,
  };
  const file = join(folder, '.env');
  const doctor = async (change: Readonly<Record<string, string>> = {}, args = ['--json']) => {
    const lines = Object.entries({ ...settings, ...change }).map(([name, value]) => `${name}=${value}`);
    writeFileSync(file, `${lines.join('\n')}\n`, { mode: 0o600 });
    if (change.MODE !== undefined) chmodSync(file, Number.parseInt(change.MODE, 8));
    return run('services/standalone/src/doctor.ts', args, { ACEBUDDY_ENV_FILE: file });
  };
  const findings = async (change: Readonly<Record<string, string>> = {}) => {
    const { code, stdout } = await doctor(change);
    const { ok, checks } = jsonSchema.parse(JSON.parse(stdout));
    expect(ok).toBe(code === 0);
    return { code, of: Object.fromEntries(checks.map((check) => [check.id, check])), checks };
  };
  return { simulator, settings, folder, port, doctor, findings };
}

test('before the first start the webhook alone is missing; beside the running product all is well, in a table, too', async () => {
  const at = await place();
  const before = await at.findings();
  expect(before.code).toBe(1);
  expect(before.checks.filter(({ state }) => state === 'problem')).toMatchObject([
    { id: 'webhook', what: expect.stringContaining('cannot be reached (ECONNREFUSED)') },
  ]);
  const logs = captureLogs();
  const product = await startProduct(parseConfig(standaloneConfigSchema, at.settings), logs.logger);
  onTestFinished(() => product.close());
  const beside = await at.findings();
  expect(beside.checks.filter(({ state }) => state === 'problem' || state === 'warning')).toEqual([]);
  expect(beside.of).toMatchObject({
    ports: { what: `AceBuddy runs at 127.0.0.1:${at.port}` },
    store: { state: 'ok' },
    keys: { state: 'ok' },
    release: { state: 'ok' },
    zoho: { state: 'ok' },
    clock: { state: 'ok' },
    salesiq: { state: 'ok' },
  });
  const table = await at.doctor({}, []);
  expect(table.code).toBe(0);
  expect(table.stdout).toMatch(/✓ zoho +Simulated Support, department Hosting Support\n/);
  // The same list, in /ready.
  const ready = z.object({ checks: z.record(z.string(), z.object({ ok: z.boolean() })) });
  const answer = ready.parse(await (await fetch(`${product.url}/ready`)).json());
  expect(answer.checks).toMatchObject({
    node: { ok: true },
    disk: { ok: true },
    zoho: { ok: true },
    clock: { ok: true },
    webhook: { ok: true },
  });
});

test('each thing that is wrong is named with what to do, and no secret is said', async () => {
  const at = await place();
  const product = await startProduct(parseConfig(standaloneConfigSchema, at.settings), captureLogs().logger);
  await product.close();
  const taken = createServer().listen(at.port, '127.0.0.1');
  onTestFinished(() => void taken.close());
  writeFileSync(join(at.folder, 'data/release'), '99.0.0\n');
  const wrong = await at.findings({
    MODE: '644',
    ZOHO_CLIENT_SECRET: 'another-secret-of-nobody',
    SALESIQ_SCREEN_NAME: 'nobody',
    ENCRYPTION_KEYS: `k9:${Buffer.alloc(32, 9).toString('base64')}`,
    MAIL: '',
    SMTP_URL: 'smtp://user:hunter2@127.0.0.1:9',
    API_KEYS: 'admin:short',
  });
  expect(wrong.code).toBe(1);
  expect(wrong.of).toMatchObject({
    env_file: { state: 'warning', mend: expect.stringContaining('chmod 600') },
    ports: { state: 'problem', mend: expect.stringContaining('set PORT') },
    keys: { state: 'problem', what: expect.stringContaining('needs the encryption key') },
    release: { state: 'problem', what: expect.stringContaining('99.0.0') },
    zoho: { state: 'problem', what: expect.stringContaining('client secret is wrong') },
    mail: { state: 'problem', what: expect.stringContaining('(ECONNREFUSED)') },
    api_keys: { state: 'warning' },
  });
  expect(JSON.stringify(wrong.checks)).not.toMatch(/hunter2|another-secret|short"/);
});

test('settings that cannot be read are the first thing to mend', async () => {
  const at = await place();
  const { of, code } = await at.findings({ ZOHO_DESK_ORG_ID: 'none', WORKFLOWS_DIR: '' });
  expect(code).toBe(1);
  expect(of).toMatchObject({
    settings: { state: 'problem', what: expect.stringContaining('ZOHO_DESK_ORG_ID') },
    node: { state: 'ok' },
  });
});

test('the checklist of the deployment page has a line for each id', () => {
  const page = readFileSync(join(root, 'docs/deployment.md'), 'utf8');
  const list = page.split('## Checklist')[1]?.split('\n## ')[0] ?? '';
  expect([...list.matchAll(/^\| `(\w+)` \|/gm)].map(([, id]) => id)).toEqual([...checkIds]);
});

test('pnpm run setup connects in a script, from variables and files, without a secret in its words', async () => {
  const at = await place();
  const codeFile = join(at.folder, 'code');
  const scope = readFileSync(join(root, 'docs/setup.md'), 'utf8').match(/^Desk\.tickets\.ALL\S+$/m)?.[0] ?? '';
  writeFileSync(codeFile, `${at.simulator.issueGrantCode({ scope })}\n`);
  const { ZOHO_DESK_URL, ZOHO_ACCOUNTS_URL, SALESIQ_URL, DATA_DIR, PORT, ZOHO_SIMULATED } = at.settings;
  const env = { ZOHO_DESK_URL, ZOHO_ACCOUNTS_URL, SALESIQ_URL, DATA_DIR, PORT, ZOHO_SIMULATED } as Record<
    string,
    string
  >;
  const file = join(at.folder, 'made.env');
  const { code, stdout, stderr } = await run(
    'services/standalone/src/setup.ts',
    [
      '--no-input',
      '--client-id',
      at.simulator.credentials.clientId,
      '--support-email',
      'help@acme.example',
      '--no-mail',
      '--public-url',
      `http://127.0.0.1:${at.port}`,
      '--screen-name',
      'acme',
    ],
    { ...env, ACEBUDDY_ENV_FILE: file, ZOHO_CLIENT_SECRET: 'a-secret-of-the-client', ZOHO_GRANT_CODE_FILE: codeFile },
  );
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout).toContain(`Written: ${file}`);
  expect(stdout).toMatch(/✓ zoho /);
  expect(stdout).not.toContain('a-secret-of-the-client');
  expect(readFileSync(file, 'utf8')).toContain('ZOHO_REFRESH_TOKEN=1000.');
});
