import { describe, expect, it } from 'vitest';
import { beginOf, dateIn, daysOf, isDate, plusDays } from './days.ts';

describe('days', () => {
  it('are those of the zone', () => {
    const at = Date.parse('2026-11-28T03:00:00.000Z');
    expect([dateIn('UTC', at), dateIn('America/Chicago', at)]).toEqual(['2026-11-28', '2026-11-27']);
  });

  it('are counted over ends of months and changes of clocks', () => {
    expect(plusDays('2026-03-01', -1)).toBe('2026-02-28');
    expect(daysOf('2026-03-01', '2026-03-31')).toBe(31);
    expect(daysOf('2026-11-28', '2026-11-28')).toBe(1);
  });

  it.each([
    ['2026-01-15', 'America/Chicago', '2026-01-15T06:00:00.000Z'],
    ['2026-07-15', 'America/Chicago', '2026-07-15T05:00:00.000Z'],
    // Clocks change at two in the night of this day: its midnight is still before that.
    ['2026-03-08', 'America/Chicago', '2026-03-08T06:00:00.000Z'],
    ['2026-03-09', 'America/Chicago', '2026-03-09T05:00:00.000Z'],
    ['2026-11-02', 'America/Chicago', '2026-11-02T06:00:00.000Z'],
    ['2026-05-01', 'Asia/Kolkata', '2026-04-30T18:30:00.000Z'],
  ])('%s begins in %s at %s', (date, zone, instant) => {
    expect(beginOf(date, zone)).toBe(instant);
  });

  it('takes only dates that there are', () => {
    expect(['2026-11-28', '2026-13-01', '28.11.2026', 5].map(isDate)).toEqual([true, false, false, false]);
  });
});
