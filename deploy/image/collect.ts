/**
 * `node deploy/image/collect.ts SERVICE TARGET`, in the checkout that the image is built from, after
 * `pnpm install --prod --filter-prod "@acebuddy/SERVICE..."`: copies into TARGET what the service runs from, in the layout of the
 * checkout. That is its package, the packages of the workspace that it depends on, what was installed for them, and the help
 * articles or runbook of the service that shows them. Tests, command lines for developers and sources of models stay behind.
 */
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';

const root = join(import.meta.dirname, '../..');
const [service = '', target = ''] = process.argv.slice(2);
if (service === '' || target === '') throw new TypeError('usage: node deploy/image/collect.ts SERVICE TARGET');

interface Manifest {
  readonly name: string;
  readonly dependencies?: Readonly<Record<string, string>>;
}

/** What `src` and its neighbours hold that no service reads, by path inside a package. */
const leftBehind = [
  /^(?:test|tools|bench|dev|build)(?:\/|$)/,
  /^src\/(?:bench|testing)(?:\/|$)/,
  /\.test\.ts$/,
  // Development lines, by which models are judged; the lines that they learn from name them.
  /^data\/dev[^/]*\.jsonl$/,
  /^data\/.*\/dev[^/]*\.jsonl$/,
  /^scorecard[^/]*\.json$/,
  /^src\/(?:score|bench)[^/]*\.ts$/,
  /^tsconfig\.json$/,
  /^README\.md$/,
];

/** What packages name for those who compile against them, and what pnpm keeps for itself. */
const notInstalled = /^(?:\.cache|\.bin|\.pnpm\/(?:@typescript\+|typescript@|node_modules\/\.bin))/;

const manifestOf = (folder: string): Manifest => JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8'));

const folders = ['packages', 'services'].flatMap((parent) =>
  readdirSync(join(root, parent), { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() && existsSync(join(root, parent, entry.name, 'package.json'))
      ? [`${parent}/${entry.name}`]
      : [],
  ),
);
const folderOf = new Map(folders.map((folder) => [manifestOf(folder).name, folder]));

/** The package in this folder and all of the workspace that it depends on, at any depth. */
function closureOf(folder: string, found = new Set<string>()): Set<string> {
  if (found.has(folder)) return found;
  found.add(folder);
  for (const name of Object.keys(manifestOf(folder).dependencies ?? {})) {
    const next = folderOf.get(name);
    if (next !== undefined) closureOf(next, found);
  }
  return found;
}

function copy(path: string, isWanted: (inside: string) => boolean = () => true): void {
  cpSync(join(root, path), join(target, path), {
    recursive: true,
    verbatimSymlinks: true,
    filter: (source) => isWanted(relative(join(root, path), source)),
  });
}

mkdirSync(target, { recursive: true });
copy('package.json');
copy('node_modules', (inside) => !notInstalled.test(inside) && !/\.(?:d\.[cm]?ts|map)$/.test(inside));
const wanted = closureOf(`services/${service}`);
for (const folder of wanted) copy(folder, (inside) => !leftBehind.some((pattern) => pattern.test(inside)));
if (wanted.has('services/conversation')) copy('knowledge');
if (wanted.has('services/gateway') && existsSync(join(root, 'docs/runbook'))) copy('docs/runbook');
console.log(`${service}: ${[...wanted].sort().join(', ')}`);
