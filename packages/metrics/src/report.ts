import { type BusinessHours, businessClock, dateIn, daysBetween, lastUpTo } from './calendar.ts';
import type { Dimensions, Fact, RunOutcome } from './fact.ts';
import { breakdowns, type FigureValue, figures } from './figures.ts';
import { type Counting, emptyTally, merge, type Tally, take } from './tally.ts';

/** By what the rows of a report are told apart. */
export const groupings = ['day', 'workflow', 'priority', 'language'] as const;
export type Grouping = (typeof groupings)[number];

/** What money a run saves: the operator's assumptions, shown beside what was measured. */
export interface ImpactInputs {
  readonly hourCost: number;
  readonly currency: string;
  /** Minutes that a run of a workflow saves, by workflow; 0 for those that are not named. */
  readonly minutesSaved: Readonly<Record<string, number>>;
}

export interface ReportOptions {
  /** ISO dates in `zone`, both included. */
  readonly from: string;
  readonly to: string;
  readonly by: Grouping;
  /** IANA zone that days are counted in. */
  readonly zone: string;
  readonly hours: BusinessHours;
  readonly impact: ImpactInputs;
  readonly now: Date;
}

export interface ReportGroup {
  /** The day, workflow, priority or language; `none` where a fact has no such. */
  readonly key: string;
  /** By the ids of `figures`. */
  readonly figures: Readonly<Record<string, FigureValue>>;
  /** By the names of `breakdowns`. */
  readonly breakdowns: Readonly<Record<string, Readonly<Record<string, number>>>>;
}

export interface Impact {
  readonly formula: string;
  readonly inputs: ImpactInputs;
  /** Counted in this period. */
  readonly measured: { readonly runs: number; readonly tickets: number };
  readonly hours: number;
  readonly money: number;
  /** Of runs that are only assumed solved; never added. */
  readonly assumedHours: number;
  /** As people quote it; null where there is no ticket. */
  readonly moneyPer100Tickets: number | null;
  readonly moneyPerYear: number;
}

export interface Report {
  readonly from: string;
  readonly to: string;
  readonly by: Grouping;
  readonly zone: string;
  readonly total: ReportGroup;
  readonly groups: readonly ReportGroup[];
  readonly impact: Impact;
}

export const impactFormula =
  '(runs solved, ticketed or waiting for approval) × minutes_saved of their workflow ÷ 60 × hour_cost';

/** A report in the making: facts come in any number of portions. */
export interface Counter {
  /** Facts outside of the days do not count. */
  take(facts: Iterable<Fact>): void;
  /** A whole day that was counted before. */
  takeDay(date: string, cells: DayCells): void;
  report(): Report;
}

/** What is counted of one day, apart by workflow, priority and language: any report that has the day in it is made of that. */
export type DayCells = readonly DayCell[];
export type DayCell = Dimensions & { readonly tally: Tally };

/** Counts days, so that they need not be counted again for the next report. */
export interface DayCounter {
  /** Facts outside of the days do not count. */
  take(facts: Iterable<Fact>): void;
  /** By date, days without facts, too. */
  days(): ReadonlyMap<string, DayCells>;
}

/** The same facts give the same days, in whatever portions they come. */
export function createDayCounter(options: Omit<ReportOptions, 'by'>): DayCounter {
  const { days, counting } = countingOf(options);
  const cells = days.dates.map(() => new Map<string, DayCell>());
  return {
    take(facts) {
      for (const fact of facts) {
        const own = fact.at < days.end ? cells[lastUpTo(days.begins, fact.at)] : undefined;
        if (own !== undefined) take(cellOf(own, fact).tally, fact, counting);
      }
    },
    days: () => new Map(days.dates.map((date, at) => [date, [...(cells[at]?.values() ?? [])]])),
  };
}

function cellOf(cells: Map<string, DayCell>, { workflow, priority, language }: Dimensions): DayCell {
  const key = `${workflow} ${priority} ${language}`;
  const known = cells.get(key);
  if (known !== undefined) return known;
  const fresh = { workflow, priority, language, tally: emptyTally() };
  cells.set(key, fresh);
  return fresh;
}

function countingOf({ from, to, zone, hours, impact, now }: Omit<ReportOptions, 'by'>) {
  const days = daysBetween(from, to, zone);
  const counting: Counting = {
    businessMinutes: businessClock(hours, days.begins[0] ?? 0, Math.floor(now.getTime() / 60_000)),
    minutesSaved: (workflow) => (workflow === null ? 0 : (impact.minutesSaved[workflow] ?? 0)),
  };
  return { days, counting };
}

/** Counts facts. The same facts give the same report, in whatever portions they come. */
export function createCounter(options: ReportOptions): Counter {
  const { from, to, by, zone, impact } = options;
  const { days, counting } = countingOf(options);
  const first = days.begins[0] ?? 0;
  const groups = new Map<string, Tally>(by === 'day' ? days.dates.map((date) => [date, emptyTally()]) : []);
  return {
    take(facts) {
      for (const fact of facts) {
        if (!(fact.at >= first && fact.at < days.end)) continue;
        take(groupOf(groups, by === 'day' ? days.dates[lastUpTo(days.begins, fact.at)] : fact[by]), fact, counting);
      }
    },
    takeDay(date, cells) {
      for (const cell of cells) merge(groupOf(groups, by === 'day' ? date : cell[by]), cell.tally);
    },
    report() {
      const total = emptyTally();
      for (const tally of groups.values()) merge(total, tally);
      const named = [...groups].sort(([left], [right]) => (left < right ? -1 : 1));
      return {
        from,
        to,
        by,
        zone,
        total: toGroup('total', total, impact),
        groups: named.map(([key, tally]) => toGroup(key, tally, impact)),
        impact: impactOf(total, impact, days.dates.length),
      };
    },
  };
}

/** Every figure over these facts. */
export function computeReport(facts: Iterable<Fact>, options: ReportOptions): Report {
  const counter = createCounter(options);
  counter.take(facts);
  return counter.report();
}

function groupOf(groups: Map<string, Tally>, key: string | null | undefined): Tally {
  const name = key ?? 'none';
  const known = groups.get(name);
  if (known !== undefined) return known;
  const fresh = emptyTally();
  groups.set(name, fresh);
  return fresh;
}

function toGroup(key: string, tally: Tally, impact: ImpactInputs): ReportGroup {
  const values = figures.map(({ id, compute }) => [id, compute(tally, impact)] as const);
  const parts = Object.entries(breakdowns).map(
    ([id, { countsOf }]) => [id, Object.fromEntries([...countsOf(tally)].sort())] as const,
  );
  return {
    key,
    figures: Object.fromEntries(values),
    breakdowns: Object.fromEntries(parts),
  };
}

function impactOf(tally: Tally, inputs: ImpactInputs, days: number): Impact {
  const { outcomes, tickets, savedMinutes, assumedMinutes } = tally;
  const hours = savedMinutes / 60;
  const money = hours * inputs.hourCost;
  const ended = (outcome: RunOutcome) => outcomes.get(outcome) ?? 0;
  return {
    formula: impactFormula,
    inputs,
    measured: { runs: ended('solved') + ended('ticket') + ended('waiting_approval'), tickets },
    hours,
    money,
    assumedHours: assumedMinutes / 60,
    moneyPer100Tickets: tickets === 0 ? null : (money / tickets) * 100,
    moneyPerYear: days === 0 ? 0 : (money / days) * 365,
  };
}

/** The days of a report that names none: today and the 29 before it. */
export function defaultDays(zone: string, now: Date): { readonly from: string; readonly to: string } {
  return { from: dateIn(zone, now, 29), to: dateIn(zone, now) };
}
