import { spawn } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { stripVTControlCharacters } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));
const poison = [
  'PORT',
  'CONVERSATION_PORT',
  'TICKETING_PORT',
  'NOTIFICATIONS_PORT',
  // Set by no test.
  'RATE_LIMIT_TOTAL',
  'ZOHO_DESK_LOOKS_S',
].map((name) => `${name}=poisoned`);

/** A checkout with settings beside it that no test could bear. */
let checkout: string;
beforeAll(() => {
  checkout = mkdtempSync(join(tmpdir(), 'acebuddy-checkout-'));
  const isCopied = (path: string) => !/\/(dist|\.turbo|data|artifacts)$/.test(path) || /detection\/data$/.test(path);
  for (const part of ['packages', 'services', 'tests', 'package.json', 'tsconfig.base.json', 'vitest.config.ts'])
    cpSync(join(root, part), join(checkout, part), { recursive: true, verbatimSymlinks: true, filter: isCopied });
  symlinkSync(join(root, 'node_modules'), join(checkout, 'node_modules'));
  writeFileSync(join(checkout, '.env'), `${poison.join('\n')}\n`, { mode: 0o600 });
}, 60_000);
afterAll(() => rmSync(checkout, { recursive: true, force: true }));

interface Ended {
  readonly code: number | null;
  readonly output: string;
}

/** Whatever folder it is started from. */
function run(program: string, args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<Ended> {
  const child = spawn(process.execPath, [join(checkout, program), ...args], {
    cwd: tmpdir(),
    env: { PATH: process.env.PATH, DATA_DIR: join(checkout, 'test-data'), ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text) => (output += text));
  return new Promise((resolve) => child.on('exit', (code) => resolve({ code, output })));
}

test.each([
  ['services/standalone/src/start.js', []],
  ['services/standalone/src/start.js', ['distributed']],
  ['services/gateway/src/main.ts', []],
  ['services/conversation/src/main.ts', []],
  ['services/ticketing/src/main.ts', []],
  ['services/notifications/src/main.ts', []],
])('%s %s reads .env, and names it where a setting is wrong', { timeout: 60_000 }, async (program, args) => {
  const { code, output } = await run(program, args);
  expect(code, output).toBe(78);
  expect(output).toMatch(/PORT: /);
  expect(output).toContain(join(checkout, '.env'));
  expect(output).not.toContain('poisoned');
});

test.each(['audit-cli', 'keys-cli'])('%s reads it, too', { timeout: 60_000 }, async (program) => {
  const file = join(checkout, 'other.env');
  writeFileSync(file, 'ENCRYPTION_KEYS=poisoned\n');
  const { code, output } = await run(`services/standalone/src/${program}.ts`, [], { ACEBUDDY_ENV_FILE: file });
  expect(code).not.toBe(0);
  expect(output).toContain('ENCRYPTION_KEYS');
});

test('a slip in the name of a setting stops the start, and says which one is meant', { timeout: 60_000 }, async () => {
  const file = join(checkout, 'slip.env');
  writeFileSync(file, 'SMPT_URL=smtp://mail.example\n', { mode: 0o600 });
  const { code, output } = await run('services/standalone/src/start.js', [], { PORT: '0', ACEBUDDY_ENV_FILE: file });
  expect(code, output).toBe(78);
  expect(output).toContain('SMPT_URL is no setting: SMTP_URL may be meant');
});

test('the environment wins', { timeout: 60_000 }, async () => {
  const { output } = await run('services/standalone/src/start.js', [], { PORT: '0', SUPPORT_EMAIL: 'nobody' });
  expect(output).toContain('SUPPORT_EMAIL');
  expect(output).not.toMatch(/PORT: /);
});

test('tests that start the product never read it', { timeout: 180_000 }, async () => {
  const suites = [
    'services/gateway/test/main.test.ts',
    'services/ticketing/test/main.test.ts',
    'tests/e2e/start-problems',
  ];
  // One of each, that starts its program as all of its file do.
  const names = 'starts without the other services|serves its procedures|names every problem at once';
  const args = ['run', '--root', checkout, '-t', names, ...suites];
  const { code, output } = await run('node_modules/vitest/vitest.mjs', args);
  expect(code, output.slice(-3_000)).toBe(0);
  expect(stripVTControlCharacters(output)).toMatch(/Tests +3 passed/);
});
