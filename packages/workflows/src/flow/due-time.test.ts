import { describe, expect, it } from 'vitest';
import { defaultSettings } from '../default-settings.ts';
import { readExpected } from '../language/durations.ts';
import { dueTime } from './due-time.ts';

const hours = {
  ...defaultSettings.businessHours,
  timeZone: 'America/Chicago',
  days: [1, 2, 3, 4, 5].map((weekday) => ({ weekday, from: '08:00', to: '18:00' })),
  holidays: ['2026-11-26'],
};

function due(openedAt: string, expected: string): string | null {
  const read = readExpected(expected, 'en');
  return read === null ? null : (dueTime(hours, openedAt, read)?.toISO({ suppressSeconds: true }) ?? null);
}

describe('when a request should be answered', () => {
  it.each([
    ['within the day', '2026-11-23T10:00-06:00', '1–2 hours', '2026-11-23T12:00'],
    ['counted out over the night', '2026-11-23T17:00-06:00', '4 hours', '2026-11-24T11:00'],
    ['from the next opening on', '2026-11-22T20:00-06:00', '15–30 minutes', '2026-11-23T08:30'],
    ['over the weekend', '2026-11-27T16:30-06:00', '2–4 hours', '2026-11-30T10:30'],
    ['on the next working day', '2026-11-23T10:10-06:00', 'one business day', '2026-11-24T10:30'],
    ['never on a holiday', '2026-11-25T10:00-06:00', 'next business day', '2026-11-27T08:00'],
    ['day and night where it says so', '2026-11-22T20:00-06:00', '15–30 minutes, day and night', '2026-11-22T20:30'],
    ['by the first of two sentences', '2026-11-23T10:00-06:00', '2–4 hours; the link comes later', '2026-11-23T14:00'],
  ])('is told %s', (_name, openedAt, expected, wanted) => {
    expect(due(openedAt, expected)).toMatch(new RegExp(`^${wanted}`));
  });

  it.each([
    '5–10 minutes of downtime once it starts',
    'soon',
    'your point of contact decides within 2–4 hours',
    'usually 2–4 hours for the approval by your point of contact, then 1–2 hours for the upgrade',
  ])('is not told of "%s"', (expected) => expect(due('2026-11-23T10:00-06:00', expected)).toBeNull());
});
