import { expect, it } from 'vitest';
import { absoluteTime, callTime, clockTime, dayText, longText, relativeTime } from './times.ts';

const now = Date.parse('2026-11-28T20:00:00.000Z');

it.each([
  ['2026-11-28T19:59:31.000Z', 'just now'],
  ['2026-11-28T19:58:59.000Z', '1 min. ago'],
  ['2026-11-28T17:00:01.000Z', '2 hr. ago'],
  ['2026-11-25T20:00:00.000Z', '3 days ago'],
  ['2026-11-28T20:00:20.000Z', 'in a moment'],
  ['2026-11-28T20:07:00.000Z', 'in 7 min.'],
])('says of %s that it is %s', (at, text) => {
  expect(relativeTime(at, now)).toBe(text);
});

it.each([
  [-5, '0 s'],
  [42_000, '42 s'],
  [61_000, '1 min'],
  [7_800_000, '2 h 10 min'],
  [7_200_000, '2 h'],
  [277_200_000, '3 d 5 h'],
])('writes %i ms as %s', (ms, text) => {
  expect(longText(ms)).toBe(text);
});

it('writes the time of a call in milliseconds below a second', () => {
  expect([callTime(84), callTime(999.4), callTime(2_140)]).toEqual(['84 ms', '999 ms', '2.1 s']);
});

it('shows moments in the zone that is asked for, which may be another day', () => {
  const at = '2026-11-28T03:04:05.000Z';
  expect(absoluteTime(at, 'America/Chicago')).toBe('27 Nov 2026, 21:04:05 GMT-6');
  expect(clockTime(at, 'Asia/Tokyo')).toBe('12:04:05');
  expect(dayText(at, 'UTC')).toBe('28 Nov 2026');
});
