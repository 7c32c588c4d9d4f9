import { completedOutcomes } from '@acebuddy/metrics';
import type { TakenWays } from './taken-ways.ts';

const leftOutcomes: ReadonlySet<string> = new Set(['abandoned', 'abandoned_ticket', 'withdrawn']);
const personOutcomes: ReadonlySet<string> = new Set(['handed_over', 'handover_failed']);

export const isLeft = ({ outcome }: TakenWays) => leftOutcomes.has(outcome);
export const isForPerson = ({ outcome }: TakenWays) => personOutcomes.has(outcome);

export interface Ends {
  readonly runs: number;
  readonly completed: number;
  readonly left: number;
  readonly toPerson: number;
}

export function countEnds(ways: readonly TakenWays[]): Ends {
  const sum = (holds: (way: TakenWays) => boolean) => ways.reduce((all, way) => all + (holds(way) ? way.runs : 0), 0);
  return {
    runs: sum(() => true),
    completed: sum(({ outcome }) => completedOutcomes.has(outcome)),
    left: sum(isLeft),
    toPerson: sum(isForPerson),
  };
}
