import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { allManifests, commandsOfPages, optionsOf, type PageCommand, root, shellWith, wrongWith } from './commands.ts';

const manifests = allManifests();
const { packageManager = '', scripts = {} } = manifests[0] ?? {};
const pin = packageManager.split(/[@+]/)[1] ?? '';
const commands = commandsOfPages();
const folder = mkdtempSync(join(tmpdir(), 'acebuddy-page-commands-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Ended {
  readonly code: number;
  readonly said: string;
}

function shell(line: string): Promise<Ended> {
  const env = {
    PATH: process.env.PATH,
    NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE,
    ACEBUDDY_ENV_FILE: 'off',
    DATA_DIR: folder,
  };
  return new Promise((resolve) => {
    const child = execFile(
      'bash',
      ['-c', `${shellWith(scripts)}\n${line}`],
      { cwd: root, env },
      (error, stdout, stderr) =>
        resolve({ code: typeof error?.code === 'number' ? error.code : 0, said: stdout + stderr }),
    );
    child.stdin?.end();
  });
}

test('every command of pnpm in README and docs can be typed as it stands', () => {
  expect(commands.length).toBeGreaterThan(80);
  const wrong = commands.flatMap((command) => {
    const why = wrongWith(command, manifests, pin);
    return why === null ? [] : [`${command.place}: ${command.line}: ${why}`];
  });
  expect(wrong).toEqual([]);
});

/** Programs of ours that are given options somewhere. */
const withOptions = Map.groupBy(
  commands.filter((command) => isOurs(command) && optionsOf(command).length > 0),
  ({ name }) => name,
);

test.each([...withOptions])(
  'the options that pages give to %s are in its --help',
  { timeout: 60_000 },
  async (name, given) => {
    const { code, said } = await shell(`pnpm ${name} --help`);
    expect(code).toBe(0);
    const known = new Set(said.match(/--[a-z][a-z-]*/g));
    const unknown = given.flatMap((command) =>
      optionsOf(command)
        .filter((option) => !known.has(option) && option !== '--help')
        .map((option) => `${command.place}: ${option}`),
    );
    expect(unknown).toEqual([]);
  },
);

/** They end by themselves, change nothing, need nothing beside the checkout, and take seconds. */
const cheap = new Set(['detect', 'understand', 'workflows:check']);
const lines = new Set(commands.filter((command) => isOurs(command) && runs(command)).map(({ line }) => line));

test('pages have commands that are cheap enough to be run here', () => {
  expect(lines.size).toBeGreaterThan(3);
});

test.each([...lines])('as it stands in a page: %s', { timeout: 120_000 }, async (line) => {
  const { code, said } = await shell(line);
  expect({ code, said }).toEqual({ code: 0, said: expect.any(String) });
});

function isOurs({ filter, name }: PageCommand): boolean {
  return filter === null && (scripts[name]?.startsWith('node ') ?? false);
}

/** A file of the reader's own is not there to be read; `--help` always ends. */
function runs({ name, args, line }: PageCommand): boolean {
  if (args.includes('--help')) return true;
  return cheap.has(name) && !/[<>[\]…]|[A-Z]{4,}/.test(line.replaceAll(/"[^"]*"/g, ''));
}

describe('what a reader could not type', () => {
  const tree = (text: string) => ({ paths: new Set(['README.md']), read: () => text });
  test.each([
    ['a script that is not there', '`pnpm nowhere`', 'there is no script nowhere'],
    ['what pnpm itself calls so', '`pnpm doctor`', 'pnpm has a doctor of its own: "pnpm run doctor"'],
    ['another pin', '```\nnpx -y pnpm@1.2.3 start\n```', `pnpm 1.2.3 is not the pin, ${pin}`],
    ['behind other commands', '```\ncd x && A=b pnpm nowhere  # so\n```', 'there is no script nowhere'],
    ['in a package', '`pnpm --filter @acebuddy/console nowhere`', 'there is no script nowhere'],
    [
      'a package that is not there',
      '`pnpm --filter @acebuddy/nowhere build`',
      'no package is called @acebuddy/nowhere',
    ],
  ])('%s', (_name, text, why) => {
    const found = commandsOfPages(tree(text));
    expect(found.map((command) => wrongWith(command, manifests, pin))).toEqual([why]);
  });
});
