import type { StoredConversation } from '../ports.ts';

/** Two lists in the order of ids become one without repeats, cut to a page. */
export function firstOfBoth(
  left: readonly StoredConversation[],
  right: readonly StoredConversation[],
  limit: number,
): StoredConversation[] {
  const all = new Map([...left, ...right].map((found) => [found.id, found]));
  return [...all.values()].toSorted((a, b) => (a.id < b.id ? -1 : 1)).slice(0, limit);
}
