import { DateTime } from 'luxon';

/** When agents are there, as the operator's file has it. */
export interface BusinessHours {
  readonly timeZone: string;
  /** `weekday`: 1 = Monday … 7 = Sunday; times `HH:mm`. A span that ends before it begins ends on the next day. */
  readonly days: readonly { readonly weekday: number; readonly from: string; readonly to: string }[];
  /** Local dates, `yyyy-MM-dd`. */
  readonly holidays: readonly string[];
}

/** Local days from `from` to `to`, both included, with the minutes (since 1970) at which each begins, and the end of the last. */
export interface Days {
  readonly dates: readonly string[];
  readonly begins: readonly number[];
  readonly end: number;
}

const minuteOf = (moment: DateTime) => Math.floor(moment.toMillis() / 60_000);

/** @param zone an IANA zone @param from,to ISO dates in it */
export function daysBetween(from: string, to: string, zone: string): Days {
  const dates: string[] = [];
  const begins: number[] = [];
  let day = DateTime.fromISO(from, { zone }).startOf('day');
  const last = DateTime.fromISO(to, { zone }).startOf('day');
  for (; day <= last; day = day.plus({ days: 1 }).startOf('day')) {
    dates.push(day.toISODate() ?? '');
    begins.push(minuteOf(day));
  }
  return { dates, begins, end: minuteOf(day) };
}

/** Today's date in the zone, or so many days before. */
export function dateIn(zone: string, now: Date, daysBefore = 0): string {
  return DateTime.fromJSDate(now, { zone }).minus({ days: daysBefore }).toISODate() ?? '';
}

/** Index of the last value that is not greater than `value` in a sorted list; -1: all are. */
export function lastUpTo(sorted: readonly number[], value: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((sorted[middle] as number) <= value) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** Minutes of business hours between two moments (minutes since 1970), for moments between `first` and `last`. */
export function businessClock(hours: BusinessHours, first: number, last: number): (from: number, to: number) => number {
  const spans = spansBetween(hours, first, last);
  const begins = spans.map(([begin]) => begin);
  const before: number[] = [];
  let sum = 0;
  for (const [begin, end] of spans) {
    before.push(sum);
    sum += end - begin;
  }
  const passed = (at: number) => {
    const index = lastUpTo(begins, at);
    const span = spans[index];
    return span === undefined ? 0 : (before[index] as number) + Math.min(at, span[1]) - span[0];
  };
  return (from, to) => Math.max(0, passed(to) - passed(from));
}

/** Spans of business hours, in order, those that touch or overlap made one. */
function spansBetween({ timeZone, days, holidays }: BusinessHours, first: number, last: number): [number, number][] {
  const closed = new Set(holidays);
  const spans: [number, number][] = [];
  const end = DateTime.fromMillis(last * 60_000, { zone: timeZone });
  let day = DateTime.fromMillis(first * 60_000, { zone: timeZone })
    .startOf('day')
    .minus({ days: 1 });
  for (; day <= end; day = day.plus({ days: 1 }).startOf('day')) {
    if (closed.has(day.toISODate() ?? '')) continue;
    for (const { weekday, from, to } of days)
      if (weekday === day.weekday)
        spans.push([minuteOf(clockOn(day, from)), minuteOf(clockOn(from < to ? day : day.plus({ days: 1 }), to))]);
  }
  return merged(spans.sort((left, right) => left[0] - right[0]));
}

function clockOn(day: DateTime, time: string): DateTime {
  if (time === '24:00') return day.plus({ days: 1 }).startOf('day');
  return day.set({ hour: Number(time.slice(0, 2)), minute: Number(time.slice(3)) });
}

function merged(spans: readonly [number, number][]): [number, number][] {
  const joined: [number, number][] = [];
  for (const span of spans) {
    const before = joined.at(-1);
    if (before !== undefined && span[0] <= before[1]) before[1] = Math.max(before[1], span[1]);
    else joined.push([...span]);
  }
  return joined;
}
