import { setImmediate } from 'node:timers/promises';
import { AppError, type ReportAnswer, reportDaysMax, type reportInputSchema } from '@acebuddy/contracts';
import {
  type BusinessHours,
  createCounter,
  defaultDays,
  figures,
  type ImpactInputs,
  minutesOf,
  unpackSheets,
} from '@acebuddy/metrics';
import type { z } from 'zod';
import type { ConversationStore } from '../ports.ts';

export interface ReportDeps {
  readonly store: Pick<ConversationStore, 'factsBetween'>;
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
  const { first, end } = minutesOf({ from, to, zone });
  const { hours, impact } = deps;
  const counter = createCounter({ from, to, by: input.by, zone, hours, impact, now });
  const sheets = await deps.store.factsBetween(first, end);
  for (let at = 0; at < sheets.length; at += sheetsAtOnce) {
    counter.take(unpackSheets(sheets.slice(at, at + sheetsAtOnce)));
    // Customers do not wait for a report.
    await setImmediate();
  }
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

const sheetsAtOnce = 2_000;
const dayMs = 86_400_000;

function daysOf({ from, to }: { from?: string | undefined; to?: string | undefined }, zone: string, now: Date) {
  const known = defaultDays(zone, now);
  const last = to ?? (from !== undefined && from > known.to ? from : known.to);
  const first = from ?? new Date(Date.parse(last) - 29 * dayMs).toISOString().slice(0, 10);
  if (first > last) throw new AppError('UNPROCESSABLE', `"from" (${first}) is after "to" (${last}).`);
  if ((Date.parse(last) - Date.parse(first)) / dayMs >= reportDaysMax)
    throw new AppError('UNPROCESSABLE', `A report has ${reportDaysMax} days at most. Please ask for fewer.`);
  return { from: first, to: last };
}
