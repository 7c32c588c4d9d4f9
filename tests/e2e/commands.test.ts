import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { z } from 'zod';

const root = join(import.meta.dirname, '../..');
const { scripts } = z
  .object({ scripts: z.record(z.string(), z.string()) })
  .parse(JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')));
/** Commands that are programs of ours, by what `pnpm` calls them. */
const commands = Object.entries(scripts).flatMap(([name, script]) => {
  const [program, ...args] = script.split(' ');
  return program === 'node' ? [{ name, args }] : [];
});
const folder = mkdtempSync(join(tmpdir(), 'acebuddy-commands-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

function run(args: readonly string[], env: Readonly<Record<string, string>> = {}, input = ''): Promise<Ended> {
  return new Promise((resolve) => {
    const child = execFile(
      process.execPath,
      [...args],
      {
        cwd: root,
        env: {
          PATH: process.env.PATH,
          NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE,
          ACEBUDDY_ENV_FILE: 'off',
          LOG_LEVEL: 'silent',
          ...env,
        },
      },
      (error, stdout, stderr) => resolve({ code: typeof error?.code === 'number' ? error.code : 0, stdout, stderr }),
    );
    child.stdin?.end(input);
  });
}

describe('every command', () => {
  it.each(commands)(
    '$name says with --help what it is for, and does nothing',
    async ({ name, args }) => {
      const dataDir = join(folder, name.replace(':', '-'));
      const { code, stdout, stderr } = await run([...args, '--help'], { DATA_DIR: dataDir });
      expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
      expect(stdout).toMatch(new RegExp(`pnpm (-s |run )?${name}\\b`));
      expect(stdout.length).toBeLessThan(1_500);
      expect(existsSync(dataDir)).toBe(false);
    },
    60_000,
  );

  it('refuses an argument that it does not know, in a sentence with its usage', async () => {
    const { code, stderr } = await run(['services/standalone/src/keys-cli.ts', '--neww']);
    expect(code).toBe(64);
    expect(stderr).toMatch(/^Unknown option '--neww'[\s\S]*pnpm keys:rotate/);
    expect(stderr).not.toMatch(/^\s+at /m);
  }, 60_000);
});

/** Arguments and input of a command that would do its work at once. */
const given: Readonly<Record<string, { readonly args?: readonly string[]; readonly input?: string }>> = {
  detect: { input: 'my printer is offline\n' },
  understand: { input: '{"text":"yes"}\n' },
  demo: { args: ['--days', '1', '--chats', '1'] },
};
const nowhere = join(folder, 'nowhere');
const aFile = join(folder, 'a-file');
writeFileSync(aFile, '');
/** A folder that is none, and the commands that would read it: whoever does not look at the variable would go on without it. */
const honoured = [
  ...['start', 'start:distributed', 'chat', 'demo', 'detect', 'understand', 'workflows:check', 'workflows:graph'].map(
    (name) => ['WORKFLOWS_DIR', nowhere, name] as const,
  ),
  ...['start', 'start:distributed', 'chat', 'demo'].map((name) => ['KNOWLEDGE_DIR', nowhere, name] as const),
  ...['start', 'start:distributed', 'demo', 'keys:rotate', 'audit:verify'].map(
    (name) => ['DATA_DIR', aFile, name] as const,
  ),
];

describe('folders that settings name', () => {
  it.each(honoured)(
    '%s=%s is honoured by %s, which says so and where to read on',
    async (variable, value, name) => {
      const { args = [], input = '' } = given[name] ?? {};
      const command = commands.find((each) => each.name === name);
      const own = mkdtempSync(join(folder, 'honoured-'));
      const env = { PORT: '0', DATA_DIR: own, [variable]: value };
      const { code, stderr } = await run([...(command?.args ?? []), ...args], env, input);
      expect(stderr).toContain(variable);
      expect(stderr).toContain(value);
      expect(stderr).toMatch(/^More on [A-Z_]+: docs\/troubleshooting\.md#[a-z_]+$/m);
      expect([69, 78]).toContain(code);
    },
    60_000,
  );
});

describe('the worked example of "Writing a workflow", in a folder that WORKFLOWS_DIR names', () => {
  const blocks = [...readFileSync(join(root, 'docs/workflows.md'), 'utf8').matchAll(/```yaml\n([\s\S]*?)```/g)].map(
    ([, text = '']) => text,
  );
  const example = blocks.find((text) => text.includes('id: phone_system')) ?? '';
  const script = blocks.find((text) => /^scripts:/m.test(text)) ?? '';
  const own = mkdtempSync(join(folder, 'workflows-'));
  writeFileSync(join(own, 'phone_system.yaml'), example);
  const env = { WORKFLOWS_DIR: own };

  it('is checked', async () => {
    const { code, stdout } = await run(['packages/workflows/src/check-cli.ts'], env);
    expect({ code, stdout }).toEqual({
      code: 0,
      stdout: expect.stringMatching(/^14 workflows .*are fine \(with .*\)/),
    });
  }, 60_000);

  it('is drawn beside its file, with the schema that its first line names', async () => {
    const { code } = await run(['packages/workflows/src/graph-cli.ts'], env);
    expect(code).toBe(0);
    expect(readFileSync(join(own, 'phone_system.md'), 'utf8')).toContain('```mermaid');
    const schema = /\$schema=(\S+)/.exec(example)?.[1] ?? 'none';
    expect(JSON.parse(readFileSync(join(own, schema), 'utf8'))).toMatchObject({ title: 'AceBuddy workflow' });
  }, 60_000);

  it('is detected', async () => {
    const { stdout } = await run(['packages/detection/src/cli.ts'], env, "my phone doesn't ring, extension 204\n");
    expect(JSON.parse(stdout)).toMatchObject({ workflow: 'phone_system' });
  }, 120_000);

  it('goes in the terminal as the page says, and so does its script', async () => {
    const file = join(folder, 'script.yaml');
    writeFileSync(file, script);
    const { code, stdout } = await run(['services/standalone/src/chat.ts', '--script', file], env);
    expect({ code, stdout }).toEqual({ code: 0, stdout: expect.stringContaining('1 of 1 conversations') });
  }, 120_000);

  it('with a mistake is refused by every command, with file and line', async () => {
    const wrong = mkdtempSync(join(folder, 'wrong-'));
    writeFileSync(join(wrong, 'phone_system.yaml'), example.replace('team: telephony', 'teem: telephony'));
    const { code, stderr } = await run(['packages/workflows/src/check-cli.ts'], { WORKFLOWS_DIR: wrong });
    expect({ code, stderr }).toEqual({ code: 1, stderr: expect.stringContaining('phone_system.yaml:7: teem') });
    const missing = await run(['packages/workflows/src/check-cli.ts'], { WORKFLOWS_DIR: join(folder, 'nowhere') });
    expect(missing).toEqual({
      code: 78,
      stdout: '',
      stderr: expect.stringMatching(/WORKFLOWS_DIR: .*nowhere is no folder\nMore on PATH_UNUSABLE: /),
    });
  }, 60_000);
});
