import { freeTextWords } from '../language/free-text-words.ts';
import { bare } from '../language/normalise.ts';
import { valueWords } from '../language/value-words.ts';
import type { Words } from '../replies/reply-types.ts';
import { readText } from './read-text.ts';
import { notParsed, type Parsed, parsed } from './slot-context.ts';

/** Letters of an error text that are kept. */
const shownMax = 200;

/** What a mail server answers with: "550 5.1.1", "5.7.26". */
const ofMail = /\b(?:[45]\d{2}[\s-]+)?#?[45]\.\d{1,2}\.\d{1,3}\b(?!\.)/;

/** Numbers that say themselves what they are. */
const codes = [
  /(?<![\w)-]|\d )-\s?\d{3,5}\s?,\s?-?\d{1,4}\b/,
  /\b0x[0-9a-f]{2,10}\b/i,
  /\bPS\s?\d{2,4}\b/i,
  /(?<![\w)-]|\d )-\d{3,5}\b(?!-)/,
  /\b[HC]\d{3}\b/,
];

/** An error number in any message: QuickBooks (-6177,0), Windows (0x204), payroll (PS038), mail (550 5.1.1), "error 15212". */
export function findErrorCode(text: string, language?: string): string | null {
  const mail = ofMail.exec(text);
  if (mail !== null) return mail[0].replace(/\s+/g, ' ');
  for (const pattern of [...codes, ...valueWords(language).errorNumbers]) {
    const match = pattern.exec(text);
    if (match !== null)
      return (match[1] ?? match[0])
        .replace(/(\d)\s+(?=-)/, '$1,')
        .replace(/\s+/g, '')
        .replace(/^ps/i, 'PS');
  }
  return null;
}

export function parseErrorCode(text: string, words: Words): Parsed {
  const code =
    findErrorCode(text, words.language) ??
    /^\s*(\d{3,8}(?:\s?,\s?-?\d{1,4})?)\s*$/.exec(text)?.[1]?.replace(/\s+/g, '') ??
    null;
  if (code !== null) return parsed(code, code);
  const said = bare(text);
  const known = valueWords(words.language);
  const [first = ''] = text.split(/[,;.!]\s/);
  if (
    known.noError.has(said) ||
    (known.noError.has(bare(first)) && first.length < text.length) ||
    known.noErrorBegins.test(said)
  )
    return parsed('none', words('answer.no_error'));
  if (known.notErrors.has(said)) return notParsed();
  const shown = readShown(text, words.language);
  return shown !== null && shown.length >= 3 ? parsed(shown, shown) : notParsed();
}

/** What the screen says, as it was typed. Null for what she says herself: a question, a wish, "I just want it to work". */
function readShown(text: string, language: string): string | null {
  const free = freeTextWords(language);
  const said = readText(text, shownMax, language);
  if (said === null) return null;
  const quoted = free.says.exec(said);
  if (quoted !== null) return said.slice(quoted.index + quoted[0].length).trim() || null;
  return free.speaker.test(said) || free.refusal.test(said) ? null : said.slice(0, shownMax);
}
