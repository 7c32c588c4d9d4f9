import type { Clause } from './clauses.ts';
import type { Wording } from './wording.ts';

const longestOpening = 4;

/** Marks the words that are excluded from what the message is about. */
export function markExcluded(words: readonly string[], clauses: readonly Clause[], wording: Wording): Uint8Array {
  const excluded = new Uint8Array(words.length);
  for (const clause of clauses) {
    let denied = false;
    for (let at = clause.from; at < clause.to; at += 1) {
      const word = words[at] ?? '';
      const opened = matchAt(words, at, clause.to, wording.exclusions);
      if (opened > 0) excluded.fill(1, at, clause.to);
      const ended = at > clause.from ? matchAt(words, at, clause.to, wording.endings) : 0;
      const isWell = ended > 0 || (at > clause.from && !denied && wording.wellWords.has(word));
      const end = at + Math.max(ended, 1);
      if (isWell && isEnd(words, end, clause.to, wording)) excluded.fill(1, clause.from, end);
      denied ||= wording.denyingWords.has(word);
    }
  }
  return excluded;
}

function isEnd(words: readonly string[], at: number, to: number, wording: Wording): boolean {
  return at >= to || wording.softEnds.has(words[at] ?? '');
}

/** Number of words of the longest phrase of the set that starts here; 0 for none. */
function matchAt(words: readonly string[], at: number, to: number, phrases: ReadonlySet<string>): number {
  for (let count = Math.min(longestOpening, to - at); count > 0; count -= 1) {
    if (phrases.has(words.slice(at, at + count).join(' '))) return count;
  }
  return 0;
}
