import { jaccard, nearDuplicateFrom, trigrams } from '../near-duplicates.ts';
import type { ActLine } from './act-lines.ts';

export interface NearLine {
  readonly line: ActLine;
  readonly known: ActLine;
  readonly similarity: number;
}

/**
 * Lines of `lines` that come near one of `known` where the same kind of question is open: Jaccard similarity of their letter trigrams of
 * `nearDuplicateFrom` or more. With the nearest one.
 */
export function findNearLines(lines: readonly ActLine[], known: readonly ActLine[]): NearLine[] {
  const byKind = new Map<string, { line: ActLine; runs: ReadonlySet<string> }[]>();
  for (const line of known) {
    const held = byKind.get(line.question.kind) ?? [];
    held.push({ line, runs: trigrams(line.text) });
    byKind.set(line.question.kind, held);
  }
  return lines.flatMap((line) => {
    const runs = trigrams(line.text);
    let nearest: NearLine | null = null;
    for (const other of byKind.get(line.question.kind) ?? []) {
      // The smaller set can be no larger a share of the larger one than their sizes allow.
      const bound = Math.min(runs.size, other.runs.size) / Math.max(runs.size, other.runs.size);
      if (bound < nearDuplicateFrom) continue;
      const similarity = jaccard(runs, other.runs);
      if (similarity >= nearDuplicateFrom && similarity > (nearest?.similarity ?? 0))
        nearest = { line, known: other.line, similarity };
    }
    return nearest ? [nearest] : [];
  });
}

/** Lines that come near no known one: what may be measured on. */
export function withoutNearLines(lines: readonly ActLine[], known: readonly ActLine[]): ActLine[] {
  const near = new Set(findNearLines(lines, known).map((one) => one.line));
  return lines.filter((line) => !near.has(line));
}
