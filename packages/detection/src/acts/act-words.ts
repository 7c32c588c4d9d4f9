import { hashStart, hashText } from '../engine/hash.ts';
import { isWordCode } from '../engine/tokens.ts';
import { type LanguageWords, plainText } from './language.ts';
import { joinNumbers, shapeOf, urlOrEmail } from './shapes.ts';

/** A word, a sign that says something ("?", "!", an emoji) or a value, as the features see it. */
export interface ActWord {
  /** The word, the sign, or the name of the value's shape ("<email>"). */
  readonly text: string;
  readonly hash: number;
  readonly start: number;
  readonly end: number;
  readonly kind: 'word' | 'sign' | 'value';
}

/** A message taken apart for the reading of acts. */
export interface ActText {
  /** The text, normalised. */
  readonly normal: string;
  readonly words: readonly ActWord[];
  /** 1 where the word stands behind a negation in its clause. */
  readonly negated: Uint8Array;
  /** First word of every clause, ascending, and the number of words at the end. */
  readonly clauses: readonly number[];
}

/** Words beyond this many are not read: the cost of a message has a bound. */
const wordsMax = 300;
const wordCharactersMax = 30;

export function readActText(text: string, language: LanguageWords): ActText {
  const normal = plainText(text, language);
  const words = joinNumbers(normal, cutWords(normal));
  const { negated, clauses } = findClauses(normal, words, language);
  return { normal, words, negated, clauses };
}

function word(text: string, start: number, end: number, kind: ActWord['kind']): ActWord {
  return { text, hash: hashText(hashStart, text), start, end, kind };
}

export function cutWords(text: string): ActWord[] {
  const words: ActWord[] = [];
  let at = 0;
  while (at < text.length && words.length < wordsMax) {
    const code = text.charCodeAt(at);
    if (isWordCode(code)) {
      const value = urlOrEmail(text, at);
      if (value) {
        words.push(word(value.shape, at, value.end, 'value'));
        at = value.end;
        continue;
      }
      const end = wordEnd(text, at);
      const raw = text.slice(at, Math.min(end, at + wordCharactersMax)).replaceAll("'", '');
      const shape = shapeOf(raw);
      words.push(word(shape ?? raw, at, end, shape ? 'value' : 'word'));
      at = end;
      continue;
    }
    const sign = signAt(text, at);
    if (sign && words.at(-1)?.text !== sign) words.push(word(sign, at, at + sign.length, 'sign'));
    at += sign ? sign.length : 1;
  }
  return words;
}

function wordEnd(text: string, from: number): number {
  let end = from + 1;
  while (end < text.length) {
    const code = text.charCodeAt(end);
    const isInside = isWordCode(code) || (code === apostrophe && isWordCode(text.charCodeAt(end + 1)));
    if (!isInside) break;
    end += 1;
  }
  return end;
}

const apostrophe = 39;

/** Signs that change what a message does: question and exclamation marks, dots of hesitation, smileys and emojis. */
function signAt(text: string, at: number): string | null {
  const character = text.charAt(at);
  if (character === '?' || character === '!') return character;
  if (character === '.' && text.charAt(at + 1) === '.') return '..';
  if ((character === ':' || character === ';') && ')(d/p'.includes(text.charAt(at + 1) || ' '))
    return text.slice(at, at + 2);
  const code = text.codePointAt(at) ?? 0;
  if (code >= 0x1f300 && code < 0x1fb00) return String.fromCodePoint(code);
  return code >= 0x2600 && code < 0x27c0 ? character : null;
}

const breaks = '.,;:!?\n()[]';

function findClauses(
  text: string,
  words: readonly ActWord[],
  language: LanguageWords,
): { negated: Uint8Array; clauses: number[] } {
  const negated = new Uint8Array(words.length);
  const clauses: number[] = words.length > 0 ? [0] : [];
  let isNegated = false;
  for (let index = 0; index < words.length; index += 1) {
    const current = words[index] as ActWord;
    if (index > 0 && isBreak(text, words, index, language)) {
      clauses.push(index);
      isNegated = false;
    }
    negated[index] = isNegated ? 1 : 0;
    if (language.negations.has(current.text)) isNegated = true;
  }
  clauses.push(words.length);
  return { negated, clauses };
}

function isBreak(text: string, words: readonly ActWord[], index: number, language: LanguageWords): boolean {
  const current = words[index] as ActWord;
  const before = words[index - 1] as ActWord;
  if (current.kind === 'sign') return false;
  if (before.kind === 'sign') return true;
  if (language.clauseOpeners.has(current.text)) return true;
  if (language.joiners.has(current.text) && language.subjects.has(words[index + 1]?.text ?? '')) return true;
  for (let at = before.end; at < current.start; at += 1) {
    if (breaks.includes(text.charAt(at))) return true;
    if (text.charAt(at) === '-' && text.charAt(at - 1) === ' ') return true;
  }
  return false;
}
