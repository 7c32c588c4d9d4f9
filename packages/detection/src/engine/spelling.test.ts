import { expect, test } from 'vitest';
import { createSpelling } from './spelling.ts';

const spelling = createSpelling({
  vocabulary: new Map([
    ['printer', 10],
    ['printed', 2],
    ['password', 10],
    ['reboot', 5],
    ['outlook', 5],
  ]),
  isKnown: (word) => word === 'pointer',
  accepts: () => true,
});

test.each([
  ['pritner', 'printer'],
  ['prnter', 'printer'],
  ['pasword', 'password'],
  ['passwrod', 'password'],
  ['rebbot', 'reboot'],
  ['otulook', 'outlook'],
])('a slip is mended: %s', (typed, meant) => {
  expect(spelling.repair(typed)).toBe(meant);
});

test.each(['printer', 'pointer', 'prin', 'kb5034441', 'xyzzy', 'zebra', 'p'.repeat(40)])(
  'is left alone: %s',
  (word) => {
    expect(spelling.repair(word)).toBe(word);
  },
);

test('the more frequent word wins between two equally near ones', () => {
  expect(spelling.repair('printef')).toBe('printer');
});
