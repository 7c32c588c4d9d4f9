import { type CircumstanceWords, circumstanceWords } from '../language/circumstance-words.ts';
import { says } from '../language/sayings.ts';
import { defaultLanguage } from '../replies/reply-types.ts';

/** A way to reach somebody, or that no call is wanted. */
export type Reach = 'no_call' | 'email' | 'text' | 'phone';

/** What she says about a request besides what it is, in the words of her clause. */
export type Circumstance =
  | { readonly kind: 'urgent' | 'due' | 'repeated'; readonly clause: string }
  | { readonly kind: 'reach'; readonly way: Reach; readonly clause: string };

const clauseCharsMax = 160;

/**
 * Of all her messages, oldest first: that it presses, a later date to keep, how she wants to be reached, that it happened
 * before. Of each kind the newest; "no rush" takes back what pressed before.
 */
export function readCircumstances(texts: readonly string[], language?: string): readonly Circumstance[] {
  const words = circumstanceWords(language);
  const found = new Map<Circumstance['kind'], Circumstance>();
  for (const sentence of texts.flatMap(sentencesOf)) {
    const isRelaxed = words.relaxed.test(sentence) || says('no_rush', sentence, language ?? defaultLanguage);
    if (isRelaxed) found.delete('urgent');
    for (const one of ofSentence(sentence, words, isRelaxed)) {
      found.delete(one.kind);
      found.set(one.kind, one);
    }
  }
  // What presses now has a date besides; one of both says it.
  if (found.has('urgent')) found.delete('due');
  return [...found.values()];
}

function ofSentence(sentence: string, words: CircumstanceWords, isRelaxed: boolean): Circumstance[] {
  const clauses = sentence.split(/,\s+|\s+[–—-]\s+/);
  const clauseWith = (test: (clause: string) => boolean): string | null => {
    const clause = clauses.find(test);
    if (clause === undefined) return null;
    return (sentence.length <= clauseCharsMax ? sentence : clause).trim().slice(0, clauseCharsMax);
  };
  const urgent = isRelaxed ? null : clauseWith((clause) => presses(clause, words));
  const due = isRelaxed ? null : clauseWith((clause) => isDue(clause, words));
  const repeated = clauseWith((clause) => isRepeated(clause, words));
  const way = words.notReach.test(sentence)
    ? undefined
    : words.reach.find(([, pattern]) => clauses.some((clause) => pattern.test(clause)));
  return [
    ...(urgent === null ? [] : [{ kind: 'urgent' as const, clause: urgent }]),
    ...(due === null ? [] : [{ kind: 'due' as const, clause: due }]),
    ...(repeated === null ? [] : [{ kind: 'repeated' as const, clause: repeated }]),
    ...(way === undefined
      ? []
      : [{ kind: 'reach' as const, way: way[0], clause: clauseWith((clause) => way[1].test(clause)) ?? '' }]),
  ];
}

/** By its words alone, or by something that must be done and an hour that is near. */
function presses(clause: string, words: CircumstanceWords): boolean {
  if (words.presses.test(clause)) return true;
  if (words.past.test(clause)) return false;
  return (
    (words.deadline.test(clause) && !words.calls.test(clause)) || (words.near.test(clause) && mustBe(clause, words))
  );
}

const isDue = (clause: string, words: CircumstanceWords): boolean =>
  !words.past.test(clause) && words.later.test(clause) && mustBe(clause, words);

const mustBe = (clause: string, words: CircumstanceWords): boolean =>
  words.needs.test(clause) || words.meets.test(clause);

function isRepeated(clause: string, words: CircumstanceWords): boolean {
  if (words.repeated.test(clause)) return !words.notRepeated.test(clause);
  return words.again.test(clause) && words.againFaults.test(clause) && !words.notAgain.test(clause);
}

/** Sentences in straight apostrophes; a mark inside a word or number ends none. */
function sentencesOf(text: string): string[] {
  return text
    .replace(/[‘’]/g, "'")
    .split(/(?<=[.!?;])\s+|\n+/)
    .map((sentence) => sentence.replace(/[.!?;\s]+$/, '').trim())
    .filter((sentence) => sentence !== '');
}
