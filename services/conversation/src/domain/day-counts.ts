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
import type { CountedDay, KeptDayCounts } from './kept-day-counts.ts';

export interface DayCountsDeps {
  readonly store: Pick<ConversationStore, 'factsBetween' | 'amendments' | 'mark' | 'isShared'>;
  readonly kept: KeptDayCounts;
  readonly hours: BusinessHours;
  readonly impact: ImpactInputs;
  readonly now: () => Date;
}

export interface CountedDays {
  /** ISO dates in `zone`, both included. */
  readonly from: string;
  readonly to: string;
  readonly zone: string;
  /** Nothing that was counted before this moment, in milliseconds since 1970. Nobody waits for such a count. */
  readonly since?: number;
}

/**
 * Counts of days by date. Days before yesterday are remembered, and those of the operator's zone kept in the store, until a fact
 * of them is amended: facts come late, but seldom, and most of a report is of such days. Today and yesterday are remembered until
 * any conversation changes.
 */
export type DayCounts = (days: CountedDays) => Promise<ReadonlyMap<string, DayCells>>;

/** A day to count: its first minute and the one behind its last. */
interface Day {
  readonly date: string;
  readonly first: number;
  readonly end: number;
  readonly key: string;
  readonly mark: string;
  readonly isKept: boolean;
  /** What was counted before does not hold. */
  readonly since: number;
}

const dayMinutes = 1_440;
const sheetsAtOnce = 2_000;
/** Two years in one zone. */
const rememberedMax = 800;
/**
 * In a shared store: of a replica of an earlier release nobody hears what it amended. Days that are counted ahead are counted
 * again by whoever does that, so that no report waits for it.
 */
const rememberedMs = 60 * 60_000;
/** Of open days of a shared store: the mark of its lists tells of most changes, not of all. */
const rememberedOpenMs = 60_000;
/** A commit that began before midnight does not know that its day was closed meanwhile. */
const settledMs = 60 * 60_000;

export function createDayCounts(deps: DayCountsDeps): DayCounts {
  const { store, kept } = deps;
  const remembered = new Map<string, CountedDay>();
  let line: Promise<unknown> = Promise.resolve();

  async function daysOf({ from, to, zone, since }: CountedDays, now: number): Promise<readonly Day[]> {
    const [amendments, live] = await Promise.all([store.amendments(), store.mark()]);
    const open = firstOpenDay(new Date(now - settledMs)) * dayMinutes;
    return daysBetween(from, to, zone).dates.map((date) => {
      const { begins, end } = daysBetween(date, date, zone);
      const first = begins[0] ?? 0;
      const isOpen = end > open;
      const isKept = !isOpen && kept.covers(zone, date);
      const holdsMs = !store.isShared || isKept ? Number.POSITIVE_INFINITY : isOpen ? rememberedOpenMs : rememberedMs;
      return {
        date,
        first,
        end,
        key: `${zone} ${date}`,
        mark: `${markOf(amendments, first, end)}${isOpen ? ` ${live}` : ''}`,
        isKept,
        since: since ?? now - holdsMs,
      };
    });
  }

  /** What holds of it, in this process or in the store. */
  async function known(days: readonly Day[]): Promise<Map<Day, CountedDay>> {
    const found = new Map<Day, CountedDay>();
    const take = (day: Day, counted: CountedDay | undefined) => {
      if (counted?.mark === day.mark && counted.countedAt >= day.since) found.set(day, counted);
    };
    for (const day of days) take(day, remembered.get(day.key));
    const others = days.filter((day) => day.isKept && !found.has(day));
    const inStore = await kept.find(others.map(({ date }) => date));
    for (const day of others) take(day, inStore.get(day.date));
    return found;
  }

  async function count(asked: CountedDays): Promise<ReadonlyMap<string, DayCells>> {
    const now = deps.now();
    const days = await daysOf(asked, now.getTime());
    const counted = await known(days);
    const fresh: Day[] = [];
    for (const group of gapsIn(days, counted)) {
      const cells = await countAnew(deps, asked.zone, group, now);
      for (const day of group) {
        const { date, mark } = day;
        counted.set(day, { date, mark, cells: cells.get(date) ?? [], countedAt: now.getTime() });
        fresh.push(day);
      }
    }
    for (const [day, one] of counted) {
      if (remembered.get(day.key) === one) continue;
      remembered.delete(day.key);
      remembered.set(day.key, one);
    }
    for (const key of remembered.keys()) if (remembered.size > rememberedMax) remembered.delete(key);
    await kept.keep(fresh.flatMap((day) => (day.isKept ? (counted.get(day) ?? []) : [])));
    return new Map(days.map((day) => [day.date, counted.get(day)?.cells ?? []]));
  }

  // One after another: reports of the same days at once count them once.
  return (asked) => {
    if (asked.since !== undefined) return count(asked);
    const counted = line.then(() => count(asked));
    line = counted.catch(() => undefined);
    return counted;
  };
}

/** Days next to each other of which nothing is known: each group is one reading. */
function gapsIn(days: readonly Day[], known: ReadonlyMap<Day, CountedDay>): readonly (readonly Day[])[] {
  const groups: Day[][] = [];
  let group: Day[] = [];
  for (const day of days) {
    if (!known.has(day)) group.push(day);
    else if (group.length > 0) {
      groups.push(group);
      group = [];
    }
  }
  return group.length > 0 ? [...groups, group] : groups;
}

async function countAnew(
  { store, hours, impact }: DayCountsDeps,
  zone: string,
  days: readonly Day[],
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
