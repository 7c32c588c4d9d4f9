import { expect, test } from 'vitest';
import { deadReferences, type Tree, workingTree } from './references.ts';

test('every reference in code and docs leads somewhere', () => {
  expect(deadReferences(workingTree())).toEqual([]);
});

const page = '# Notes\n\n## 3 Tickets\n\n### 3.1 Creating one\n';
const promises = '# Promises\n\n| # | Promise |\n|---|---|\n| P1 | one ticket |\n';

function treeOf(files: Readonly<Record<string, string>>): Tree {
  const all: Record<string, string> = { 'docs/vendor/zoho-desk.md': page, 'docs/promises.md': promises, ...files };
  return { paths: new Set(Object.keys(all)), read: (path) => all[path] ?? '' };
}

test.each([
  ['a page that is not there', '/** See nowhere.md. */', 'nowhere.md'],
  ['a section that is not there', '/** zoho-desk.md §3.2 */', 'zoho-desk.md has no §3.2'],
  ['the end of a range', '/** zoho-desk.md §3 to §9 */', 'zoho-desk.md has no §9'],
  [
    'a heading that is not there',
    '/** zoho-desk.md, "Tickets of others" */',
    'zoho-desk.md has no "Tickets of others"',
  ],
  ['a promise that is not made', '/** promises.md, P9 */', 'promises.md has no P9'],
  ['a section without a page', '/** as in §3.1 */', '§3.1 of which page?'],
  ['a decision that was not taken', '/** ADR 99 */', 'ADR 99'],
  ['a file that moved', '/** `services/old/place.ts` */', 'services/old/place.ts'],
  ['a folder that others do not have', '/** ../shared/facts */', 'a folder beside the checkout'],
])('%s is named with file and line', (_name, comment, what) => {
  const tree = treeOf({ 'services/a/src/b.ts': `// first\n${comment}\n` });

  expect(deadReferences(tree)).toEqual([`services/a/src/b.ts:2: ${what}`]);
});

test.each([
  ['a link to a file that is not there', '[it](other.md)', ['other.md', 'other.md']],
  ['a link to a heading that is not there', '[it](promises.md#promised)', ['promises.md#promised']],
])('%s is named', (_name, text, what) => {
  expect(deadReferences(treeOf({ 'docs/page.md': text }))).toEqual(what.map((each) => `docs/page.md:1: ${each}`));
});

test('what leads somewhere is left alone', () => {
  const tree = treeOf({
    'services/a/src/b.ts': '/** zoho-desk.md §3 and §3.1; promises.md, P1; docs/promises.md; `services/a/src/b.ts` */',
    'packages/zoho-desk/src/c.ts': '/** Refused (§3.1). */',
    'docs/page.md': '[promises](promises.md#promises) and [code](../services/a/src/b.ts)',
  });

  expect(deadReferences(tree)).toEqual([]);
});
