import { expect, test } from 'vitest';
import { releasedChangeLog } from './change-log.ts';

const before = `# Change log

Read this.

## Unreleased

- Set \`NEW_KEY\` first.

## 1.0.0 (2026-12-01)

- The first.
`;

test('a release takes what was written for it and the subjects since the last one', () => {
  const subjects = [
    'feat(gateway): calls are counted',
    'fix: nothing is dropped',
    'docs: words',
    'feat(gateway)!: keys have roles',
  ];

  expect(releasedChangeLog(before, '1.1.0', '2026-12-24', subjects)).toBe(`# Change log

Read this.

## Unreleased

## 1.1.0 (2026-12-24)

- Set \`NEW_KEY\` first.

### New

- **gateway** calls are counted
- **gateway** keys have roles

### Mended

- nothing is dropped

## 1.0.0 (2026-12-01)

- The first.
`);
});

test('a change log without a place for it is refused', () => {
  expect(() => releasedChangeLog('# Change log\n', '1.1.0', '2026-12-24', [])).toThrow(/Unreleased/);
});
