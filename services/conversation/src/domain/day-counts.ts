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
  readonly store: Pick<ConversationStore, 'factsBetween' | 'amendments' | 'mark' | 'isShared'>;
  readonly hours: BusinessHours;
  readonly impact: ImpactInputs;
  readonly now: () => Date;
}

export interface CountedDays {
  /** ISO dates in `zone`, both included. */
  readonly from: string;
  readonly to: string;
  readonly zone: string;
  /** Nothing of it as it is remembered. */
  readonly anew?: boolean;
}

/**
 * Counts of days by date. Days before yesterday are remembered until a fact of them is amended: facts come late, but seldom, and
 * most of a report is of such days. Today and yesterday are remembered until any conversation changes.
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
/** In a shared store: of a replica of an earlier release nobody hears what it amended. */
const rememberedMs = 60 * 60_000;
/** Of open days of a shared store: the mark of its lists tells of most changes, not of all. */
const rememberedOpenMs = 60_000;
/** A commit that began before midnight does not know that its day was closed meanwhile. */
const settledMs = 60 * 60_000;

export function createDayCounts(deps: DayCountsDeps): DayCounts {
  const remembered = new Map<string, Remembered>();
  let line: Promise<unknown> = Promise.resolve();

  async function count(asked: CountedDays): Promise<ReadonlyMap<string, DayCells>> {
    const { zone } = asked;
    const now = deps.now();
    const [amendments, live] = await Promise.all([deps.store.amendments(), deps.store.mark()]);
    const open = firstOpenDay(new Date(now.getTime() - settledMs)) * dayMinutes;
    const days = daysBetween(asked.from, asked.to, zone).dates.map((date) => {
      const { begins, end } = daysBetween(date, date, zone);
      const first = begins[0] ?? 0;
      const isOpen = end > open;
      const mark = `${markOf(amendments, first, end)}${isOpen ? ` ${live}` : ''}`;
      return { date, first, end, key: `${zone} ${date}`, mark, isOpen };
    });
    const counted = new Map<string, DayCells>();
    let missing: typeof days = [];
    const countMissing = async () => {
      for (const [date, cells] of await countAnew(deps, asked, missing, now)) counted.set(date, cells);
      missing = [];
    };
    for (const day of days) {
      const known = remembered.get(day.key);
      const isOld = asked.anew === true || known === undefined || known.until < now.getTime();
      if (isOld || known.mark !== day.mark) missing.push(day);
      else {
        await countMissing();
        counted.set(day.date, known.cells);
      }
    }
    await countMissing();
    for (const { date, key, mark, isOpen } of days) {
      const cells = counted.get(date);
      if (cells === undefined || remembered.get(key)?.cells === cells) continue;
      remembered.delete(key);
      const forMs = deps.store.isShared ? (isOpen ? rememberedOpenMs : rememberedMs) : Number.POSITIVE_INFINITY;
      remembered.set(key, { mark, until: now.getTime() + forMs, cells });
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
