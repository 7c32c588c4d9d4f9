import type { Report, ReportGroup } from '../api/types.ts';

/** What a run saves, as the operator assumes it. */
export interface ImpactInputs {
  readonly hourCost: number;
  /** By workflow. */
  readonly minutesSaved: Readonly<Record<string, number>>;
}

export interface ImpactAnswer {
  readonly hours: number;
  readonly money: number;
  /** Of runs that are only assumed solved; in no sum. */
  readonly assumedHours: number;
  readonly moneyPer100Tickets: number | null;
  readonly moneyPerYear: number;
}

const countOf = ({ figures }: ReportGroup, id: string): number => figures[id]?.value ?? 0;

/** Runs of a workflow that saved somebody's time. */
export const savedRuns = (group: ReportGroup): number =>
  countOf(group, 'outcome_solved') + countOf(group, 'outcome_ticket') + countOf(group, 'outcome_waiting_approval');

/** The money of these days, carried on for a year. */
export const yearOf = (money: number, days: number): number => (days === 0 ? 0 : (money / days) * 365);

/** The report's own formula over its counts by workflow, with other inputs: a "what if" without asking the gateway. */
export function impactOf(
  groups: readonly ReportGroup[],
  inputs: ImpactInputs,
  tickets: number,
  days: number,
): ImpactAnswer {
  const sum = (runs: (group: ReportGroup) => number) =>
    groups.reduce((all, group) => all + runs(group) * (inputs.minutesSaved[group.key] ?? 0), 0) / 60;
  const hours = sum(savedRuns);
  const money = hours * inputs.hourCost;
  return {
    hours,
    money,
    assumedHours: sum((group) => countOf(group, 'outcome_assumed_solved')),
    moneyPer100Tickets: tickets === 0 ? null : (money / tickets) * 100,
    moneyPerYear: yearOf(money, days),
  };
}

/** The lines of the operator's file that make changed inputs permanent; null: nothing was changed. */
export function operatorLines(inputs: ImpactInputs, own: Report['impact']['inputs']): string | null {
  const minutes = Object.fromEntries(
    Object.entries(inputs.minutesSaved).filter(([workflow, value]) => own.minutesSaved[workflow] !== value),
  );
  const isSameCost = inputs.hourCost === own.hourCost;
  if (isSameCost && Object.keys(minutes).length === 0) return null;
  const impact = {
    ...(isSameCost ? {} : { hour_cost: inputs.hourCost }),
    ...(Object.keys(minutes).length === 0 ? {} : { minutes_saved: minutes }),
  };
  return `"impact": ${JSON.stringify(impact, null, 2)}`;
}
