import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { expectTestsToExist, readPage } from '../named-tests.ts';

const { text, tests } = readPage('docs/reliability.md');

test('every test that docs/reliability.md names is there', () => {
  expect(tests.length).toBeGreaterThan(15);
  expectTestsToExist(tests);
});

test('every number of its table names the test that observes it', () => {
  const [, table = ''] = text.split('| Number | Observed by |');
  const numbers = table.split('\n\n')[0]?.split('\n').slice(2) ?? [];
  expect(numbers.length).toBeGreaterThan(12);
  for (const row of numbers) expect(row).toMatch(/\.test\.ts`/);
});

test('every file that it links is there', () => {
  const files = [...text.matchAll(/\]\(\.\.\/([^)#]+)\)/g)].map(([, path = '']) => path);
  expect(files.length).toBeGreaterThan(20);
  for (const file of files) expect(existsSync(join(import.meta.dirname, '../..', file)), file).toBe(true);
});
