import { type ListColumns, type Need, type NeedMoment, needMoments, type Span } from '../ports.ts';

/** The moments of a conversation that needs somebody, and how much of its work was given up. */
export type NeedyRow = Pick<ListColumns, NeedMoment> & { readonly deadCount: number };

/** There are few such conversations: what needs somebody is done some day. */
export function countNeeds(
  rows: readonly NeedyRow[],
  within: Readonly<Record<NeedMoment, Span>>,
): Readonly<Record<NeedMoment, Need>> {
  const needOf = (name: NeedMoment): Need => {
    const { since = '', until = '~' } = within[name];
    const found = rows.filter((row) => row[name] !== null && row[name] >= since && row[name] <= until);
    const count = found.reduce((sum, { deadCount }) => sum + (name === 'deadSince' ? deadCount : 1), 0);
    return { count, oldestAt: found.map((row) => row[name]).sort()[0] ?? null };
  };
  return Object.fromEntries(needMoments.map((name) => [name, needOf(name)])) as Record<NeedMoment, Need>;
}
