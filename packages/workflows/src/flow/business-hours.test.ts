import { DateTime } from 'luxon';
import { describe, expect, it } from 'vitest';
import { bundledReplies } from '../replies/replies.ts';
import { describeHours, isOpen, nextOpening } from './business-hours.ts';

const words = bundledReplies().in('en');
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
    expect(describeHours(hours, '2026-11-23T14:00:00.000Z', words)).toBe('Monday to Friday, 08:00–18:00 CST');
  });

  it('says on a holiday that it is one, where somebody would be there on this weekday', () => {
    const said = (now: string, holidays: string[]) => describeHours({ ...hours, holidays }, now, words);
    expect(said('2026-11-26T16:00:00.000Z', ['2026-11-26'])).toBe(
      'Monday to Friday, 08:00–18:00 CST, though not today',
    );
    expect(said('2026-11-28T16:00:00.000Z', ['2026-11-28'])).toBe('Monday to Friday, 08:00–18:00 CST');
  });
});

const night = { ...hours, days: [{ weekday: 5, from: '22:00', to: '06:00' }], holidays: [] };

describe('a night shift', () => {
  it.each([
    ['begins in the evening', '2026-11-28T04:00:00.000Z', true],
    ['goes on after midnight', '2026-11-28T11:59:00.000Z', true],
    ['ends in the morning', '2026-11-28T12:00:00.000Z', false],
    ['is not the night before', '2026-11-27T11:00:00.000Z', false],
  ])('%s', (_name, now, open) => {
    expect(isOpen(night, now)).toBe(open);
  });
});

describe('nextOpening', () => {
  const next = (at: string, of = hours) =>
    nextOpening(of, DateTime.fromISO(at, { zone: 'utc' }))
      ?.toUTC()
      .toISO() ?? null;
  it.each([
    ['now, while somebody is there', '2026-11-23T16:30:00.000Z', '2026-11-23T16:30:00.000Z'],
    ['this morning', '2026-11-23T10:00:00.000Z', '2026-11-23T14:00:00.000Z'],
    ['on Monday, after a Friday', '2026-11-28T01:00:00.000Z', '2026-11-30T14:00:00.000Z'],
    ['after a holiday', '2026-11-26T16:00:00.000Z', '2026-11-27T14:00:00.000Z'],
  ])('is %s', (_name, at, opening) => {
    expect(next(at)).toBe(opening);
  });
  it('is never where there are no hours', () => {
    expect(next('2026-11-23T16:00:00.000Z', { ...hours, days: [] })).toBeNull();
  });
});

describe('describeHours of days that differ', () => {
  it('names the times of each', () => {
    const days = [
      ...[1, 2, 3, 4].map((weekday) => ({ weekday, from: '08:00', to: '18:00' })),
      { weekday: 5, from: '08:00', to: '14:00' },
    ];
    expect(describeHours({ ...hours, days }, '2026-11-23T14:00:00.000Z', words)).toBe(
      'Monday to Thursday, 08:00–18:00, Friday, 08:00–14:00 CST',
    );
  });
});
