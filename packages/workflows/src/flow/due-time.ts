import { DateTime } from 'luxon';
import type { EngineSettings } from '../engine-types.ts';
import type { Expected } from '../language/durations.ts';
import { isOpen, nextOpening } from './business-hours.ts';

type Hours = EngineSettings['businessHours'];

/** Working time is counted in steps of this, and ends are told no finer than twice as much. */
const stepMinutes = 15;
const roundMinutes = 30;
/** A longer time is not counted out. */
const stepsMax = 2_000;

/**
 * When a request of `openedAt` should be answered at the latest: the expected time, counted in hours in which somebody works.
 * Null when no hours are configured.
 */
export function dueTime(hours: Hours, openedAt: string, { count, unit, always }: Expected): DateTime | null {
  const opened = DateTime.fromISO(openedAt, { zone: hours.timeZone });
  if (always) return roundedUp(opened.plus({ [unit]: count }));
  const begun = nextOpening(hours, opened);
  if (begun === null) return null;
  const end = unit === 'day' ? afterDays(hours, begun, count) : afterMinutes(hours, begun, count * minutesOf[unit]);
  return end === null ? null : roundedUp(end);
}

const minutesOf = { minute: 1, hour: 60 } as const;

function afterDays(hours: Hours, begun: DateTime, days: number): DateTime | null {
  let at: DateTime | null = begun;
  for (let day = 0; day < days && at !== null; day += 1) at = nextOpening(hours, at.plus({ days: 1 }));
  return at;
}

function afterMinutes(hours: Hours, begun: DateTime, minutes: number): DateTime | null {
  let at: DateTime | null = begun;
  let left = minutes;
  for (let step = 0; left > 0 && step < stepsMax && at !== null; step += 1) {
    if (isOpen(hours, at.toISO() ?? '')) {
      at = at.plus({ minutes: Math.min(stepMinutes, left) });
      left -= stepMinutes;
    } else at = nextOpening(hours, at);
  }
  return at;
}

function roundedUp(at: DateTime): DateTime {
  const over = at.minute % roundMinutes;
  const isEven = over === 0 && at.second === 0 && at.millisecond === 0;
  return isEven ? at : at.startOf('minute').plus({ minutes: roundMinutes - over });
}
