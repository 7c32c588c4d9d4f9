import { normalise } from './engine/normalise.ts';
import { tokenise } from './engine/tokens.ts';

/** Two lines of at least this similarity say the same in nearly the same words. */
export const nearDuplicateFrom = 0.5;

export interface NearDuplicate {
  readonly text: string;
  readonly of: string;
  readonly similarity: number;
}

/** Runs of three letters of a text's words, borders included. */
export function trigrams(text: string): ReadonlySet<string> {
  const words = tokenise(normalise(text))
    .map((token) => token.text)
    .join(' ');
  const padded = ` ${words} `;
  const runs = new Set<string>();
  for (let at = 0; at + 3 <= padded.length; at += 1) runs.add(padded.slice(at, at + 3));
  return runs;
}

/** Jaccard similarity of two sets: 0 for nothing in common, 1 for the same. */
export function jaccard(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  const [few, many] = one.size < other.size ? [one, other] : [other, one];
  let common = 0;
  for (const entry of few) if (many.has(entry)) common += 1;
  const all = one.size + other.size - common;
  return all === 0 ? 0 : common / all;
}

/** Lines whose letter trigrams have a Jaccard similarity of `nearDuplicateFrom` or more with one that is held back. */
export function nearDuplicates(texts: readonly string[], heldBack: readonly string[]): NearDuplicate[] {
  const held = heldBack.map((text) => ({ text, runs: trigrams(text) }));
  return texts.flatMap((text) => {
    const runs = trigrams(text);
    let nearest: NearDuplicate | null = null;
    for (const other of held) {
      // The smaller set can be no larger a share of the larger one than their sizes allow.
      const bound = Math.min(runs.size, other.runs.size) / Math.max(runs.size, other.runs.size);
      if (bound < nearDuplicateFrom) continue;
      const similarity = jaccard(runs, other.runs);
      if (similarity >= nearDuplicateFrom && similarity > (nearest?.similarity ?? 0))
        nearest = { text, of: other.text, similarity };
    }
    return nearest === null ? [] : [nearest];
  });
}
