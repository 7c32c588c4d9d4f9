import { setImmediate } from 'node:timers/promises';
import {
  type BusinessHours,
  createDayCounter,
  type DayCells,
  daysBetween,
  type ImpactInputs,
  unpackSheets,
} from '@acebuddy/metrics';
import type { ConversationStore } from '../ports.ts';
import { firstOpenDay } from './facts/amended-days.ts';

export interface DayCountsDeps {
  readonly store: Pick<ConversationStore, 'factsBetween' | 'amendments'>;
  readonly hours: BusinessHours;
  readonly impact: ImpactInputs;
  readonly now: () => Date;
}

export interface CountedDays {
  /** ISO dates in `zone`, both included. */
  readonly from: string;
  readonly to: string;
  readonly zone: string;
}

/**
 * Counts of days by date. Days before yesterday are remembered until a fact of them is amended: facts come late, but seldom, and
 * most of a report is of such days.
 */
export type DayCounts = (days: CountedDays) => Promise<ReadonlyMap<string, DayCells>>;

interface Remembered {
  readonly mark: string;
  readonly until: number;
  readonly cells: DayCells;
}

const dayMinutes = 1_440;
const sheetsAtOnce = 2_000;
/** Two years in one zone. */
const rememberedMax = 800;
/** Of a replica of an earlier release nobody hears what it amended. */
const rememberedMs = 10 * 60_000;

export function createDayCounts(deps: DayCountsDeps): DayCounts {
  const remembered = new Map<string, Remembered>();
  let line: Promise<unknown> = Promise.resolve();

  async function count(asked: CountedDays): Promise<ReadonlyMap<string, DayCells>> {
    const { zone } = asked;
    const now = deps.now();
    const amendments = await deps.store.amendments();
    const days = daysBetween(asked.from, asked.to, zone).dates.map((date) => {
      const { begins, end } = daysBetween(date, date, zone);
      const first = begins[0] ?? 0;
      return { date, first, end, key: `${zone} ${date}`, mark: markOf(amendments, first, end) };
    });
    const counted = new Map<string, DayCells>();
    let missing: typeof days = [];
    const countMissing = async () => {
      for (const [date, cells] of await countAnew(deps, asked, missing, now)) counted.set(date, cells);
      missing = [];
    };
    for (const day of days) {
      const known = remembered.get(day.key);
      if (known === undefined || known.mark !== day.mark || known.until < now.getTime()) missing.push(day);
      else {
        await countMissing();
        counted.set(day.date, known.cells);
      }
    }
    await countMissing();
    const open = firstOpenDay(now) * dayMinutes;
    for (const { date, key, mark, end } of days) {
      const cells = counted.get(date);
      if (end > open || cells === undefined || remembered.get(key)?.cells === cells) continue;
      remembered.delete(key);
      remembered.set(key, { mark, until: now.getTime() + rememberedMs, cells });
    }
    for (const key of remembered.keys()) if (remembered.size > rememberedMax) remembered.delete(key);
    return counted;
  }

  // One after another: reports of the same days at once count them once.
  return (asked) => {
    const counted = line.then(() => count(asked));
    line = counted.catch(() => undefined);
    return counted;
  };
}

/** Days next to each other, in one reading. */
async function countAnew(
  { store, hours, impact }: DayCountsDeps,
  { zone }: CountedDays,
  days: readonly { readonly date: string; readonly first: number; readonly end: number }[],
  now: Date,
): Promise<ReadonlyMap<string, DayCells>> {
  const [first, last] = [days[0], days.at(-1)];
  if (first === undefined || last === undefined) return new Map();
  const counter = createDayCounter({ from: first.date, to: last.date, zone, hours, impact, now });
  const sheets = await store.factsBetween(first.first, last.end);
  for (let at = 0; at < sheets.length; at += sheetsAtOnce) {
    counter.take(unpackSheets(sheets.slice(at, at + sheetsAtOnce)));
    // Customers do not wait for a report.
    await setImmediate();
  }
  return counter.days();
}

/** Changes with every amendment of the days (UTC) that the span has a part in. */
function markOf(amendments: ReadonlyMap<number, number>, first: number, end: number): string {
  const counts: number[] = [];
  for (let day = Math.floor(first / dayMinutes); day * dayMinutes < end; day += 1)
    counts.push(amendments.get(day) ?? 0);
  return counts.join(' ');
}
