import type { Report } from '../api/types.ts';
import { daysOf } from './days.ts';

/** A pause of so many days is a weekend, and no sign that nothing was counted yet. */
const weekend = 2;
/** The part of a period that may lack at its beginning before it is no longer compared with. */
const lackMax = 1 / 8;

const signs = ['runs', 'tickets', 'ratings'];
type Daily = Pick<Report, 'from' | 'to' | 'groups'>;

/** The first day of a report by day on which anything was counted; null: there is none. */
export const firstDayOf = ({ groups }: Daily): string | null =>
  groups.find(({ figures }) => signs.some((id) => (figures[id]?.value ?? 0) > 0))?.key ?? null;

/** Whether there was anything to count from a period's beginning on, but for a quiet weekend. */
export function isComparable(before: Daily): boolean {
  const first = firstDayOf(before);
  if (first === null) return false;
  const days = daysOf(before.from, before.to);
  const lacking = daysOf(before.from, first) - 1;
  return lacking <= Math.max(days * lackMax, days >= 7 ? weekend : 0);
}

/** How many days of a period its sums are made of: from the first chat on, where there was none in the period before it. */
export function countedDays(now: Daily, before: Daily | null): number {
  const first = before !== null && firstDayOf(before) === null ? firstDayOf(now) : now.from;
  return daysOf(first ?? now.from, now.to);
}
