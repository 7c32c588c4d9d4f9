import { findSecrets } from '../src/redact.ts';
import { type LabelledLine, readCorpus } from './corpus.ts';

export interface Measured {
  readonly text: string;
  /** Every letter and digit of every secret of the line is removed. */
  readonly gone: boolean;
  /** Nothing but secrets is removed, a sign or two around them aside. */
  readonly restStays: boolean;
}

export const sets = ['hard', 'plain', 'look-alikes'] as const;
export type FreshSet = (typeof sets)[number];

/**
 * The lines of one set in two halves, by turns: `open` may be looked at when patterns are changed, `held` is only
 * counted. Whoever changes a pattern because of a line of `held` moves it to `open` and writes a new one. What was
 * written later is in files of its own: `-seen` belongs to `open`, `-held` to `held`.
 */
export function freshLines(set: FreshSet): { readonly open: LabelledLine[]; readonly held: LabelledLine[] } {
  const lines = readCorpus(`fresh/${set}.txt`);
  return {
    open: [...lines.filter((_, index) => index % 2 === 0), ...readCorpus(`fresh/${set}-seen.txt`)],
    held: [...lines.filter((_, index) => index % 2 === 1), ...readCorpus(`fresh/${set}-held.txt`)],
  };
}

export function measure({ text, secrets }: LabelledLine): Measured {
  const found = findSecrets(text);
  const inside = (spans: readonly { start: number; end: number }[], at: number) =>
    spans.some(({ start, end }) => start <= at && at < end);
  const places = [...text.matchAll(/[\p{L}\p{N}]/gu)].map(({ index }) => index);
  return {
    text,
    gone: places.every((at) => !inside(secrets, at) || inside(found, at)),
    restStays: places.every((at) => inside(secrets, at) || !inside(found, at)),
  };
}

export const share = (lines: readonly Measured[], part: 'gone' | 'restStays') =>
  lines.filter((line) => line[part]).length / lines.length;
