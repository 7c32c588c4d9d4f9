import { slotSchema } from '../definition/slot-schema.ts';
import { freeTextWords } from '../language/free-text-words.ts';
import { momentWords } from '../language/moment-words.ts';
import { nameWords, plain } from '../language/name-words.ts';
import { bare } from '../language/normalise.ts';
import { numberWords } from '../language/number-words.ts';
import { plainAct } from '../language/plain.ts';
import { findMoment } from './find-moment.ts';
import { parseAnswer } from './parse-answer.ts';
import { findEmails, withoutPhones } from './parse-contact.ts';
import { readName } from './read-name.ts';
import type { SlotContext } from './slot-context.ts';

/** What a bare value may be of; `datetime` and `percent` are read like a date and a number. */
type PlainKind = 'email' | 'phone' | 'date' | 'datetime' | 'number' | 'percent' | 'name' | 'username';

type Test = (text: string, context: SlotContext) => boolean;

/**
 * Whether the whole text is nothing but a value of the kind that was asked for, so that it is the answer whatever its words
 * may sound like: "Will Cannon" to a question for a name, "97" to one for a number. False for whole messages that mean
 * something else there ("human", "done"), and for kinds that have no plain form.
 */
export function isPlainValue(text: string, kind: string, context: SlotContext): boolean {
  const test = Object.hasOwn(tests, kind) ? tests[kind as PlainKind] : undefined;
  const said = text
    .replace(/[‘’]/g, "'")
    .trim()
    .replace(/(?<!\b\p{L})[.!\s]+$/u, '');
  return test !== undefined && said !== '' && !/[?\n]/.test(text.trim()) && test(said, context);
}

const bareSlot = (type: 'phone' | 'datetime') => slotSchema.parse({ type, label: type, ask: type });
const phoneSlot = bareSlot('phone');

const tests: Readonly<Record<PlainKind, Test>> = {
  email: (text) => !/\s/.test(text) && findEmails(text).length === 1,
  phone: (text, context) =>
    parseAnswer(phoneSlot, text, context).ok && !/[\p{L}\p{N}]/u.test(restOfPhone(text, context)),
  date: isPlainMoment,
  datetime: isPlainMoment,
  number: isPlainNumber,
  percent: (text, context) => isPlainNumber(text.replace(numberWords(context.words.language).percentEnd, ''), context),
  name: isPlainName,
  username: (text, { words }) =>
    /^[\p{L}\p{N}]\S{1,60}$/u.test(text) && /[\d._\\@]/.test(text) && !isAct(text, words.language),
};

/** What stands beside the number; a local one has no area code and is all of the text. */
function restOfPhone(text: string, { country, words }: SlotContext): string {
  const rest = withoutPhones(text, country, words.language);
  return rest === text && /^\+?[\d\s().\-/]{7,20}$/.test(text) ? '' : rest;
}

function isPlainNumber(text: string, { words: { language } }: SlotContext): boolean {
  if (/^-?\d+(?:[.,]\d+)?$/.test(text)) return true;
  const { numbers, tens } = numberWords(language);
  return text
    .toLowerCase()
    .split(/[\s-]+/)
    .every((word) => numbers.has(word) || tens.has(word));
}

/** No word in it but those of days and times. */
function isPlainMoment(text: string, context: SlotContext): boolean {
  const words = momentWords(context.words.language);
  const isWord = (word: string) => /\d/.test(word) || words.vocabulary.has(word);
  const said = bare(text)
    .split(/[\s-]+/)
    .filter(Boolean);
  if (said.length === 0 || said.length > 10 || !said.every(isWord)) return false;
  return findMoment(text, context) !== null || words.now.test(text);
}

/** One to four words that are a name and nothing else; one alone has a capital. */
function isPlainName(text: string, { words: { language } }: SlotContext): boolean {
  const tokens = text.split(/\s+/);
  if (tokens.length > 4 || isAct(text, language) || !tokens.every((token) => /^\p{L}[\p{L}'’.-]*,?$/u.test(token)))
    return false;
  const name = readName(text, language);
  if (name === null || (tokens.length === 1 && !/^\p{Lu}/u.test(text))) return false;
  const { noAnswer } = freeTextWords(language);
  if (noAnswer.has(plain(text)) || tokens.some((token) => nameWords(language).acts.has(plain(token)))) return false;
  // Titles and degrees are no part of what is read, everything else is.
  return name.split(/\s+/).length >= Math.min(2, tokens.length);
}

/** A whole message that means an act of its own. */
function isAct(text: string, language: string): boolean {
  return (['text', 'guide', 'closing', 'idle'] as const).some((kind) => {
    const act = plainAct(text, kind, language);
    return act !== null && act !== 'answer';
  });
}
