import { z } from 'zod';
import { keptByObject } from './kept.ts';
import { escapeRegex, lately, normalise, unaccented } from './normalise.ts';

/**
 * Phrases as word lists have them: words in this order, with up to two others between any two of them. `tell|let` is one
 * or the other, `warn*` every word that begins so, `#` a digit, `will_it` two words with none between, `...` up to six, `^` at the beginning
 * the beginning of a clause. Accents make no difference.
 */
export const phrasesSchema = z.array(z.string().trim().min(2).max(500)).min(1);

const between = '(?:[^ |]+ ){0,2}?';
const farBetween = '(?:[^ |]+ ){0,6}?';

function compile(phrase: string): string {
  const [first = '', ...rest] = unaccented(phrase.toLowerCase()).replaceAll("'", '').split(/\s+/);
  const isStart = first.startsWith('^');
  const words = [isStart ? first.slice(1) : first, ...rest].filter((word) => word !== '');
  const parts = words.map((word, at) =>
    word === '...' ? farBetween : `(?:${word.split('|').map(toPattern).join('|')}) ${gapAfter(words, at)}`,
  );
  return `${isStart ? '(?<=\\| )' : '(?<= )'}${parts.join('')}`;
}

/** What may stand between this word and the next; nothing after the last. */
const gapAfter = (words: readonly string[], at: number): string =>
  at === words.length - 1 || words[at + 1] === '...' ? '' : between;

const toPattern = (word: string): string =>
  escapeRegex(word).replaceAll('\\*', '\\S*').replaceAll('#', '\\d').replaceAll('_', ' ');

/** One pattern for all phrases of a list, made once. */
const toRegex = keptByObject((phrases: readonly string[]) => new RegExp(phrases.map(compile).join('|'), 'u'));

/** The text as phrases are looked for in it: clauses begin with a bar, nothing but words between. */
const ready = lately((text) => {
  const clauses = unaccented(normalise(text))
    .replaceAll("'", '')
    .split(/[.,;:!?()"\n]+(?=\s|$)|\s[-–—]\s/u)
    .map((clause) => clause.replace(/[^\p{L}\p{N}%+#/@.$\- ]/gu, ' ').trim());
  return ` | ${clauses.filter((clause) => clause !== '').join(' | ')} `.replace(/\s+/g, ' ');
});

/** Whether the text says one of these. A phrase stays within one clause. */
export function saysAny(text: string, phrases: readonly string[]): boolean {
  return toRegex(phrases).test(ready(text));
}
