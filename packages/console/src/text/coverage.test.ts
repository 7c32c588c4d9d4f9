import { expect, it } from 'vitest';
import { countedDays, firstDayOf, isComparable } from './coverage.ts';
import { daysOf, plusDays } from './days.ts';

/** A report of these days, with a run on each from `first` on. */
function reportOf(from: string, to: string, first: string | null) {
  const groups = Array.from({ length: daysOf(from, to) }, (_, day) => plusDays(from, day)).map((key) => ({
    key,
    figures: { runs: { value: first !== null && key >= first ? 1 : 0, of: null } },
    breakdowns: {},
  }));
  return { from, to, groups };
}
const before = (first: string | null) => reportOf('2026-11-01', '2026-11-28', first);
const now = (first: string | null) => reportOf('2026-11-29', '2026-12-26', first);

it.each([
  ['2026-11-01', true],
  ['2026-11-04', true],
  ['2026-11-15', false],
  [null, false],
])('compares with 28 days whose first chat was on %s: %s', (first, isSo) => {
  expect(isComparable(before(first))).toBe(isSo);
});

it('takes a quiet weekend at the beginning of a week for no gap, and two days of three for one', () => {
  expect(isComparable(reportOf('2026-11-01', '2026-11-07', '2026-11-03'))).toBe(true);
  expect(isComparable(reportOf('2026-11-01', '2026-11-07', '2026-11-04'))).toBe(false);
  expect(isComparable(reportOf('2026-11-01', '2026-11-03', '2026-11-03'))).toBe(false);
});

it('counts the days from the first chat on, and all of them where there were chats before', () => {
  expect(firstDayOf(now('2026-12-20'))).toBe('2026-12-20');
  expect(countedDays(now('2026-12-20'), before(null))).toBe(7);
  expect(countedDays(now('2026-12-20'), before('2026-11-15'))).toBe(28);
  expect(countedDays(now('2026-12-20'), null)).toBe(28);
  expect(countedDays(now(null), before(null))).toBe(28);
});
