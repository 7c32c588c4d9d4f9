import { z } from 'zod';
import type { Turn } from '../flow/turn.ts';
import { anyOf, languageFile, wholeWords } from './language-file.ts';
import { bare } from './normalise.ts';

const namedSchema = z.strictObject({ whole: z.array(z.string()).default([]), inside: z.array(z.string()).default([]) });
const fileSchema = z
  .object({ numbers: z.record(z.string(), z.number()), ratings: z.record(z.string(), z.number()) })
  .catchall(namedSchema);

/** Things of the dialogue that a language has words for. */
export type Named =
  | 'own_address'
  | 'both'
  | 'something_else'
  | 'add_to_it'
  | 'new_one'
  | 'another'
  | 'added_topic'
  | 'greeting_only'
  | 'comes_back'
  | 'no_mailbox'
  | 'no_call'
  | 'ticket_words'
  | 'ticket_named'
  | 'reopen'
  | 'beside_a_secret'
  | 'beside_rating'
  | 'who_are_you'
  | 'how_are_you'
  | 'joke'
  | 'on_ticket'
  | 'new_problem'
  | 'urgent'
  | 'not_urgent'
  | 'deadline'
  | 'call_sooner'
  | 'a_call'
  | 'beside_noted'
  | 'opens_question'
  | 'before_question'
  | 'close_it'
  | 'keep_open'
  | 'opens_wish'
  | 'hurry'
  | 'urging'
  | 'ending'
  | 'numbered'
  | 'asides'
  | 'goes_on'
  | 'no_ending'
  | 'field_names'
  | 'reachable'
  | 'then';

/** The words of one language, from `language/<language>/dialogue.yaml`. */
export interface Language {
  /** The text names this thing. */
  names(what: Named, text: string): boolean;
  /** Nothing but words of that list, in any order. */
  isOnly(what: Named, text: string): boolean;
  /** Words beside the matter, "by the way". */
  readonly asides: RegExp;
  /** Between two clicks of a step: "open Settings, then …". */
  readonly clickEnd: RegExp;
  /** "four" → 4. */
  readonly numbers: ReadonlyMap<string, number>;
  /** "great" → 5 stars. */
  readonly ratings: ReadonlyMap<string, number>;
}

function readLanguage({ numbers, ratings, ...rest }: z.infer<typeof fileSchema>): Language {
  const named = rest as Record<string, z.infer<typeof namedSchema>>;
  const found = new Map(
    Object.entries(named).map(([what, { whole, inside }]) => [
      what,
      { whole: new Set(whole.map(bare)), inside: inside.map((phrase) => ` ${bare(phrase)} `) },
    ]),
  );
  return {
    names: (what, text) => {
      const said = bare(text);
      const words = found.get(what);
      return (
        words !== undefined && (words.whole.has(said) || words.inside.some((phrase) => ` ${said} `.includes(phrase)))
      );
    },
    isOnly: (what, text) =>
      bare(text)
        .split(' ')
        .every((word) => word === '' || found.get(what)?.whole.has(word) === true),
    asides: wholeWords(named.asides?.inside ?? [], 'giu'),
    clickEnd: new RegExp(`(?<=[.;:])\\s+|,?\\s+${anyOf(named.then?.inside ?? ['then'])}\\s+`, 'u'),
    numbers: byBare(numbers),
    ratings: byBare(ratings),
  };
}

const byBare = (values: Readonly<Record<string, number>>) =>
  new Map(Object.entries(values).map(([word, value]) => [bare(word), value]));

const languages = languageFile('dialogue', fileSchema, readLanguage);

/** The words of the customer's language; those of English where nobody has written hers. */
export const language = (turn: Pick<Turn, 'language'>): Language => languages(turn.language);
