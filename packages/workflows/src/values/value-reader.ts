import { type OpenQuestion, type QuestionKind, type ReadValue, type ReadValues, valueTypes } from '@acebuddy/detection';
import type { EngineSettings } from '../engine-types.ts';
import { countryOf } from '../flow/country.ts';
import { correctionWords } from '../language/correction-words.ts';
import { bundledReplies, type Replies } from '../replies/replies.ts';
import { readContrast } from '../slots/read-contrast.ts';
import type { SlotContext } from '../slots/slot-context.ts';
import { type Found, finders } from './find-values.ts';
import { wordsBehind } from './words-behind.ts';

export interface ValueReaderOptions {
  /** Zone and hours of the business; which lists there are. */
  readonly settings: EngineSettings;
  /** ISO instant. */
  readonly now: () => string;
  /** IANA zone of the customer; that of the business where left out. */
  readonly zone?: string;
  readonly replies?: Replies;
}

/** How surely a value is meant: by what was asked for, by its grammar, by its looks. Steps, not calibrated chances. */
const sure = { asked: 0.95, grammar: 0.9, looks: 0.7, against: 0.4 } as const;
const withGrammar: ReadonlySet<string> = new Set(['email', 'phone', 'address', 'ticket', 'code']);

type ValueType = ReadValue['type'];

/** The type of value that answers a question; what is left out takes any, or none. */
const askedFor: Readonly<Partial<Record<QuestionKind, ValueType>>> = {
  email: 'email',
  phone: 'phone',
  date: 'date',
  number: 'number',
  name: 'name',
  choice: 'choice',
  code: 'code',
};

/**
 * The parsers of answers as the reader of messages takes them: what answers the open question first, then what else stands in
 * the message. What she says she does not mean ("not b@y") is no value.
 */
export function createValueReader(options: ValueReaderOptions): ReadValues {
  const replies = options.replies ?? bundledReplies();
  return (text, question, locale) => {
    const context = contextFor(options, replies, locale);
    const asked = askedFor[question.kind];
    const order = [...valueTypes].sort((one, two) => Number(two === asked) - Number(one === asked));
    return order.flatMap((type) => {
      const place = { text, question, context, isAsked: type === asked };
      const meant = finders[type](text, question, context)
        .map((found) => ({ ...found, type, text: wordsOf(type, found, place) }))
        .filter((one) => !isUnwanted(one.text, text, context.words.language));
      const doubt = meant.length > 1 ? several : undefined;
      return meant.map(({ against = doubt, ...one }) => ({
        ...one,
        confidence: against === undefined ? chanceOf(type, place) : sure.against,
        ...(against !== undefined && { against }),
      }));
    });
  };
}

const several = 'several';

function contextFor({ settings, now, zone }: ValueReaderOptions, replies: Replies, locale: string): SlotContext {
  const { region, language } = new Intl.Locale(locale.replace('_', '-'));
  const visitor = { id: '', ...(region !== undefined && { country: region }) };
  return {
    now: now(),
    zone: zone ?? settings.businessHours.timeZone,
    country: countryOf({ visitor, settings }),
    businessHours: settings.businessHours,
    lists: settings.lists,
    words: replies.in(language),
  };
}

interface Place {
  readonly text: string;
  readonly question: OpenQuestion;
  readonly context: SlotContext;
  readonly isAsked: boolean;
}

function wordsOf(type: ValueType, { value }: Found, { text, question, context }: Place): string {
  return wordsBehind(text, (part) => finders[type](part, question, context).some((found) => found.value === value));
}

function chanceOf(type: ValueType, { isAsked }: Place): number {
  if (isAsked) return sure.asked;
  return withGrammar.has(type) ? sure.grammar : sure.looks;
}

/** "B@y, not a@x", "that's not a@x". */
function isUnwanted(words: string, text: string, language: string): boolean {
  const contrast = readContrast(text, language);
  if (contrast !== null) return contrast.unwanted.includes(words) && !contrast.wanted.includes(words);
  return correctionWords(language).denials.some((denial) => denial.exec(text.trim())?.groups?.y?.includes(words));
}
