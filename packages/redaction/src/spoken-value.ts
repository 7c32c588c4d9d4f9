import { isStatusWord } from './detectors/status-words.ts';
import { isStatusWordAbroad } from './detectors/status-words-abroad.ts';
import { caseWord, signWord, wordAbroad } from './dictation-words.ts';
import { numberWord, spokenMark } from './spoken-digits.ts';
import type { Value } from './value.ts';

const charsMax = 220;
const whole = (words: string, flags: string) => new RegExp(`(?<!\\p{L})(?:${words})(?!\\p{L})`, flags);
const sign = whole(signWord, 'giu');
const letterCase = whole(caseWord, 'giu');
const abroad = whole(wordAbroad, 'iu');
const alphabet =
  /\b(?:alfa|alpha|bravo|charlie|delta|echo|foxtrot|golf|hotel|india|juliett?|kilo|lima|mike|november|oscar|papa|quebec|romeo|sierra|tango|uniform|victor|whiskey|x-?ray|yankee|zulu)\b/gi;
const asIn = /\b[a-z0-9] (?:as in|for|like(?: in)?) [a-z]{2,12}\b/gi;
/** Single characters with separators between them: "h-u-n-t-e-r-2", "M A P L E 7", "g, r, a, p, e". */
const letters =
  /^["'(]?(?:[a-z0-9!@#$%^&*](?:\s?\([^()\n]{1,24}\))?(?:[\s,._-]|\s?-\s?|, ){1,3}){3,60}[a-z0-9!@#$%^&*](?![\p{L}\p{N}])(?:[\s,]{0,2}(?:then |and |number )?\d{1,4}(?!\w))?/iu;
/** "… 2 exclamation": the signs that end a spelled word are said. */
const signsBehind = new RegExp(`^(?:[\\s,]{1,3}(?:then |and |an? )?(?:${sign.source}))+`, 'iu');
const clauseStop =
  /[\n;]|[.!?](?=\s|$)|,?\s(?:but|because|which|can you|could you|please|thanks|and (?:it|i|the|my|that|this|he|she|they|we|now|still)|so (?:it|i|please)|for (?:the|my|his|her) (?:password|server|login|computer|file|account|email|portal)|is (?:my|the))\b/i;
/** Any word of a spoken password: without one there is none. */
const mark = new RegExp(
  [...[sign, letterCase, alphabet, asIn].map(({ source }) => source), `(?<!\\p{L})(?:${numberWord})(?!\\p{L})`].join(
    '|',
  ),
  'iu',
);
const opening = new RegExp(
  `^(?:${letterCase.source}|${sign.source}|${alphabet.source}|[a-z0-9] as in|the (?:word|name|phrase|letters?|numbers?)\\b|\\p{L}{1,4} (?:${caseWord})(?!\\p{L}))`,
  'iu',
);
const numberOpening = new RegExp(`^(?:${numberWord}|double|triple)(?!\\p{L})`, 'iu');
const unit = new RegExp(
  `^(?:\\d+|${numberWord})\\s(?:characters?|chars?|digits?|letters?|days?|weeks?|months?|years?|hours?|times?|minutes?|attempts?|symbols?|of|or|people|users?)\\b`,
  'i',
);

/** Single characters one after the other: "h-u-n-t-e-r-2". */
export function spelledAt(text: string, from: number): Value | null {
  const window = text.slice(from, from + charsMax);
  const start = window.search(/\S/);
  const spelled = start < 0 ? null : letters.exec(window.slice(start));
  if (spelled === null) return null;
  const behind = signsBehind.exec(window.slice(start + spelled[0].length))?.[0] ?? '';
  return value(text, from + start, spelled[0].length + behind.length);
}

/** A password said aloud or spelled, from `from` to the end of its clause; null where it is written as usual. */
export function spokenAt(text: string, from: number, isStated: boolean): Value | null {
  const spelled = isStated ? spelledAt(text, from) : null;
  if (spelled !== null) return spelled;
  const window = text.slice(from, from + charsMax);
  const start = window.search(/\S/);
  if (start < 0) return null;
  const said = window.slice(start);
  const stop = clauseStop.exec(said);
  const clause = stop === null ? said : said.slice(0, stop.index);
  return isSpoken(clause, isStated) ? value(text, from + start, clause.trimEnd().length) : null;
}

function isSpoken(clause: string, isStated: boolean): boolean {
  const words = clause.split(/\s+/).length;
  if (words < 2 || (!isStated && !opening.test(clause)) || !mark.test(clause) || unit.test(clause)) return false;
  const first = /^\S+/.exec(clause)?.[0] ?? '';
  const opensSpoken = opening.test(clause);
  const opensNumber = numberOpening.test(clause) && spokenMark.test(clause);
  if (!opensSpoken && !opensNumber && (isStatusWord(first) || (isStatusWordAbroad(first) && abroad.test(clause))))
    return false;
  if (/^\S*\d\S*$|[^\w\s]\S*\d|\d\S*[^\w\s,]/.test(first) && !opensSpoken) return false;
  const count = (pattern: RegExp) => clause.match(pattern)?.length ?? 0;
  const marks = count(sign) + count(letterCase);
  if (!isStated) return opensSpoken && words > 2 && marks + count(alphabet) >= 2;
  if (marks > 0 || spokenMark.test(clause) || count(alphabet) >= 3) return true;
  return count(asIn) >= 2 || (count(asIn) === 1 && /(?:, ?[a-z0-9]\b){2}/i.test(clause));
}

/** What stands before its name: "it is bluebird all lower case for the password". */
export function spokenBefore(text: string, at: number): Value | null {
  const from = Math.max(0, at - charsMax);
  const before = text.slice(from, at);
  const link = /\s(?:for|as|and that is|that is|that'?s|is)(?: (?:the|my|his|her|our|your))?\s$/i.exec(before);
  if (link === null) return null;
  const said = before.slice(0, link.index);
  const begun = [
    ...said.matchAll(/(?:\b(?:it is|it's|its|it goes|goes|spelled|use|try|type|say)\s)+|^|[.\n!?]\s/gi),
  ].at(-1);
  if (begun === undefined) return null;
  const start = begun.index + begun[0].length;
  const clause = said.slice(start);
  return isSpoken(clause, true) || letters.test(clause) ? value(text, from + start, clause.trimEnd().length) : null;
}

function value(text: string, start: number, length: number): Value {
  const end = start + text.slice(start, start + length).trimEnd().length;
  return { text: text.slice(start, end), start, end, quoted: false };
}
