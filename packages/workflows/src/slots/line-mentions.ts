import { type CorrectionWords, correctionWords } from '../language/correction-words.ts';
import { bare, escapeRegex } from '../language/normalise.ts';
import type { Standing } from './revise-answer.ts';

/** A line of the request that has an answer. */
export interface Line extends Standing {
  readonly name: string;
  readonly label: string;
  /** Other words for it. */
  readonly names: readonly string[];
}

/** A line that a text names, and what is said after it, up to the next one. */
export interface Mention {
  readonly line: Line;
  readonly start: number;
  readonly end: number;
  readonly tail: string;
}

/**
 * The lines that a text names where something is said of them: "manager" in "the manager is Ann", not in "role is office
 * manager". Of the same words the later line is meant.
 */
export function lineMentions(text: string, lines: readonly Line[], language?: string): readonly Mention[] {
  const words = correctionWords(language);
  const hits = lines.flatMap((line) =>
    wordsFor(line).flatMap((word) =>
      placesOf(text, word).map((start) => ({ line, start, end: start + lengthAt(text, start, word) })),
    ),
  );
  const begun = hits.filter(({ start }) => beginsSaying(text.slice(0, start), words));
  const longest = begun.toSorted(
    (a, b) => b.end - b.start - (a.end - a.start) || lines.indexOf(b.line) - lines.indexOf(a.line),
  );
  const kept: typeof hits = [];
  for (const hit of longest) if (!kept.some((other) => hit.start < other.end && other.start < hit.end)) kept.push(hit);
  const inOrder = kept.toSorted((a, b) => a.start - b.start);
  return inOrder.map((hit, at) => ({
    ...hit,
    tail: tailOf(text, hit.end, inOrder[at + 1]?.start ?? text.length, words),
  }));
}

function wordsFor({ label, name, names }: Line): string[] {
  return [...new Set([label, name.replaceAll('_', ' '), ...names].map(bare))].filter((word) => word.length > 2);
}

const pattern = (word: string, flags: string) =>
  new RegExp(
    `(?<![\\p{L}\\p{N}@.])${escapeRegex(word).replaceAll(' ', '[\\s-]+').replaceAll("'", "['’]?")}(?![\\p{L}\\p{N}@]|['’]s? \\p{L}+ (?:is|was))`,
    flags,
  );

const placesOf = (text: string, word: string) => [...text.matchAll(pattern(word, 'giu'))].map(({ index }) => index);

function lengthAt(text: string, start: number, word: string): number {
  return pattern(word, 'iu').exec(text.slice(start))?.[0].length ?? word.length;
}

function beginsSaying(before: string, words: CorrectionWords): boolean {
  const said = before.trimEnd();
  return said === '' || /[,;:.!?(\n-]$/.test(said) || words.beforeLine.test(said);
}

/** Up to the next line, without what leads to that. */
function tailOf(text: string, from: number, to: number, words: CorrectionWords): string {
  let tail = text.slice(from, to);
  if (to < text.length)
    for (let before = ''; before !== tail; ) {
      before = tail;
      tail = tail
        .replace(/[\s,;.]+$/, '')
        .replace(words.joint, '')
        .replace(words.beforeNext, '');
    }
  return tail.trim();
}
