import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { type Tree, workingTree } from './references.ts';

export const root = join(import.meta.dirname, '../..');

/** A command of pnpm that a page tells its reader to type. */
export interface PageCommand {
  /** File and line, `README.md:12`. */
  readonly place: string;
  /** The whole line or code span that it stands in, with what is before and behind it in a pipe. */
  readonly line: string;
  /** Of `npx -y pnpm@…`; null where the page says `pnpm`. */
  readonly pin: string | null;
  /** The package of `--filter`; null for the root. */
  readonly filter: string | null;
  /** With `run` before it, which finds scripts alone, never what pnpm itself calls so. */
  readonly run: boolean;
  /** Script or command of pnpm. */
  readonly name: string;
  readonly args: readonly string[];
}

const manifestSchema = z.object({
  name: z.string(),
  packageManager: z.string().optional(),
  scripts: z.record(z.string(), z.string()).default({}),
});
export type Manifest = z.infer<typeof manifestSchema>;

export const readManifest = (path: string): Manifest =>
  manifestSchema.parse(JSON.parse(readFileSync(join(root, path), 'utf8')));

/** README and the pages of `docs/`. */
export function commandsOfPages(tree: Tree = workingTree()): PageCommand[] {
  const pages = [...tree.paths].filter((path) => path === 'README.md' || /^docs\/.*\.md$/.test(path)).sort();
  return pages.flatMap((path) => codeOf(tree.read(path)).flatMap((code) => commandsIn(path, code)));
}

interface Code {
  readonly line: number;
  readonly text: string;
}

/** Lines of fenced boxes, with those that `\` goes on to, and code spans of all other lines. */
function codeOf(page: string): Code[] {
  const found: Code[] = [];
  const lines = page.split('\n');
  let fenced = false;
  for (let at = 0; at < lines.length; at += 1) {
    const first = at;
    let text = lines[at] ?? '';
    if (/^\s*```/.test(text)) fenced = !fenced;
    else if (fenced) {
      while (text.endsWith('\\')) text = `${text.slice(0, -1)}${(lines[++at] ?? '').trim()}`;
      found.push({ line: first + 1, text });
    } else {
      for (const [, span = ''] of text.matchAll(/`([^`]+)`/g)) found.push({ line: first + 1, text: span });
    }
  }
  return found;
}

/** `pnpm` at the beginning of a command: after a line's begin, settings, an operator of the shell or a bracket. */
const begin =
  /(?:^|[;&|(]|\s[A-Z_]+=\S*|^docker\b.*)\s*(?:npx -y pnpm@(?<pin>[\d.]+)|pnpm)(?<rest>(?:\s+(?:"[^"]*"|'[^']*'|[^\s;&|<>()#"'`]+))+)/g;

function commandsIn(path: string, { line, text }: Code): PageCommand[] {
  // What stands behind is a note to the reader.
  const code = text.replace(/(^|\s)#\s.*$/, '').trim();
  return [...code.matchAll(begin)].flatMap(({ groups }) => {
    const words = groups?.rest?.match(/"[^"]*"|'[^']*'|\S+/g) ?? [];
    const command = toCommand(words);
    return command === null ? [] : [{ ...command, place: `${path}:${line}`, line: code, pin: groups?.pin ?? null }];
  });
}

function toCommand(words: readonly string[]): Pick<PageCommand, 'filter' | 'run' | 'name' | 'args'> | null {
  const rest = [...words];
  let filter: string | null = null;
  let run = false;
  for (;;) {
    const word = rest.shift();
    if (word === undefined) return null;
    if (word === '--filter') filter = rest.shift() ?? '';
    else if (word === 'run') run = true;
    else if (!/^(-s|--silent)$/.test(word)) return { filter, run, name: word, args: rest };
  }
}

/** pnpm's own commands (`pnpm help -a` of the pin), of which `pnpm NAME` means these and not a script of that name. */
export const pnpmCommands: ReadonlySet<string> = new Set(
  (
    'access add approve-builds audit bin cache cat-file cat-index ci clean completion config create dedupe deploy deprecate dist-tag dlx ' +
    'docs doctor edit env exec fetch find-hash fund get ignored-builds import init install install-test lane licenses link list ll ' +
    'login logout outdated owner pack pack-app patch patch-commit patch-remove peers permissions ping pkg prefix profile prune publish ' +
    'purge rb rebuild recursive remove repo root runtime sbom search self-update set set-script setup shim stage star stars store ' +
    'team token undeprecate unlink unpublish unstar update version view whoami why with xmas'
  ).split(' '),
);

/** Why a command cannot be typed as the page has it; null when it can, as far as names go. */
export function wrongWith(command: PageCommand, manifests: readonly Manifest[], pin: string): string | null {
  const { filter, name, run } = command;
  if (command.pin !== null && command.pin !== pin) return `pnpm ${command.pin} is not the pin, ${pin}`;
  if (name.includes('…') || name.startsWith('<')) return null;
  const manifest = filter === null ? manifests[0] : manifests.find((each) => each.name === filter);
  if (manifest === undefined) return `no package is called ${filter}`;
  const isScript = manifest.scripts[name] !== undefined;
  if (pnpmCommands.has(name) && filter === null) {
    return isScript && !run
      ? `pnpm has a ${name} of its own: "pnpm run ${name}"`
      : isScript || !run
        ? null
        : noScript(name);
  }
  return isScript ? null : noScript(name);
}

const noScript = (name: string) => `there is no script ${name}`;

/** Long options that are given to a command. */
export const optionsOf = ({ args }: PageCommand): string[] =>
  args.filter((arg) => /^--[a-z]/.test(arg)).map((arg) => arg.split('=')[0] ?? arg);

/** The manifest of the root first, then those of packages and services. */
export function allManifests(tree: Tree = workingTree()): Manifest[] {
  const others = [...tree.paths].filter((path) => /^(packages|services)\/[^/]+\/package\.json$/.test(path));
  return ['package.json', ...others].map((path) => readManifest(path));
}

/** Functions for a shell in which lines of pages run as they stand, without asking pnpm whether everything is installed. */
export function shellWith(scripts: Readonly<Record<string, string>>): string {
  const cases = Object.entries(scripts).map(([name, script]) => `${name}) ${script} "$@" ;;`);
  const bin = join(dirname(process.execPath));
  return [
    `export PATH=${JSON.stringify(bin)}:$PATH`,
    'npx() { shift 2; pnpm "$@"; }',
    `pnpm() { while [ "$1" = -s ] || [ "$1" = run ]; do shift; done; local name=$1; shift; case $name in\n${cases.join('\n')}\n*) return 64 ;; esac; }`,
  ].join('\n');
}
