import type { Report } from '../api/types.ts';
import lists from './figure-groups.json' with { type: 'json' };

export interface OutcomeSeries {
  readonly id: string;
  readonly name: string;
  /** A count a day. */
  readonly values: readonly number[];
  /** Number of its colour, the same in every period. */
  readonly ink: number;
}

/**
 * Every ending that occurred in the period, day by day: those of a day add up to the runs that began on it. Endings of a newer
 * release come last.
 */
export function outcomeSeries({
  definitions,
  groups,
  total,
}: Pick<Report, 'definitions' | 'groups' | 'total'>): OutcomeSeries[] {
  const titles = new Map(definitions.filter(({ id }) => id.startsWith('outcome_')).map(({ id, title }) => [id, title]));
  const order = [...new Set([...lists.chartedOutcomes, ...titles.keys()])];
  return order
    .map((id, ink) => ({
      id,
      ink,
      name: titles.get(id) ?? id,
      values: groups.map(({ figures }) => figures[id]?.value ?? 0),
    }))
    .filter(({ id }) => (total.figures[id]?.value ?? 0) > 0);
}
