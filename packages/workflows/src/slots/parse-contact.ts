import { isSupportedCountry, type PhoneNumber, parsePhoneNumberFromString } from 'libphonenumber-js/min';
import { z } from 'zod';
import { contactWords } from '../language/contact-words.ts';
import { emailWords } from '../language/email-words.ts';
import { unaccented } from '../language/normalise.ts';
import { type NumberWords, numberWords } from '../language/number-words.ts';
import { valueWords } from '../language/value-words.ts';
import type { Words } from '../replies/reply-types.ts';
import { notParsed, type Parsed, parsed } from './slot-context.ts';

/**
 * Bounded, and begun only where a word begins: a long word without an `@` is looked at once, not from each of its letters.
 * Whole words only: the readable end of `jörg@firm.example`, or the beginning of `a@b.example@c.example`, is somebody
 * else's address.
 */
const emailPattern =
  /(?<![^\s<>()[\]{}"“”„«»,;:|*])[a-z0-9._%+'-]{1,80}@[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?){1,10}(?![\p{L}\p{N}@_]|[.-][\p{L}\p{N}])/giu;
const address = z.email().max(150);

/** Every address in a text, lower case domain, without the full stop that ends a sentence. */
export function findEmails(text: string): string[] {
  const joined = text.replace(/\s{1,9}(?:\(at\)|\[at\])\s{1,9}/gi, '@').replace(/mailto:/gi, '');
  return [...joined.matchAll(emailPattern)]
    .map(([match]) => match.replace(/^['.]+/, '').toLowerCase())
    .filter((found) => address.safeParse(found).success);
}

/** The text without addresses, whose parts are no words: "lan@firm.example" says nothing of a network. */
export const withoutEmails = (text: string): string => (text.includes('@') ? text.replace(emailPattern, ' ') : text);

/** "Ann dot lee at firm dot example", where an address was asked for. */
export function dictatedEmail(text: string, language?: string): string | null {
  const { dictated, signs } = emailWords(language);
  const said = dictated.exec(text)?.[0].trim();
  if (said === undefined) return null;
  const written = signs.reduce((joined, [sign, spoken]) => joined.replace(spoken, sign), said);
  return findEmails(written)[0] ?? null;
}

export function parseEmail(text: string, words: Words): Parsed {
  const [first, second] = findEmails(text);
  if (first === undefined) {
    const dictated = dictatedEmail(text, words.language);
    if (dictated !== null) return parsed(dictated, dictated);
    if (/@/.test(text)) return notParsed(words('hint.incomplete_address'));
    return notParsed();
  }
  // "it's not a@x.com, it's b@x.com": the last one counts.
  return second === undefined || !valueWords(words.language).notThis.test(text)
    ? parsed(first, first)
    : parsed(second, second);
}

const phonePattern = /\+?\(?\d[\d\s().\-/]{5,20}\d(?:\s*(?:ext|x|extension)\.?\s*\d{1,6})?/gi;

/**
 * A number as a person would dial it from anywhere, read as it is written in `country` (ISO 3166 code) unless it says
 * which one it is of. What is not surely a number of that country stays as it was typed.
 */
export function findPhone(text: string, country: string, language?: string): string | null {
  for (const [match] of inDigits(text, language).matchAll(phonePattern)) {
    const typed = match.trim();
    const number = readNumber(typed.replaceAll('/', ' '), country);
    if (number?.isPossible() === true) return number.isValid() ? number.formatInternational() : typed;
  }
  return null;
}

/** The text with numbers that were dictated digit by digit in digits: "nine three seven, five five five, oh one four eight". */
function inDigits(text: string, language?: string): string {
  const words = numberWords(language);
  return spelledOut(text, words.dictated, words);
}

/** The same of a code, which is shorter than a phone number. */
export function codeInDigits(text: string, language?: string): string {
  const words = numberWords(language);
  return spelledOut(text, words.dictatedCode, words);
}

function spelledOut(text: string, pattern: RegExp, words: NumberWords): string {
  return text.replace(pattern, (match) => {
    // Digits that are written already are read as they stand.
    if (!/\p{L}{3}/u.test(match)) return match;
    return unaccented(match.toLowerCase())
      .split(/[\s,.;:-]+/)
      .reduce(addDigit(words), '');
  });
}

/** What a word of a dictated number adds to the digits so far. */
function addDigit(words: NumberWords): (digits: string, word: string, at: number, all: readonly string[]) => string {
  return (digits, word, at, all) => {
    if (words.plus.has(word)) return '+';
    if (words.hundred.has(word)) return `${digits}00`;
    const digit = words.digits.get(word)?.toString() ?? (/^\d+$/.test(word) ? word : '');
    return `${digits}${digit.repeat(words.repeats.get(all[at - 1] ?? '') ?? 1)}`;
  };
}

/** "00" is "+" in most of the world, and begins no number in the rest of it. */
function readNumber(typed: string, country: string): PhoneNumber | undefined {
  const abroad = parsePhoneNumberFromString(typed.replace(/^\(?00\)?\s*/, '+'));
  if (abroad?.isValid() === true) return abroad;
  return parsePhoneNumberFromString(typed, isSupportedCountry(country) ? country : undefined);
}

/** Stands where a number was; no text has it. */
const cut = '\u0000';

/** The text without its phone numbers, so that their digits are not read as something else. Days and times are none. */
export function withoutPhones(text: string, country: string, language?: string): string {
  const said = inDigits(text, language).replace(phonePattern, (match) => {
    if (/^\(?\d{1,2}[./-]\d{1,2}(?:[./-]|$|\.?\s)|^\d{4}-\d{2}-\d{2}/.test(match)) return match;
    return readNumber(match.trim().replaceAll('/', ' '), country)?.isPossible() === true ? cut : match;
  });
  // "Monday 9 am on 312 555 0170": what leads to the number goes with it.
  const [first = '', ...rest] = said.split(cut);
  return [first, ...rest]
    .map((part, at, parts) => (at < parts.length - 1 ? part.replace(contactWords(language).phoneLead, '') : part))
    .join(' ');
}

export function parsePhone(text: string, country: string, words: Words): Parsed {
  const found = findPhone(text, country, words.language);
  if (found !== null) return parsed(found, found);
  // Local numbers without an area code are better than none, when they were asked for.
  const digits = text.replace(/[\s().\-/]/g, '');
  const local = /^\+?\d{7,15}$/.exec(digits)?.[0];
  if (local !== undefined) return parsed(local, text.trim());
  return /\d/.test(text) ? notParsed(words('hint.phone_length')) : notParsed();
}
