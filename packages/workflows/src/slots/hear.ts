import type { SlotDefinition } from '../definition/slot-schema.ts';
import { keptByText } from '../language/kept.ts';
import { fallbackLanguage, patternOf, wordEnd } from '../language/language-file.ts';
import { normalise } from '../language/normalise.ts';
import { type ValueWords, valueWords } from '../language/value-words.ts';

const sentenceEnd = '[;!?\\n]|\\.\\s|\\.$';
const clauseEnd = `${sentenceEnd}|,\\s`;

/** Patterns by language and phrase: the phrases of the workflow files are few. */
const heardText = keptByText((key) =>
  heardPhrase(key, (words) => `${clauseEnd}|\\s+${words.clauseWordInList}${wordEnd}`),
);
const heardList = keptByText((key) =>
  heardPhrase(key, (words) => `${sentenceEnd}|\\s+${words.clauseWordInList}${wordEnd}`),
);
const heardPlain = keptByText((key) => heardPhrase(key, (words) => `${clauseEnd}|\\s+${words.clauseWord}\\s`));

interface Heard {
  readonly type: SlotDefinition['type'];
  /** Several things, with commas between them. */
  readonly isList?: boolean;
  readonly language?: string;
}

/** The `{value}` of a phrase such as "my user name is {value}": up to the end of the clause, in the customer's spelling. */
export function hear(phrase: string, text: string, { type, isList = false, language }: Heard): string | null {
  const key = `${language ?? fallbackLanguage}\n${phrase}`;
  const pattern = type !== 'text' ? heardPlain(key) : isList ? heardList(key) : heardText(key);
  return pattern.exec(text.replace(/[\u2018\u2019]/g, "'"))?.[1]?.trim() ?? null;
}

function heardPhrase(key: string, endOf: (words: ValueWords) => string): RegExp {
  const [language = '', phrase = ''] = key.split('\n');
  const clauseEnds = endOf(valueWords(language));
  const [before = '', after = ''] = phrase.split('{value}');
  const words = (part: string) => patternOf(normalise(part).trim());
  const end = after.trim() === '' ? `(?=${clauseEnds}|$)` : `(?=\\s*${words(after)})`;
  const start =
    before.trim() === '' ? '(?<![\\p{L}\\p{N}])' : `(?<![\\p{L}\\p{N}])${words(before)}(?![\\p{L}\\p{N}])\\s*`;
  // A word, or a number with its unit: "3 gigs left".
  const word = '(?:\\d[\\d.,]{0,20}\\s*\\p{L}{1,9}|[^\\s,;!?]{1,80})';
  const value = before.trim() === '' ? word : after.trim() === '' ? '.+?' : '[^,;!?\\n]+?';
  return new RegExp(`${start}(?![,;!?])(${value})${end}`, 'iu');
}
