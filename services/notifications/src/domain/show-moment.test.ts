import { expect, it } from 'vitest';
import { showMoment } from './show-moment.ts';

const at = '2026-12-07T10:05:00.000Z';

it.each([
  ['America/Denver', 'Monday, December 7, 2026 at 3:05 AM MST'],
  ['Europe/Vienna', 'Monday, 7 December 2026 at 11:05 CET'],
  ['Europe/London', 'Monday, 7 December 2026 at 10:05 GMT'],
  ['Asia/Tokyo', 'Monday, December 7, 2026 at 19:05 GMT+9'],
  [undefined, 'Monday, December 7, 2026 at 10:05 AM UTC'],
])('a moment in %s is %s', (zone, shown) => {
  expect(showMoment(at, zone)).toBe(shown);
});
