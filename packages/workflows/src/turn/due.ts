import { DateTime } from 'luxon';
import { isOpen } from '../flow/business-hours.ts';
import { countryOf } from '../flow/country.ts';
import { dueTime } from '../flow/due-time.ts';
import type { Turn } from '../flow/turn.ts';
import { readExpected } from '../language/durations.ts';
import { showMoment, showTime } from '../slots/show-moment.ts';

/** So much may lie in how an end is rounded. */
const roundedMinutes = 30;

type Timed = Pick<Turn, 'context' | 'words'>;

/**
 * The expected time of a new request; while nobody works, or where they go home before, with the moment that it comes to:
 * "4 hours" is then no promise.
 */
export function expectedFromNow(turn: Timed, expected: string): string {
  const { now, settings } = turn.context;
  const read = readExpected(expected, turn.words.language);
  const due = read === null || read.always ? null : dueOf(turn, expected, now);
  if (read === null || due === null) return expected;
  const isSoon =
    due <=
    DateTime.fromISO(now)
      .plus({ [read.unit]: read.count })
      .plus({ minutes: roundedMinutes });
  const isOf = isOpen(settings.businessHours, now) && (read.unit === 'day' || isSoon);
  return isOf ? expected : turn.words('ticket.by_then', { expected, due: showNear(turn, due) });
}

/** When somebody should have answered, counted in working hours; null where the expected time is no length of time. */
export function dueOf(turn: Timed, expected: string | null, openedAt: string): DateTime | null {
  const read = expected === null ? null : readExpected(expected, turn.words.language);
  return read === null ? null : dueTime(turn.context.settings.businessHours, openedAt, read);
}

export const momentOf = (turn: Timed, at: string): DateTime => DateTime.fromISO(at, { zone: zoneOf(turn) });
const zoneOf = ({ context }: Timed): string => context.visitor.timeZone ?? context.settings.businessHours.timeZone;

/** "tomorrow, 10:00 AM CST"; farther away the date. */
export function showNear(turn: Timed, moment: DateTime): string {
  const at = moment.setZone(zoneOf(turn));
  const base = momentOf(turn, turn.context.now);
  const days = at.startOf('day').diff(base.startOf('day'), 'days').days;
  const [country, locale] = [countryOf(turn.context), turn.words.language];
  if (Math.abs(days) > 1) return showMoment(at, country, locale);
  const day = at.toRelativeCalendar({ base, locale, unit: 'days' }) ?? '';
  return turn.words('status.near', { day, time: showTime(at, country, locale) });
}
