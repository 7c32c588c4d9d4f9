import type { SlotDefinition } from '../definition/slot-schema.ts';
import { keptByText } from '../language/kept.ts';
import { escapeRegex, normalise } from '../language/normalise.ts';

const clauseEnd = '[;!?\\n]|,\\s|\\.\\s|\\.$';
/** Words that begin another clause. Lists keep their "and": "QuickBooks and Outlook, and she starts Monday". */
const nextClause =
  '\\s+(?:but|because|so|who|starting|starts|reporting|reports|and(?=\\s+(?:i|we|you|he|she|it|they|my|our|his|her|their|the|please|also|then|can|could|is|has|needs?|will|starts|reports)\\b))\\b';
const anyClause = '\\s+(?:and|but|because|so)\\s';

const heardList = keptByText((phrase) => heardPhrase(phrase, nextClause));
const heardPlain = keptByText((phrase) => heardPhrase(phrase, anyClause));

/** The `{value}` of a phrase such as "my user name is {value}": up to the end of the clause, in the customer's spelling. */
export function hear(phrase: string, text: string, type: SlotDefinition['type']): string | null {
  const pattern = type === 'text' ? heardList(phrase) : heardPlain(phrase);
  return pattern.exec(text.replace(/[\u2018\u2019]/g, "'"))?.[1]?.trim() ?? null;
}

function heardPhrase(phrase: string, nextOne: string): RegExp {
  const [before = '', after = ''] = phrase.split('{value}');
  const words = (part: string) => escapeRegex(normalise(part).trim()).replace(/\s+/g, '\\s+');
  const end = after.trim() === '' ? `(?=${clauseEnd}|${nextOne}|$)` : `(?=\\s*${words(after)})`;
  const start = before.trim() === '' ? '(?<![\\p{L}\\p{N}])' : `(?<![\\p{L}\\p{N}])${words(before)}\\s*`;
  const value = before.trim() === '' ? '[^\\s,;!?]+' : after.trim() === '' ? '.+?' : '[^,;!?\\n]+?';
  return new RegExp(`${start}(${value})${end}`, 'iu');
}
