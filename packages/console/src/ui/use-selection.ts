import { useState } from 'react';

/** What is ticked in a list of things. */
export interface Selection<T> {
  /** In the order of the list, no more than may be done at once. */
  readonly selected: readonly T[];
  /** Whether as many are selected as can be. */
  readonly areAll: boolean;
  readonly has: (item: T) => boolean;
  readonly toggle: (item: T) => void;
  /** Exactly these; none clears it. */
  readonly choose: (items: readonly T[]) => void;
}

/**
 * Things are remembered by their keys: what left the list is not selected any more.
 * @param max how many may be done at once
 */
export function useSelection<T>(items: readonly T[], keyOf: (item: T) => string, max: number): Selection<T> {
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const selected = items.filter((item) => chosen.has(keyOf(item))).slice(0, max);
  return {
    selected,
    areAll: selected.length === Math.min(items.length, max),
    has: (item) => chosen.has(keyOf(item)),
    toggle: (item) => {
      const next = new Set(chosen);
      if (!next.delete(keyOf(item))) next.add(keyOf(item));
      setChosen(next);
    },
    choose: (wanted) => setChosen(new Set(wanted.map(keyOf))),
  };
}
