import type { OpenQuestion, ReadValue, ValueType } from '@acebuddy/detection';
import { DateTime } from 'luxon';
import { choiceWords } from '../language/choice-words.ts';
import { momentWords } from '../language/moment-words.ts';
import { valueWords } from '../language/value-words.ts';
import { type FoundMoment, findMoment } from '../slots/find-moment.ts';
import { findPersonName } from '../slots/find-people.ts';
import { mentions, namesOf, type Option, parseChoice } from '../slots/parse-choice.ts';
import { findEmails, findPhone, withoutPhones } from '../slots/parse-contact.ts';
import { findErrorCode } from '../slots/parse-error-code.ts';
import { addressesIn, isPublic } from '../slots/parse-ip.ts';
import { findNumber } from '../slots/parse-number.ts';
import { readName } from '../slots/read-name.ts';
import type { SlotContext } from '../slots/slot-context.ts';
import { findCode } from '../turn/identity.ts';

/** What a parser made of a text. */
export interface Found {
  readonly value: string | number;
  /** What speaks against it, as a code: `private` address, `one_name`, `past`, one of `several`. */
  readonly against?: NonNullable<ReadValue['against']>;
}

/** Every value of a type in a text, where it is asked for or not. */
export type FindValues = (text: string, question: OpenQuestion, context: SlotContext) => readonly Found[];

/** The parsers by what they read. Those that need to be asked for find nothing where they are not. */
export const finders: Readonly<Record<ValueType, FindValues>> = {
  email: (text) => [...new Set(findEmails(text))].map((value) => ({ value })),
  phone: (text, { kind }, { country }) => {
    const phone = findPhone(
      addressesIn(text).reduce((rest, one) => rest.replace(one, ' '), text),
      country,
    );
    // What is not surely a number of that country counts where one was asked for.
    return phone !== null && (kind === 'phone' || phone.startsWith('+')) ? [{ value: phone }] : [];
  },
  address: (text) => addressesIn(text).map((value) => (isPublic(value) ? { value } : { value, against: 'private' })),
  ticket: (text, _, { words }) => {
    const number = valueWords(words.language).ticket.exec(text)?.[1];
    return number === undefined ? [] : [{ value: number }];
  },
  code: (text, { kind }, { words }) => {
    const code = kind === 'code' ? findCode(text, words.language) : findErrorCode(text, words.language);
    return code === null ? [] : [{ value: code }];
  },
  choice: choices,
  name: (text, { kind }, { words }) => {
    const name = kind === 'name' ? readName(text, words.language) : findPersonName(text, words.language);
    if (name === null) return [];
    return name.includes(' ') ? [{ value: name }] : [{ value: name, against: 'one_name' }];
  },
  number: (text, { kind }, { words }) => {
    const number = kind === 'number' ? findNumber(text, words.language) : null;
    return number === null ? [] : [{ value: number }];
  },
  date: moments,
};

/** The options of the question as the parser of choices takes them. */
function choices(text: string, { kind, options = [] }: OpenQuestion, context: SlotContext): readonly Found[] {
  if (kind !== 'choice' || options.length === 0) return [];
  const { words } = context;
  const answers = new Map([
    [words('button.yes'), 'yes'],
    [words('button.no'), 'no'],
    [words('button.not_sure'), 'unsure'],
  ]);
  const offered = options.map((label): Option => {
    const answer = answers.get(label);
    return {
      value: label,
      label,
      text: label,
      synonyms: [],
      answers: answer === undefined ? [] : [answer],
      wins: false,
      beside: [],
    };
  });
  const read = parseChoice(text, offered, words);
  if (read.ok) return [{ value: String(read.answer.v) }];
  const named = mentions(text, offered, words.language).filter(
    (option) => namesOf(option, choiceWords(words.language)).length > 0,
  );
  return named.map(({ label }) => ({ value: label }));
}

/** ISO 8601: a day, an instant, or a window as `start/end` (one of them `..` where it is open). */
function moments(text: string, { kind }: OpenQuestion, context: SlotContext): readonly Found[] {
  const { language } = context.words;
  const now = DateTime.fromISO(context.now, { zone: context.zone });
  const isAsked = kind === 'date';
  if (isAsked && momentWords(language).now.test(text.trim())) return [{ value: toInstant(now) }];
  const found = findMoment(withoutPhones(text, context.country), context);
  if (found === null || !(found.dayKnown || (isAsked && found.timeKnown))) return [];
  const value = toIso(found);
  const isPast = (found.timeKnown ? (found.to ?? found.at) : found.at.endOf('day')) < now;
  return [isPast ? { value, against: 'past' } : { value }];
}

function toIso({ at, to, bound, timeKnown }: FoundMoment): string {
  if (!timeKnown) return at.toISODate() ?? '';
  if (to !== null) return `${toInstant(at)}/${toInstant(to)}`;
  if (bound !== null) return bound === 'after' ? `${toInstant(at)}/..` : `../${toInstant(at)}`;
  return toInstant(at);
}

const toInstant = (at: DateTime): string => at.toISO({ suppressMilliseconds: true, suppressSeconds: true }) ?? '';
