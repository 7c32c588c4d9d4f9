import type { SlotDefinition } from '../definition/slot-schema.ts';

/**
 * The slots whose answers are void when these have another answer: what they `clears` in the definition, and what that clears
 * in turn. Never one of the changed ones, which were just told anew.
 */
export function clearedBy(
  changed: readonly string[],
  slots: Readonly<Record<string, SlotDefinition>>,
): readonly string[] {
  const found = new Set<string>();
  const visit = (name: string): void => {
    for (const next of slots[name]?.clears ?? []) {
      if (found.has(next) || changed.includes(next)) continue;
      found.add(next);
      visit(next);
    }
  };
  for (const name of changed) visit(name);
  return [...found];
}
