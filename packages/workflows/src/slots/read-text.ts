import { type FreeTextWords, freeTextWords } from '../language/free-text-words.ts';
import { plain } from '../language/name-words.ts';

/** Longer answers than this many letters are told, not named: nothing is cut from them. */
const namedMax = 200;
/** What one thing is called is no longer than this; whatever else stands in the answer is no part of it. */
const oneThingMax = 150;
/** A name of a thing that has a verb in it is no longer than this many words: "We Care". */
const sentenceWordsMax = 6;

/**
 * The answer in free words as it is stored: without politeness around it and without questions beside it ("why do you need
 * that? it's the certificate" is "certificate"), and what one thing is called without remarks and sentences about others
 * ("junior clerk! third time"). Null where nothing is left: a question, a refusal, a wish, courtesy, a whole sentence where
 * a name was asked for.
 *
 * @param max longest answer of this slot, in letters: one that only names something is cut down to that
 */
export function readText(text: string, max: number, language?: string): string | null {
  const words = freeTextWords(language);
  const trimmed = text.trim();
  if (!/[\p{L}\p{N}]/u.test(trimmed) || isNoAnswer(trimmed, words)) return null;
  if (max > namedMax) return trimmed;
  const kept = sentencesOf(trimmed).filter((sentence) => !asks(sentence, words) && !isNoAnswer(sentence, words));
  const whole = kept.join(' ').replace(words.opener, '').replace(words.trailer, '').trim();
  const named = max > oneThingMax ? whole : oneThing(kept, whole, words);
  const short = (named ?? '')
    .replace(words.trailer, '')
    .replace(/^["“”]|["“”]$/g, '')
    .replace(/(?<!\..*)[.!]+$/, '')
    .trim();
  return short === '' || isNoAnswer(short, words) ? null : short;
}

/** What the sentences name, without the clauses that speak of something else: "Tax, bookkeeper, manager is me". */
function oneThing(sentences: readonly string[], whole: string, words: FreeTextWords): string | null {
  const parts = sentences.map((sentence) =>
    clausesOf(sentence).filter((clause, at) => isNaming(clause, at === 0, words)),
  );
  const [first = '', ...rest] = parts.flatMap((clauses) => (clauses.length === 0 ? [] : [clauses.join(', ')]));
  const named = [first, ...rest.filter((part) => !words.remark.test(part))].join(' ').trim();
  if (named !== '') return named.replace(words.opener, '').replace(words.trailer, '');
  const isSentence = whole.split(/\s+/).length > sentenceWordsMax || words.refusal.test(whole);
  return isSentence ? null : whole;
}

const clausesOf = (sentence: string) =>
  sentence.split(/\s*[,;]\s+|\s+[-–—]\s+/).filter((clause) => /[\p{L}\p{N}]/u.test(clause));

/** No sentence, refusal, remark or address. */
function isNaming(clause: string, isFirst: boolean, words: FreeTextWords): boolean {
  if (words.refusal.test(clause) || words.aside.test(clause) || clause.includes('@')) return false;
  // "It's the front desk" names, but "…, it's the 9th" speaks of something else.
  const said = isFirst ? clause.replace(words.opener, '') : clause;
  return !words.sentenceWord.test(said.replace(words.trailer, ''));
}

const sentencesOf = (text: string) =>
  text.split(/(?<=[?!\n])\s*|(?<=\p{L}{2}\.+)\s+/u).filter((part) => /[\p{L}\p{N}]/u.test(part));

function asks(sentence: string, words: FreeTextWords): boolean {
  return /\?[\s!?]*$/.test(sentence) || words.question.test(sentence);
}

function isNoAnswer(text: string, words: FreeTextWords): boolean {
  const said = plain(text.replace(words.trailer, ''));
  return (
    words.noAnswer.has(said) ||
    words.noAnswer.has(plain(text.replace(words.opener, ''))) ||
    words.wish.test(text) ||
    words.courtesy.has(plain(text))
  );
}
