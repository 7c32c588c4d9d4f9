import { expect, test } from 'vitest';
import { summarize, type VitestReport } from './summarize.ts';

const passed = { ancestorTitles: ['a suite'], fullName: 'a suite works', status: 'passed', error: null };
const failed = { ...passed, fullName: 'a suite breaks', status: 'failed', error: 'expected 1 to be 2' };

function leftOut(suite: string) {
  return { ancestorTitles: [suite], fullName: `${suite} needs something`, status: 'skipped', error: null };
}

function fileOf(
  name: string,
  assertionResults: VitestReport['testResults'][number]['assertionResults'],
  status = 'passed',
) {
  return { name, status, assertionResults };
}

test('says what ran by folder, and what was left out by reason', () => {
  const testResults = [
    fileOf('/repo/packages/storage/src/a.test.ts', [passed, passed]),
    fileOf('/repo/packages/storage/test/b.test.ts', [
      passed,
      leftOut('notes on MongoDB [left out: no MongoDB server; `pnpm mongo:install` builds one]'),
      leftOut('work on MongoDB [left out: no MongoDB server; `pnpm mongo:install` builds one]'),
    ]),
    fileOf('/repo/tests/e2e/c.test.ts', [passed, leftOut('samples (left out when ../shared is absent)')]),
  ];
  const summary = summarize({ success: true, testResults }, '/repo');
  expect(summary).toMatchObject({ passed: 4, failed: 0, skipped: 3 });
  expect(summary.lines.join('\n')).toMatchInlineSnapshot(`
    "
    What ran
      packages/storage               3 passed in 2 files
      tests/e2e                      1 passed in 1 file

    Left out
      2 suites: no MongoDB server; \`pnpm mongo:install\` builds one
        - notes on MongoDB
        - work on MongoDB
      1 suite: left out when ../shared is absent
        - samples"
  `);
});

test('a test that is skipped without a reason is named', () => {
  const skipped = { ancestorTitles: ['a suite'], fullName: 'a suite is on holiday', status: 'pending', error: null };
  const { lines } = summarize(
    { success: true, testResults: [fileOf('/repo/tests/e2e/c.test.ts', [skipped])] },
    '/repo',
  );
  expect(lines.slice(-2)).toEqual(['  1 suite: skipped without a reason', '    - a suite is on holiday']);
});

test('failures are counted and stand out', () => {
  const testResults = [fileOf('/repo/services/gateway/src/a.test.ts', [passed, failed], 'failed')];
  const summary = summarize({ success: false, testResults }, '/repo');
  expect(summary).toMatchObject({ passed: 1, failed: 1 });
  expect(summary.lines.join('\n')).toContain('1 FAILED');
  expect(summary.lines.slice(-4)).toEqual([
    'Nothing was left out.',
    '',
    'Failed',
    '  services/gateway/src/a.test.ts > a suite breaks: expected 1 to be 2',
  ]);
});

test('what passed only when tried again is told with what went wrong first', () => {
  const second = { ...passed, error: 'did not become true within 5000 ms' };
  const testResults = [fileOf('/repo/services/gateway/src/a.test.ts', [passed, second])];
  const summary = summarize({ success: true, testResults }, '/repo');
  expect(summary).toMatchObject({ passed: 2, failed: 0 });
  expect(summary.lines.slice(-2)).toEqual([
    'Passed only when tried again',
    '  services/gateway/src/a.test.ts > a suite works: did not become true within 5000 ms',
  ]);
});

test('a file that could not be loaded counts as a failure', () => {
  const testResults = [fileOf('/repo/services/gateway/src/a.test.ts', [], 'failed')];
  expect(summarize({ success: false, testResults }, '/repo')).toMatchObject({ passed: 0, failed: 1 });
});

test('a run that failed outside of its tests is a failure', () => {
  const testResults = [fileOf('/repo/services/gateway/src/a.test.ts', [passed])];
  expect(summarize({ success: false, testResults }, '/repo')).toMatchObject({ passed: 1, failed: 1 });
});
