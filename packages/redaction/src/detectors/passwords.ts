import type { Detector, Secret } from '../secret.ts';
import { isHarmless, isStrong, isUnmistakable, type Value, valueAt } from '../value.ts';
import { isStatusWord } from './status-words.ts';

const name =
  /(?<![a-z])(?:pass[ -]?words?|passwd|passwrd|pass[ -]?phrases?|passwrods?|paswords?|passowrds?|passwor|psswords?|passord|pword|p\/w|pwd?s?|psw|pswd|pass|pin|contrase(?:ñ|n)a|mot de passe|passwort|kennwort)(?![a-z])/gi;
/** Inside longer names: `DB_PASSWORD=`, `userPassword:`. */
const glued = /[a-z_](?:password|passwd|pwd)(?=["']?\s{0,3}[:=])/gi;
const parenthesis = String.raw`(?:\([^()\n]{0,40}\)\s{0,3})?`;
const assigned = new RegExp(String.raw`^["'*]{0,2}\s{0,3}${parenthesis}(?:[:=]|->|=>|-(?=\s))\s{0,3}[=>]?`, 'i');
const stated =
  /^(?:"|')?(?:\s{1,3}(?:now|currently|also|still))?(?:'s|\s{1,3}(?:is|es|est|ist|was|were|are|should be|must be|will be|would be|has been|should have been))(?:\s{1,3}(?:now|set to|changed to|reset to|still|currently|just|simply|actually|supposed to be|this|either|either:|this one)){0,3}(?![\w])\s{0,3}[:=]?/i;
const changed =
  /^\s{1,3}(?:(?:back\s{1,3})?to|as|of|with|like|into|changed to|set to|reset to|updated to|called)(?!\w)\s{0,3}[:=]?/i;
const windowChars = 240;
const unitAfter =
  /^\s{0,3}(?:characters?|chars?|digits?|letters?|days?|weeks?|months?|years?|hours?|times?|minutes?|attempts?|symbols?|of|or more|\+)(?!\w)/i;
const clauseEnd =
  /^["')]?(?:\s{0,3}$|\s{0,3}[.,;!?)\n]|\s{1,3}(?:and|but|or|for|on|if|so|please|pls|which|can|could|i|it|thanks|thx|that|now|then|does|doesn't|what|why|since|because|btw|fyi|with|in|before|after|until)(?!\w))/i;

/** Passwords: after their name, before it ("Hunter2 is my password"), and unmistakable ones in the same sentence. */
export const findPasswords: Detector = (text) => {
  const names = [
    ...[...text.matchAll(name)].map((match) => ({ at: match.index, word: match[0].toLowerCase() })),
    ...[...text.matchAll(glued)].map((match) => ({ at: match.index, word: match[0].toLowerCase() })),
  ];
  return names.flatMap(({ at, word }) => {
    const found = follows(text, at + word.length, word);
    const all = found === null ? [] : [found, ...alternatives(text, found.end)];
    return [...all, ...precedes(text, at, word), ...inSentence(text, at, at + word.length, word)].map(toSecret);
  });
};

const toSecret = ({ start, end }: Value): Secret => ({ kind: 'password', start, end });

function follows(text: string, from: number, word: string): Value | null {
  const window = text.slice(from, from + windowChars);
  const assignment = assigned.exec(window);
  if (assignment !== null) return whenAssigned(text, valueAt(text, from + assignment[0].length), assignment[0]);
  if (word === 'pin') return pinAfter(text, from, window);
  const statement = stated.exec(window);
  if (statement !== null) return whenStated(text, valueAt(text, from + statement[0].length));
  if (word === 'pass' && !/^\s{1,3}\S{0,60}\d/.test(window)) return null;
  const change = changed.exec(window);
  const value = valueAt(text, from + (change?.[0].length ?? 0));
  if (value !== null && !/^\s/.test(window) && change === null) return null;
  if (value !== null && isOpenly(value, change !== null)) return value;
  return afterGap(text, from);
}

/** "password Xy12!", "password "sunshine"": without a verb the word must look like nothing else. */
function isOpenly(value: Value, isChange: boolean): boolean {
  if (!value.quoted) return isStrong(value.text);
  return (
    isStrong(value.text) ||
    (!/\s/.test(value.text) &&
      !isStatusWord(value.text) &&
      !isHarmless(value.text) &&
      (isChange || value.text.length >= 4))
  );
}

/** "password: sunshine" – anything but a word on how the password is. */
function whenAssigned(text: string, value: Value | null, connector: string): Value | null {
  if (value === null || isHarmless(value.text)) return null;
  if (value.quoted) return isRemark(value.text) ? null : value;
  if (isStrong(value.text)) return value;
  if (connector.includes('-') && !connector.includes('>')) return null;
  const rest = text.slice(value.end, value.end + 40);
  if (isStatusWord(value.text) || unitAfter.test(rest) || value.text.length < 3) return null;
  if (/^\d+$/.test(value.text)) return value;
  return connector.includes('=') || clauseEnd.test(rest) ? value : null;
}

function whenStated(text: string, value: Value | null): Value | null {
  if (value === null || isHarmless(value.text)) return null;
  if (value.quoted) return isRemark(value.text) ? null : value;
  const rest = text.slice(value.end, value.end + 40);
  if (unitAfter.test(rest)) return null;
  if (isStrong(value.text)) return value;
  if (/^\d{3,20}$/.test(value.text)) return value;
  const isPlain = value.text.length >= 4 && /^[\p{L}][\p{L}'._-]*[!?*]*$/u.test(value.text);
  return isPlain && !isStatusWord(value.text) && clauseEnd.test(rest) ? value : null;
}

function pinAfter(text: string, from: number, window: string): Value | null {
  const statement = /^(?:\s{1,3}(?:number|code))?(?:\s{1,3}(?:is|was|=|:))?\s{1,3}(?=\d{4,8}(?!\w))/.exec(window);
  return statement === null ? null : valueAt(text, from + statement[0].length);
}

const gapWordsMax = 7;
/** After these words the value is something else than the password. */
const otherThing =
  /^(?:error|errors|code|codes|ticket|tickets|number|version|phone|date|case|link|page|url|policy|id|extension|ext|build|message|event|email|address|user|username|at|since|by|until|before|ip|login|reset)$/i;

/** "password for maria on the server is Xy12": a few words, then a verb, then a value that looks like nothing else. */
function afterGap(text: string, from: number): Value | null {
  const window = text.slice(from, from + windowChars).split(/[\n.!?;](?=\s|$)/, 1)[0] ?? '';
  const words = [...window.matchAll(/\S+/g)].slice(0, gapWordsMax + 3);
  for (const [index, match] of words.entries()) {
    const word = match[0].replace(/[,:"')]+$/, '');
    if (index > gapWordsMax || otherThing.test(word)) return null;
    const enclosed = match[0].startsWith('(') ? valueAt(text, from + match.index) : null;
    if (enclosed !== null && isStrong(enclosed.text)) return enclosed;
    const isVerb = /^(?:is|was|to|are|=|:|->)$/i.test(match[0]) || /[:=]$/.test(match[0]);
    if (!isVerb) continue;
    const value = valueAt(text, from + match.index + match[0].length);
    if (value !== null && (isStrong(value.text) || (value.quoted && isPlainQuote(value.text)))) return value;
  }
  return null;
}

/** 'not working' is what the screen says; four words and more are a passphrase. */
function isRemark(text: string): boolean {
  const words = text.split(/\s+/);
  return words.length < 4 && words.some(isStatusWord) && !isStrong(text);
}

const isPlainQuote = (text: string) => !/\s/.test(text) && !isStatusWord(text) && !isHarmless(text);

/** "Hunter2 or Hunter3", "Hunter2, then Hunter3". */
function alternatives(text: string, from: number): Value[] {
  const found: Value[] = [];
  let end = from;
  const next = /^["')]?\s{0,3}(?:,|\/|or|and|then|, ?or|, ?then|, ?and|and then)\s{1,3}(?:maybe\s{1,3}|also\s{1,3})?/i;
  for (let count = 0; count < 5; count += 1) {
    const link = next.exec(text.slice(end, end + 30));
    const value = link === null ? null : valueAt(text, end + link[0].length);
    if (value === null || !isStrong(value.text)) break;
    found.push(value);
    end = value.end;
  }
  return found;
}

const wordsBefore = 8;
const possessive =
  /^(?:my|the|our|his|her|their|your|a|as|new|old|current|temp|temporary|admin|wifi|wi-fi|windows|domain|email|rdp|login|server|quickbooks|qb|user|correct|right|previous|default|first|initial|for)$/i;

/** "Hunter2 is my password", "I use Hunter2 as password". */
function precedes(text: string, at: number, word: string): Value[] {
  if (word === 'pin') return [];
  const from = Math.max(0, at - 160);
  const words = [...text.slice(from, at).matchAll(/\S+/g)].slice(-wordsBefore);
  let index = words.length - 1;
  while (index >= 0 && possessive.test(words[index]?.[0] ?? '') && words[index]?.[0].toLowerCase() !== 'as') index -= 1;
  if (!/^(?:is|was|as|=)$/i.test(words[index]?.[0] ?? '')) return [];
  const candidate = words[index - 1];
  const value = candidate === undefined ? null : valueAt(text, from + candidate.index);
  if (value === null || isHarmless(value.text)) return [];
  return isStrong(value.text) || (value.quoted && isPlainQuote(value.text)) ? [value] : [];
}

const sentenceChars = 160;

/** A word of letters, digits and symbols is the password wherever the sentence is about one. */
function inSentence(text: string, at: number, end: number, word: string): Value[] {
  if (word === 'pin') return [];
  const from = Math.max(0, at - sentenceChars);
  const before = text.slice(from, at);
  const lineStart = Math.max(before.lastIndexOf('\n'), before.search(/[.?]\s[^.?]*$/)) + 1;
  const after = (text.slice(end, end + sentenceChars).split('\n', 1)[0] ?? '').split(/[.?]\s/, 1)[0] ?? '';
  return [...wordsOf(before.slice(lineStart), from + lineStart), ...wordsOf(after, end)].flatMap((start) => {
    const value = valueAt(text, start);
    const isName =
      value === null || value.quoted || /^\w{1,40}=/.test(value.text) || (value.start <= at && value.end > at);
    return !isName && isUnmistakable(value.text) ? [value] : [];
  });
}

function wordsOf(part: string, offset: number): number[] {
  return [...part.matchAll(/\S+/g)].map((match) => offset + match.index);
}
