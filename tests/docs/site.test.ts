import { expect, test } from 'vitest';
import { forEngineers, forSupport, type Group } from '../../site/navigation.ts';
import { withFolder } from '../../site/pages.ts';
import { workingTree } from './references.ts';

const tree = workingTree();
const pages = [...tree.paths].filter((path) => path.startsWith('docs/') && path.endsWith('.md'));
const contents = 'docs/README.md';
const fileOf = (link: string) => `docs${link.endsWith('/') ? `${link}README` : link}.md`;
const named = (groups: readonly Group[]) =>
  groups.flatMap((group) => withFolder(group).pages.map(({ link }) => fileOf(link)));
const all = named([...forSupport, ...forEngineers]);

test("the site's navigation names every page of docs once, and none that is not there", () => {
  expect([...all].sort()).toEqual(pages.filter((page) => page !== contents).sort());
});

test('the contents of docs lead to every page that the navigation names by itself', () => {
  const text = tree.read(contents);
  const missing = [...forSupport, ...forEngineers]
    .flatMap((group) => group.pages.map(({ link }) => fileOf(link).slice('docs/'.length)))
    .filter((page) => !text.includes(`](${page})`));
  expect(missing).toEqual([]);
});

test.each([
  ['integration guide', 'docs/integration.md'],
  ['quick start in five minutes', 'docs/quick-start.md'],
  ['system overview', 'docs/architecture.md'],
  ['flow diagrams', 'docs/flows.md'],
  ['what it does and is worth', 'docs/summary.md'],
])('people who look for the %s find it in README and site', (text, page) => {
  expect(tree.read('README.md')).toContain(`[${text}](${page})`);
  expect(all).toContain(page);
});

test('README has a picture of the console and at most 120 lines', () => {
  const readme = tree.read('README.md');
  expect(readme.trimEnd().split('\n').length).toBeLessThanOrEqual(120);
  const pictures = [...readme.matchAll(/!\[[^\]]+\]\((docs\/pictures\/[^)]+)\)/g)].map(([, path = '']) => path);
  expect(pictures.length).toBeGreaterThan(0);
  for (const picture of pictures) expect(tree.paths).toContain(picture);
});

test('what builds the site is installed apart from the product', () => {
  const workspace = tree.read('pnpm-workspace.yaml');
  expect(workspace).not.toMatch(/^ {2}- site/m);
  for (const file of ['package.json', 'pnpm-lock.yaml']) expect(tree.read(file)).not.toMatch(/vitepress/);
  expect(tree.paths).toContain('site/pnpm-workspace.yaml');
});
