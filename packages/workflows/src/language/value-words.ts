import { z } from 'zod';
import { anyOf, languageFile, wholeWords, wordEnd, wordStart } from './language-file.ts';
import { bare } from './normalise.ts';

const phrases = z.array(z.string().min(1)).min(1);
const schema = z.strictObject({
  half: phrases,
  full: phrases,
  nearly: phrases,
  very_high: phrases,
  low: phrases,
  error_words: phrases,
  code_words: phrases,
  no_error: phrases,
  no_error_begins: phrases,
  no_error_inside: phrases,
  not_errors: phrases,
  not_this: phrases,
  own_email: phrases,
  ticket_words: phrases,
  clause_words: phrases,
  clause_openers: phrases,
  and: phrases,
  after_and: phrases,
});

/** Words of and around values: `language/<language>/values.yaml`. */
export const valueWords = languageFile('values', schema, (file) => ({
  half: wholeWords(file.half),
  full: wholeWords(file.full),
  nearly: wholeWords(file.nearly),
  veryHigh: wholeWords(file.very_high),
  low: wholeWords(file.low),
  /** "Error 6000 -83", "status code 404": the number is the first group. */
  errorNumbers: [
    new RegExp(`${wordStart}${anyOf(file.error_words)}[\\s:#]*(\\d{3,5}\\s?,?\\s-\\d{1,4})\\b`, 'iu'),
    new RegExp(
      `${wordStart}${anyOf([...file.error_words, ...file.code_words])}[\\s:#]*(\\d{3,8}(?:\\s?,\\s?-?\\d{1,4})?)\\b`,
      'iu',
    ),
  ],
  noError: new Set(file.no_error.map(bare)),
  noErrorBegins: new RegExp(`^${anyOf(file.no_error_begins)}${wordEnd}`, 'iu'),
  noErrorInside: wholeWords(file.no_error_inside),
  notErrors: new Set(file.not_errors.map(bare)),
  notThis: wholeWords(file.not_this),
  ownEmail: wholeWords(file.own_email),
  /** The number is the first group: "#131", "ticket 131", "case no 131". */
  ticket: new RegExp(
    `(?:${wordStart}${anyOf(file.ticket_words)}\\s*[:#]?\\s*|(?<![\\p{L}\\p{N}#])#\\s?)(\\d{2,12})(?![\\d.,]*\\d|\\p{L})`,
    'iu',
  ),
  clauseWord: anyOf([...file.and, ...file.clause_words]),
  /** The same, but "and" only where a clause follows it. */
  clauseWordInList: `(?:${anyOf([...file.clause_words, ...file.clause_openers])}|${anyOf(file.and)}(?=\\s+${anyOf(file.after_and)}${wordEnd}))`,
}));
export type ValueWords = ReturnType<typeof valueWords>;
