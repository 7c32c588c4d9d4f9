import { type DayCells, type PassedStep, unpackWay } from '@acebuddy/metrics';

/** Runs that went one way and ended alike. */
export interface TakenWays {
  readonly language: string | null;
  readonly outcome: string;
  /** Null: not kept. */
  readonly steps: readonly PassedStep[] | null;
  readonly runs: number;
}

/** The ways of every workflow over some days, equal ones together. */
export function takenWays(days: Iterable<DayCells>): ReadonlyMap<string, readonly TakenWays[]> {
  const counts = new Map<string, Map<string, { language: string | null; text: string; runs: number }>>();
  for (const cells of days)
    for (const { workflow, language, tally } of cells) {
      if (workflow === null) continue;
      const own = counts.get(workflow) ?? new Map();
      counts.set(workflow, own);
      for (const [text, runs] of tally.ways) {
        const key = `${language ?? ''} ${text}`;
        const known = own.get(key);
        if (known === undefined) own.set(key, { language, text, runs });
        else known.runs += runs;
      }
    }
  return new Map([...counts].map(([workflow, own]) => [workflow, [...own.values()].map(toTakenWays)]));
}

function toTakenWays({ language, text, runs }: { language: string | null; text: string; runs: number }): TakenWays {
  const [outcome = '', ...way] = text.split(' ');
  return { language, outcome, steps: way.length === 0 ? null : unpackWay(way.join(' ')), runs };
}
