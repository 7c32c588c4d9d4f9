import type { DayCell, DayCells } from './report.ts';
import { emptyTally, type Tally } from './tally.ts';

/**
 * Names what a tally has and how it is counted. Goes up with every change of either: days that were counted otherwise are counted
 * again. The test beside this file tells when it has to.
 */
export const countingVersion = 2;

type Written = string | number | null | Record<string, unknown>;

/** The counts of a day as they are kept: JSON of each cell's dimensions and what of its tally is not zero or empty. */
export function packDay(cells: DayCells): string {
  return JSON.stringify(
    cells.map(({ workflow, priority, language, tally }): Written[] => [workflow, priority, language, written(tally)]),
  );
}

function written(tally: Tally): Record<string, unknown> {
  const values: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(tally)) {
    if (value instanceof Map ? value.size > 0 : Array.isArray(value) ? value.length > 0 : value !== 0)
      values[name] = value instanceof Map ? Object.fromEntries(value) : value;
  }
  return values;
}

/** What `packDay` wrote with the same `countingVersion`. No schema: nobody else writes there. */
export function unpackDay(text: string): DayCells {
  const cells = JSON.parse(text) as readonly (readonly [
    DayCell['workflow'],
    DayCell['priority'],
    DayCell['language'],
    object,
  ])[];
  return cells.map(([workflow, priority, language, values]) => ({ workflow, priority, language, tally: read(values) }));
}

function read(values: object): Tally {
  const tally = emptyTally();
  for (const [name, value] of Object.entries(values))
    Object.assign(tally, { [name]: isCounts(value) ? new Map(Object.entries(value)) : value });
  return tally;
}

const isCounts = (value: unknown): value is Record<string, number> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
