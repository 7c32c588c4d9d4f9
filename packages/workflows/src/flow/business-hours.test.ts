import { describe, expect, it } from 'vitest';
import { describeHours, isOpen } from './business-hours.ts';

const hours = {
  timeZone: 'America/Chicago',
  days: [1, 2, 3, 4, 5].map((weekday) => ({ weekday, from: '08:00', to: '18:00' })),
  holidays: ['2026-11-26'],
};

describe('isOpen', () => {
  it.each([
    ['Monday morning', '2026-11-23T14:00:00.000Z', true],
    ['a minute before opening', '2026-11-23T13:59:00.000Z', false],
    ['closing time', '2026-11-24T00:00:00.000Z', false],
    ['Sunday', '2026-11-22T16:00:00.000Z', false],
    ['a holiday', '2026-11-26T16:00:00.000Z', false],
    ['summer time, when the same instant is an hour later on the clock', '2026-06-15T13:00:00.000Z', true],
  ])('%s', (_name, now, open) => {
    expect(isOpen(hours, now)).toBe(open);
  });
});

describe('describeHours', () => {
  it('says days, times and zone in words', () => {
    expect(describeHours(hours, '2026-11-23T14:00:00.000Z')).toBe('Monday to Friday, 08:00–18:00 CST');
  });
});
