import type { Random } from '@acebuddy/service-kit/random';

/** When agents are there, as the operator's file has it. */
export interface Hours {
  readonly timeZone: string;
  readonly days: readonly { readonly weekday: number; readonly from: string; readonly to: string }[];
  readonly holidays: readonly string[];
}

export const secondMs = 1_000;
export const minuteMs = 60 * secondMs;
export const hourMs = 60 * minuteMs;
export const dayMs = 24 * hourMs;

const weekdays = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];

/** The operator's own calendar. */
export interface Calendar {
  isOpen(at: number): boolean;
  /** The moment itself, or the next at which somebody works. */
  openFrom(at: number): number;
  /** The last moment up to this one at which somebody worked. */
  openUntil(at: number): number;
  /** So many hours of work later. */
  later(at: number, hours: number): number;
  /** How many chats begin in this hour, beside others. */
  busyness(at: number): number;
}

/** Beside an office hour: early, late, at noon, at night. */
const byHour = [
  0.02, 0.01, 0.01, 0.01, 0.02, 0.04, 0.12, 0.35, 0.8, 1.2, 1.25, 1.05, 0.7, 1, 1.1, 0.95, 0.75, 0.45, 0.2, 0.12, 0.1,
  0.08, 0.05, 0.03,
];
const byWeekday = [1.25, 1.05, 1, 0.95, 0.85, 0.12, 0.08];
const stepMs = 10 * minuteMs;
/** Nobody's hours have longer gaps. */
const gapMsMax = 14 * dayMs;

export function createCalendar({ timeZone, days, holidays }: Hours): Calendar {
  const format = new Intl.DateTimeFormat('en-CA', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    weekday: 'short',
    hour: '2-digit',
    minute: '2-digit',
  });
  const localOf = (at: number) => {
    const parts = Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, value]));
    return {
      date: `${parts.year}-${parts.month}-${parts.day}`,
      weekday: weekdays.indexOf(parts.weekday ?? '') + 1,
      hour: Number(parts.hour),
      time: `${parts.hour}:${parts.minute}`,
    };
  };
  const known = new Map<number, boolean>();
  const isOpen = (at: number): boolean => {
    const minute = Math.floor(at / minuteMs);
    const before = known.get(minute);
    if (before !== undefined) return before;
    const { date, weekday, time } = localOf(at);
    const open =
      !holidays.includes(date) && days.some((day) => day.weekday === weekday && time >= day.from && time < day.to);
    known.set(minute, open);
    return open;
  };
  const search = (from: number, step: number): number => {
    if (isOpen(from)) return from;
    const whole = Math.floor(from / stepMs) * stepMs;
    for (let at = whole + step; Math.abs(at - from) < gapMsMax; at += step) if (isOpen(at)) return at;
    return from;
  };
  return {
    isOpen,
    openFrom: (at) => search(at, stepMs),
    openUntil: (at) => search(at, -stepMs),
    later(from, hours) {
      let left = hours * hourMs;
      let at = search(from, stepMs);
      for (; left >= stepMs; left -= stepMs) at = search(at + stepMs, stepMs);
      return at + left;
    },
    busyness(at) {
      const { date, weekday, hour } = localOf(at);
      const ofDay = holidays.includes(date) ? 0.08 : (byWeekday[weekday - 1] ?? 1);
      return ofDay * (byHour[hour] ?? 0);
    },
  };
}

/** Moments at which chats begin, in order: as many as wanted, most of them while people work. */
export function drawStarts(
  { busyness }: Calendar,
  span: { readonly from: number; readonly until: number; readonly count: number },
  random: Random,
): number[] {
  const hours: { at: number; weight: number }[] = [];
  for (let at = span.from; at < span.until; at += hourMs) hours.push({ at, weight: busyness(at) });
  return Array.from({ length: span.count }, () => {
    const { at } = random.weighted(hours);
    return Math.min(at + random.int(0, hourMs - 1), span.until - 1);
  }).sort((left, right) => left - right);
}
