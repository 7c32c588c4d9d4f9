import { expect, test } from 'vitest';
import { nearestTimeZone } from './nearest-time-zone.ts';

test.each([
  ['Chicago', 'America/Chicago'],
  ['new york', 'America/New_York'],
  ['America Chicago', 'America/Chicago'],
  ['US Central', 'America/Chicago'],
  ['America/Chigaco', 'America/Chicago'],
  ['Europe/Berln', 'Europe/Berlin'],
  ['Central Standard Time', 'America/Chicago'],
  ['Eastern Time', 'America/New_York'],
  ['(UTC-06:00) Central Time (US & Canada)', 'America/Chicago'],
  ['Germany', 'Europe/Berlin'],
  ['Europe/Hamburg', 'Europe/Berlin'],
  ['America/Springfield', 'America/Chicago'],
])('%s means %s', (word, zone) => {
  expect(nearestTimeZone(word)).toBe(zone);
});

test.each(['GMT+5:30', 'UTC+05:30', 'India', 'India Standard Time'])(
  '%s means Kolkata, by either of its names',
  (word) => {
    expect(nearestTimeZone(word)).toMatch(/^Asia\/(?:Calcutta|Kolkata)$/);
  },
);
