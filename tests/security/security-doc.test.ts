import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { auditKindSchema } from '@acebuddy/contracts';
import { expect, test } from 'vitest';
import { expectTestsToExist, readPage } from '../named-tests.ts';

const root = join(import.meta.dirname, '../..');
const { text, rows, tests: named } = readPage('docs/security.md');

test('every test that docs/security.md names is there, by its whole path', () => {
  expect(named.length).toBeGreaterThan(40);
  expectTestsToExist(named);
});

test('every claim in its tables names a test, or says that it is a figure', () => {
  const claims = rows.filter((row) => !/\d+ µs|^\| *(?:Claim|Risk|Requirement|part)/.test(row));
  expect(claims.length).toBeGreaterThan(40);
  for (const row of claims) expect(row, row.slice(0, 80)).toMatch(/\.test\.ts`|see "/);
});

test('every sort of entry in the audit trail is told of by a test', () => {
  const tests = globSync('{packages,services,tests}/**/*.test.ts', { cwd: root, exclude: ['**/node_modules/**'] });
  const all = tests.map((path) => readFileSync(join(root, path), 'utf8')).join('\n');
  for (const kind of auditKindSchema.options) expect(all, kind).toMatch(new RegExp(`['"\`]${kind}\\b|"${kind}\\\\?"`));
});

test('all ten risks of the OWASP API list and the chapters of ASVS that apply are answered', () => {
  for (let risk = 1; risk <= 10; risk += 1) expect(text).toMatch(new RegExp(`^\\| API${risk} `, 'm'));
  for (const chapter of ['V1', 'V2', 'V4', 'V6', 'V7', 'V8', 'V11', 'V12', 'V13', 'V14', 'V15', 'V16'])
    expect(text, chapter).toMatch(new RegExp(`^\\| ${chapter}\\.`, 'm'));
});
