import type { ChoiceSlot, SlotDefinition } from '../definition/slot-schema.ts';
import { contactWords } from '../language/contact-words.ts';
import { keptByObject, keptByText } from '../language/kept.ts';
import { anyOf, wordEnd, wordStart } from '../language/language-file.ts';
import { type MomentWords, momentWords } from '../language/moment-words.ts';
import { nameWords } from '../language/name-words.ts';
import { bare, escapeRegex } from '../language/normalise.ts';
import { numberWords } from '../language/number-words.ts';
import { valueWords } from '../language/value-words.ts';
import type { Answer } from '../state/state-schema.ts';
import { findDrive, findFreeSpace, findSize, findWantedSize } from './find-drive.ts';
import { findMoment } from './find-moment.ts';
import { findPersonName } from './find-people.ts';
import { hear } from './hear.ts';
import { hearAccount } from './hear-account.ts';
import { findModel, looksLikeId } from './heard-words.ts';
import { itemsIn } from './list-items.ts';
import { parseAnswer, unlistedSize } from './parse-answer.ts';
import { bothOf, mentions, optionsOf, toParsed, withoutPrices } from './parse-choice.ts';
import { findEmails, findPhone } from './parse-contact.ts';
import { findErrorCode } from './parse-error-code.ts';
import { findIp } from './parse-ip.ts';
import { readDelivery } from './read-delivery.ts';
import type { SlotContext } from './slot-context.ts';

/**
 * What a message says about a slot that it is not the answer to. Only what is unmistakable: a choice named by a
 * synonym, a phrase the file listens for, an error number. Null when it says nothing.
 */
export function extract(slot: SlotDefinition, text: string, context: SlotContext): Answer | null {
  const heard = heardIn(slot, text, context);
  return slot.only_when_asked ? heard : (heard ?? named(slot, text, context) ?? found(slot, text, context));
}

/** The same from an answer in free words: an address or a name in it may be anybody's. */
export function extractFromAnswer(slot: SlotDefinition, text: string, context: SlotContext): Answer | null {
  const heard = heardIn(slot, text, context);
  return slot.only_when_asked ? heard : (heard ?? named(slot, text, context));
}

/** What a phrase of the file led to. */
export function heardIn(slot: SlotDefinition, text: string, context: SlotContext): Answer | null {
  for (const phrase of slot.listen) {
    const heard = asHeard(slot, phrase, text, context);
    const read = heard === null ? null : parseAnswer(slot, heard, context);
    if (read?.ok === true) return read.answer;
  }
  return null;
}

/** What a phrase heard, cut down to what this sort of answer looks like; null when it looks like none. */
function asHeard(slot: SlotDefinition, phrase: string, text: string, { words }: SlotContext): string | null {
  const { language } = words;
  if (slot.type === 'username') return hearAccount(phrase, text, language);
  const isList = slot.type === 'text' && slot.many;
  const heard = hear(phrase, text, { type: slot.type, isList, language });
  if (heard === null) return null;
  if (slot.type === 'name') return fullNameIn(heard, text);
  if (slot.type === 'percent') return toFirstNumber(heard, language);
  if (slot.type !== 'text') return heard;
  if (isList) return listIn(heard, language);
  if (!slot.one_id) return momentWords(language).since.test(phrase) ? untilOtherThan(heard, language) : heard;
  const first = (heard.split(/\s+/)[0] ?? '').replace(/[.!?]+$/, '');
  return looksLikeId(first, text, language) ? idsFrom(first, text, language) : null;
}

/** "APP1, APP2 and APP3": each of the machines that are named one after another. */
function idsFrom(first: string, text: string, language: string): string {
  const { listJoint } = nameWords(language);
  const [, ...parts] = text.slice(text.indexOf(first)).split(listJoint);
  const ids = parts.map((part) => (part.split(/\s+/)[0] ?? '').replace(/[.!?]+$/, ''));
  const end = ids.findIndex((id) => !looksLikeId(id, text, language));
  return [first, ...(end < 0 ? ids : ids.slice(0, end))].join(', ');
}

/** "CPU 20 memory 95": the second number is another line's, unless both make one share ("3 of 8 GB"). */
function toFirstNumber(heard: string, language: string): string {
  if (numberWords(language).ofAll.test(heard)) return heard;
  return /^[^\d]*\d+(?:[.,]\d+)?\s*%?(?=\s+\p{L}[^\d]*\d)/u.exec(heard)?.[0] ?? heard;
}

/** Names of things: several, or one with a capital. "That needs looking at" names none. */
function listIn(heard: string, language: string): string | null {
  const items = itemsIn(heard, language);
  return items.length > 1 || /[\p{Lu}\d]/u.test(items.join()) ? items.join(', ') : null;
}

/** "Since yesterday noon and it's all of us": a time ends where its words end; what is told otherwise stays whole. */
function untilOtherThan(heard: string, language: string): string {
  const { vocabulary, saysWhen } = momentWords(language);
  const tokens = heard.split(/\s+/);
  const isOfTime = (token: string) =>
    /\d/.test(token) ||
    bare(token)
      .split('-')
      .every((word) => vocabulary.has(word));
  const end = tokens.findIndex((token) => !isOfTime(token));
  const kept = (end < 0 ? tokens : tokens.slice(0, end)).join(' ');
  const said = kept.replace(momentWords(language).looseEnd, '');
  return /\d/.test(said) || saysWhen.test(said) ? said : heard;
}

/** "Same as Paul. Paul Nkem": the name in full, where the message has it. */
function fullNameIn(heard: string, text: string): string {
  if (!/^\p{Lu}[\p{L}'’-]+$/u.test(heard)) return heard;
  return (
    new RegExp(`(?<![\\p{L}\\p{N}])${escapeRegex(heard)}(?:\\s+\\p{Lu}\\p{Ll}[\\p{L}'’-]*)+`, 'u').exec(text)?.[0] ??
    heard
  );
}

/** What the file has words for: choices, yes and no, error numbers. */
function named(slot: SlotDefinition, text: string, context: SlotContext): Answer | null {
  const said = bare(text);
  switch (slot.type) {
    case 'choice': {
      const wanted = wantedSize(slot, text, context);
      if (wanted !== undefined) return wanted;
      const options = mentions(text, optionsOf(slot, context.lists), context.words.language);
      const only = options.length === 1 && options[0] !== undefined ? toParsed(options[0]) : null;
      const read = only ?? bothOf(options, context.words);
      return read?.ok === true ? read.answer : null;
    }
    case 'yes_no': {
      if (slot.no_when.some((phrase) => contains(said, phrase))) return { v: false, t: context.words('answer.no') };
      if (slot.yes_when.some((phrase) => contains(said, phrase))) return { v: true, t: context.words('answer.yes') };
      return null;
    }
    case 'error_code': {
      const code = findErrorCode(text, context.words.language);
      if (code !== null) return { v: code, t: code };
      return valueWords(context.words.language).noErrorInside.test(said)
        ? { v: 'none', t: context.words('answer.no_error') }
        : null;
    }
    default:
      return null;
  }
}

/** Of sizes only one that is wished for: "our 100 GB disk is full" wants none. Undefined where the choice is no list of sizes. */
function wantedSize(slot: ChoiceSlot, text: string, context: SlotContext): Answer | null | undefined {
  const { language } = context.words;
  const options = slot.list === undefined ? [] : optionsOf(slot, context.lists);
  if (options.length === 0 || options.some(({ value }) => findSize(String(value), language) === null)) return undefined;
  const size = findWantedSize(withoutPrices(text, language), language);
  const offered = options.find(({ value }) => findSize(String(value), language) === size);
  const read = offered === undefined ? unlistedSize(slot, size, context) : toParsed(offered);
  return read?.ok === true ? read.answer : null;
}

/** What is recognised by its looks: a person's name, an address, a model, a moment. */
function found(slot: SlotDefinition, text: string, context: SlotContext): Answer | null {
  switch (slot.type) {
    case 'name':
      return toAnswer(slot.find ? findPersonName(text, context.words.language, context.customer?.name ?? null) : null);
    case 'email': {
      const delivery = readDelivery(text, context.words.language);
      if (slot.delivery)
        return toAnswer(delivery?.email === context.customer?.email ? null : (delivery?.email ?? null));
      if (delivery !== null) return null;
      const own = valueWords(context.words.language).ownEmail.test(text);
      const [email, second] = slot.find && !own ? findEmails(text) : [];
      return toAnswer(second === undefined ? (email ?? null) : null);
    }
    case 'phone': {
      const isHers = contactWords(context.words.language).ownPhone.test(text);
      return toAnswer(slot.find && !isHers ? findPhone(text, context.country, context.words.language) : null);
    }
    case 'text':
      if (slot.format === 'ip') return toAnswer(findIp(text));
      if (slot.format === 'drive') return toAnswer(findDrive(text, context.words.language));
      if (slot.format === 'free_space') return toAnswer(findFreeSpace(text, context.words.language));
      if (slot.known !== undefined) return toAnswer(knownWords(slot.known).exec(text)?.groups?.known ?? null);
      if (slot.tells_clause) return toAnswer(tellingClause(slot, text));
      return toAnswer(findModel(text, slot.makes, context.words.language));
    case 'date':
      return slot.find ? onlyDay(slot, text, context) : null;
    case 'datetime': {
      // "Slow since 9 am" is no wish for nine o'clock, and "SRV-2 now" names none.
      const words = momentWords(context.words.language);
      if (!slot.find || words.since.test(bare(text)) || !saysClock(withoutIds(text), words)) return null;
      const read = parseAnswer(slot, text, context);
      return read.ok ? read.answer : null;
    }
    default:
      return null;
  }
}

type Known = NonNullable<Extract<SlotDefinition, { type: 'text' }>['known']>;

const knownWords = keptByObject(({ words, behind, clause }: Known): RegExp => {
  const start = clause ? '(?:^|[,;:(\\n])\\s*' : '(?!)';
  return new RegExp(`(?:${start}|${wordStart}${anyOf(behind)}\\s+)(?<known>${anyOf(words)})${wordEnd}`, 'iu');
});

/** "Please restart it, the printing hangs": the clause that tells it, beside others. */
function tellingClause(slot: Extract<SlotDefinition, { type: 'text' }>, text: string): string | null {
  const clauses = text.split(/[,;:!?\n]+\s*|\.\s+|\.$/).filter((clause) => clause.trim() !== '');
  const found = clauses.find((clause) => slot.tells.some((phrase) => contains(bare(clause), phrase)));
  return clauses.length < 2 || found === undefined ? null : found.trim().slice(0, slot.max_length);
}

/** The day that a message names, where it names one; until when something lasts is none. */
function onlyDay(slot: SlotDefinition, text: string, context: SlotContext): Answer | null {
  const clauses = text.split(/[,;!?\n]+\s*|\.\s+(?!\d)/).filter((clause) => {
    const moment = findMoment(clause, context);
    return moment?.dayKnown === true && moment.bound !== 'before';
  });
  const days = clauses.flatMap((clause) => {
    const read = parseAnswer(slot, clause, context);
    return read.ok ? [read.answer] : [];
  });
  const [first] = days;
  return first !== undefined && days.every(({ v }) => v === first.v) ? first : null;
}

/** "9 pm", "noon", "end of day". */
const saysClock = (text: string, { namedTime, rewrites }: MomentWords): boolean =>
  /\d/.test(text) ||
  namedTime.test(bare(text)) ||
  rewrites.some(([from, to]) => /\d\s*[ap]m/.test(to) && text.search(from) >= 0);

/** Without the names of machines, whose digits are no time. */
const withoutIds = (text: string): string => text.replace(/(?<![\p{L}\p{N}])\p{L}[\p{L}-]*\d+(?!\p{N})/gu, ' ');

const toAnswer = (text: string | null): Answer | null => (text === null ? null : { v: text, t: text });

/** Whole words of a phrase in a text that is bare already. */
export function contains(said: string, phrase: string): boolean {
  return wholePhrase(phrase).test(said);
}

const wholePhrase = keptByText(
  (phrase) => new RegExp(`(?<![\\p{L}\\p{N}])${escapeRegex(bare(phrase))}(?![\\p{L}\\p{N}])`, 'u'),
);
