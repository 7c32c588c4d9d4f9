import { AppError, type ReportAnswer, reportDaysMax, type reportInputSchema } from '@acebuddy/contracts';
import { type BusinessHours, createCounter, defaultDays, figures, type ImpactInputs } from '@acebuddy/metrics';
import type { z } from 'zod';
import type { DayCounts } from './day-counts.ts';

export interface ReportDeps {
  readonly countDays: DayCounts;
  readonly hours: BusinessHours;
  readonly impact: ImpactInputs;
  readonly now: () => Date;
}

/**
 * Every figure over the days that are asked for.
 *
 * @throws AppError `UNPROCESSABLE` when the days are in the wrong order, or too many.
 */
export async function report(deps: ReportDeps, input: z.output<typeof reportInputSchema>): Promise<ReportAnswer> {
  const now = deps.now();
  const zone = input.tz ?? deps.hours.timeZone;
  const { from, to } = daysOf(input, zone, now);
  const { hours, impact } = deps;
  const counter = createCounter({ from, to, by: input.by, zone, hours, impact, now });
  for (const [date, cells] of await deps.countDays({ from, to, zone })) counter.takeDay(date, cells);
  const computed = counter.report();
  const definitions = figures.map(({ id, title, definition, unit, assumed = false }) => ({
    id,
    title,
    definition,
    unit,
    assumed,
  }));
  return { ...computed, groups: [...computed.groups], definitions };
}

const dayMs = 86_400_000;

/**
 * The days that are asked for, as dates in the zone; without any the last 30.
 *
 * @throws AppError `UNPROCESSABLE` when they are in the wrong order, or too many.
 */
export function daysOf({ from, to }: { from?: string | undefined; to?: string | undefined }, zone: string, now: Date) {
  const known = defaultDays(zone, now);
  const last = to ?? (from !== undefined && from > known.to ? from : known.to);
  const first = from ?? new Date(Date.parse(last) - 29 * dayMs).toISOString().slice(0, 10);
  if (first > last) throw new AppError('UNPROCESSABLE', `"from" (${first}) is after "to" (${last}).`);
  if ((Date.parse(last) - Date.parse(first)) / dayMs >= reportDaysMax)
    throw new AppError('UNPROCESSABLE', `A report has ${reportDaysMax} days at most. Please ask for fewer.`);
  return { from: first, to: last };
}
