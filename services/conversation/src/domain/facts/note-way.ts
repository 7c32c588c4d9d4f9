import { packWay, unpackWay } from '@acebuddy/metrics';
import type { Outline } from '@acebuddy/workflows';

const guideOutcomes: ReadonlySet<string> = new Set(['worked', 'failed', 'cannot', 'refused', 'before']);

/** The way of a run as it is now; how often questions passed earlier were put again is known from before. */
export function noteWay(known: string | null, { way, asked, done = {} }: NonNullable<Outline['run']>): string | null {
  if (way === undefined) return known;
  const earlier = new Map(unpackWay(known ?? '').map(({ key, again }) => [key, again]));
  const steps = way.split(' ').map((key) => {
    const now = asked?.key === key ? asked.tries : 0;
    const outcome = done[key];
    return {
      key,
      again: Math.max(earlier.get(key) ?? 0, now),
      outcome: outcome !== undefined && guideOutcomes.has(outcome) ? outcome : null,
    };
  });
  return packWay(steps);
}
