import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type FatalCode, fatalCodes } from '@acebuddy/contracts';
import { pageOf } from '@acebuddy/service-kit';
import { expect, test } from 'vitest';
import { workingTree } from './references.ts';

const root = join(import.meta.dirname, '../..');
const page = readFileSync(join(root, 'docs/troubleshooting.md'), 'utf8');
const sections = page.split(/^## /m).slice(1);

test('every fatal code has its section, every section its code, in the same order', () => {
  expect(sections.map((section) => section.split('\n')[0])).toEqual([...fatalCodes]);
});

test('every section says what to do', () => {
  for (const section of sections) expect(section.length, section.split('\n')[0]).toBeGreaterThan(100);
});

test.each(fatalCodes)('the line that is printed with %s leads to its section', (code) => {
  const [file = '', anchor = ''] = pageOf(code).split('#');
  expect(file).toBe('docs/troubleshooting.md');
  expect(page.toLowerCase()).toContain(`## ${anchor}\n`);
});

test('every code is used by a program, and no program uses another', () => {
  const tree = workingTree();
  const sources = [...tree.paths].filter(
    (path) => /^(packages|services)\/.*\.(ts|js)$/.test(path) && !/test/.test(path),
  );
  const text = sources
    .filter((path) => !path.endsWith('/fatal-codes.ts'))
    .map((path) => tree.read(path))
    .join('\n');
  const unused = fatalCodes.filter(
    (code: FatalCode) => !text.includes(`'${code}'`) && !text.includes(`More on ${code}`),
  );
  expect(unused).toEqual([]);
});
