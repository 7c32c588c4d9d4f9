import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { basename, dirname, join, normalize } from 'node:path';

const root = join(import.meta.dirname, '../..');

/** Inside these packages a bare `§3.1` means the notes on their vendor. */
const notesOf: Readonly<Record<string, string>> = {
  'packages/zoho-desk/': 'docs/vendor/zoho-desk.md',
  'packages/salesiq/': 'docs/vendor/salesiq.md',
};

/** Files that read what lies beside the checkout where it is there; nobody else may speak of it. */
const besideTheCheckout = /(\.test\.ts$|\/test\/|^tests\/|\/bench\/)/;

/** Our own text: no data, no generated files, no lockfile. */
const isText = (path: string) =>
  /\.(ts|js|md|yaml|py|json)$|^\.ci\/run$|^\.env\.example$/.test(path) &&
  !/(^|\/)(data|generated|__snapshots__)\/|^pnpm-lock\.yaml$|scorecard\.json$|^docs\/openapi\.json$/.test(path) &&
  path !== 'tests/docs/references.test.ts';

export interface Tree {
  /** Every file that git knows or would add, by its path from the root. */
  paths: ReadonlySet<string>;
  read: (path: string) => string;
}

export function workingTree(): Tree {
  const listed = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], { cwd: root });
  const paths = listed.toString().split('\n');
  return {
    paths: new Set(paths.filter((path) => path !== '' && existsSync(join(root, path)))),
    read: (path) => readFileSync(join(root, path), 'utf8'),
  };
}

/** Every reference of code or docs that leads nowhere, as `file:line: what`. */
export function deadReferences(tree: Tree): string[] {
  const dead: string[] = [];
  for (const path of tree.paths) {
    if (!isText(path)) continue;
    const lines = tree.read(path).split('\n');
    for (const [index, line] of lines.entries()) {
      for (const what of deadIn(tree, path, line)) dead.push(`${path}:${index + 1}: ${what}`);
    }
  }
  return dead;
}

function deadIn(tree: Tree, path: string, line: string): string[] {
  if (!/\.md|§|ADR|\]\(|`|\.\.\/shared/.test(line)) return [];
  return [
    ...pages(tree, path, line),
    ...sections(tree, path, line),
    ...decisions(tree, line),
    ...links(tree, path, line),
    ...namedPaths(tree, path, line),
    ...(/\.\.\/shared\//.test(line) && !besideTheCheckout.test(path) ? ['a folder beside the checkout'] : []),
  ];
}

/** `architecture.md`, with or without its folder: a page of ours, or a file beside this one. */
function pages(tree: Tree, path: string, line: string): string[] {
  const dead: string[] = [];
  for (const match of line.matchAll(/(?<![\w*}/.-])((?:[\w.-]+\/)*[\w-]+\.md)\b(?!\.\w)/g)) {
    const name = match[1] ?? '';
    if (pageOf(tree, path, name) === null && !isWritten(tree, path, name)) dead.push(name);
  }
  return dead;
}

/** Tests and programs write pages of their own into folders of their own. */
function isWritten(tree: Tree, path: string, name: string): boolean {
  return path.endsWith('.test.ts') && !tree.read(path).includes(`docs/${name}`) && /writeFile/.test(tree.read(path));
}

function pageOf(tree: Tree, path: string, name: string): string | null {
  const beside = [normalize(join(dirname(path), name)), normalize(name), normalize(join('docs', name))];
  const found = beside.find((candidate) => tree.paths.has(candidate));
  if (found !== undefined) return found;
  const named = [...tree.paths].filter((candidate) => /^docs\//.test(candidate) && candidate.endsWith(`/${name}`));
  return named.length === 1 ? (named[0] ?? null) : null;
}

/** `zoho-desk.md §3.1 to §3.3`, `workflows.md, "Ends"`, `promises.md, P1`, `labelling-rules.md, rule 4`, or a bare `§3.1`. */
function sections(tree: Tree, path: string, line: string): string[] {
  const dead: string[] = [];
  let rest = line;
  const named = /([\w./-]+\.md)((?: §[\d.]*\d(?:(?:,| to| and) §[\d.]*\d)*)|, "[^"]+"|, (?:P\d|rules? [\d, and]*\d))/g;
  for (const match of line.matchAll(named)) {
    const [whole, name = '', where = ''] = match;
    rest = rest.replace(whole, '');
    const page = pageOf(tree, path, name);
    if (page === null) continue; // told of already
    for (const wanted of anchorsOf(where))
      if (!hasAnchor(tree.read(page), wanted)) dead.push(`${name} has no ${wanted}`);
  }
  const notes = Object.entries(notesOf).find(([folder]) => path.startsWith(folder))?.[1];
  for (const [bare] of rest.matchAll(/§\d+(?:\.\d+)*/g)) {
    if (path.startsWith('docs/vendor/')) {
      if (!hasAnchor(tree.read(path), bare)) dead.push(bare);
    } else if (notes === undefined) {
      if (!path.startsWith('tests/docs/')) dead.push(`${bare} of which page?`);
    } else if (!hasAnchor(tree.read(notes), bare)) dead.push(`${notes} has no ${bare}`);
  }
  return dead;
}

function anchorsOf(where: string): string[] {
  const quoted = /^, "([^"]+)"$/.exec(where);
  if (quoted !== null) return [`"${quoted[1]}"`];
  const rules = /^, rules? (.+)$/.exec(where);
  if (rules !== null) return [...(rules[1] ?? '').matchAll(/\d+/g)].map(([number]) => `rule ${number}`);
  return [...where.matchAll(/§\d+(?:\.\d+)*|P\d/g)].map(([anchor]) => anchor);
}

function hasAnchor(page: string, anchor: string): boolean {
  const headings = page.split('\n').flatMap((line) => /^#+ +(.*)$/.exec(line)?.[1] ?? []);
  if (anchor.startsWith('§')) return headings.some((heading) => heading.startsWith(`${anchor.slice(1)} `));
  if (anchor.startsWith('"')) return headings.includes(anchor.slice(1, -1));
  return page.split('\n').some((line) => line.startsWith(`| ${anchor.replace('rule ', '')} |`));
}

/** `ADR 13` and `ADR 0013`. */
function decisions(tree: Tree, line: string): string[] {
  const known = [...tree.paths]
    .filter((path) => path.startsWith('docs/adr/'))
    .map((path) => Number(basename(path).slice(0, 4)));
  return [...line.matchAll(/\bADRs? 0*(\d+)/g)]
    .filter(([, number]) => !known.includes(Number(number)))
    .map(([whole]) => whole);
}

/** Links of pages: the file, and the heading when there is a `#`. */
function links(tree: Tree, path: string, line: string): string[] {
  if (!path.endsWith('.md')) return [];
  const dead: string[] = [];
  for (const [, target = ''] of line.matchAll(/\]\(([^)\s]+)\)/g)) {
    if (/^[a-z]+:/.test(target)) continue;
    const [file = '', heading] = target.split('#');
    const page = file === '' ? path : normalize(join(dirname(path), file)).replace(/\/$/, '');
    if (!exists(tree, page)) dead.push(target);
    else if (heading !== undefined && page.endsWith('.md') && !slugsOf(tree.read(page)).includes(heading))
      dead.push(target);
  }
  return dead;
}

/** Paths in backticks: what a page or a comment says of a file holds after the file moves. */
function namedPaths(tree: Tree, path: string, line: string): string[] {
  const named = /`((?:packages|services|tests|docs|knowledge)\/[\w./-]+)`/g;
  return [...line.matchAll(named)]
    .map(([, name = '']) => name.replace(/\/$/, ''))
    .filter((name) => !exists(tree, name) && !exists(tree, normalize(join(dirname(path), name))));
}

const exists = (tree: Tree, path: string) => tree.paths.has(path) || foldersOf(tree).has(path);

const knownFolders = new WeakMap<Tree, ReadonlySet<string>>();
function foldersOf(tree: Tree): ReadonlySet<string> {
  const known = knownFolders.get(tree);
  if (known !== undefined) return known;
  const folders = new Set<string>();
  for (const path of tree.paths) {
    for (let folder = dirname(path); folder !== '.'; folder = dirname(folder)) folders.add(folder);
  }
  knownFolders.set(tree, folders);
  return folders;
}

/** As GitHub makes them. */
const slugsOf = (page: string) =>
  page
    .split('\n')
    .flatMap((line) => /^#+ +(.*)$/.exec(line)?.[1] ?? [])
    .map((heading) =>
      heading
        .toLowerCase()
        .replace(/[^\p{L}\p{N} _-]/gu, '')
        .replaceAll(' ', '-'),
    );
