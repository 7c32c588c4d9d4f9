import type { LearnedModel } from '../api/types.ts';

export type Group = LearnedModel['groups'][number];

/** What stands in the table at once: what changed or speaks against it, and the sums. */
export const isTold = ({ name, lost, gained, isWorse, isContradicted }: Group): boolean =>
  name === 'all' || lost + gained > 0 || isWorse || isContradicted;

const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;
export const shareText = (right: number, count: number): string => (count === 0 ? '–' : percent(right / count));
export const errorText = (error: number): string => `± ${(100 * error).toFixed(1)}`;

/** By how many points it changed. */
export function changeText({ before, after, count }: Group): string {
  const points = count === 0 ? 0 : (100 * (after - before)) / count;
  return `${points > 0 ? '+' : points < 0 ? '−' : ''}${Math.abs(points).toFixed(1)}`;
}
