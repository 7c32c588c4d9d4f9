import { dateIn, daysOf, isDate, plusDays } from '../text/days.ts';
import type { Search } from './read-search.ts';

export const presetDays = [7, 28, 90] as const;
const daysMax = 400;

/** The period of the overview as it stands in the address: a number of days up to today, or two dates. */
export interface PeriodSearch {
  readonly days?: number;
  readonly from?: string;
  readonly to?: string;
}

/** What cannot be used is left out: the overview shows its 28 days then. */
export function readPeriod({ days, from, to }: Search): PeriodSearch {
  if (isDate(from) && isDate(to) && from <= to && daysOf(from, to) <= daysMax) return { from, to };
  const preset = presetDays.find((each) => each === Number(days));
  return preset === undefined ? {} : { days: preset };
}

/** The days that are asked for, both included. */
export function daysOfPeriod(period: PeriodSearch, zone: string, now: number): { from: string; to: string } {
  if (period.from !== undefined && period.to !== undefined) return { from: period.from, to: period.to };
  const to = dateIn(zone, now);
  return { from: plusDays(to, 1 - (period.days ?? 28)), to };
}
