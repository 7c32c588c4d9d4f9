import type { Detector, Secret } from '../secret.ts';
import { isEveryday } from '../value.ts';

/** What a text must have: a digit and a sign that passwords have, not far from each other. */
export const unnamedMark = {
  test: (text: string) =>
    openMark.test(text) ||
    (/[!@#$%^&*]/.test(text) && /\d/.test(text) && /\d\S{0,40}[!@#$%^&*]|[!@#$%^&*]\S{0,40}\d/.test(text)),
};

const openMark = /(?:with|using|use|try|type|enter|'s|is) \p{Lu}\p{L}{3,}(?:\d|!)/u;

const token = /(?<![\p{L}\p{N}!@#$%^&*?.\\+=~_-])[\p{L}\p{N}!@#$%^&*?_-]{6,40}(?![\p{L}\p{N}@#$%^&*=+~\\_-])/gu;
/** Words with which people hand something over that gets them in. */
const cue =
  /\b(?:us(?:e|ed|es|ing)|tr(?:y|ied|ying)|typ(?:e|ed|ing)|enter(?:ed|ing)?|put(?:ting)? in|(?:log|sign)(?:s|ged|ging|ned|ning|ing)?[ -]?(?:in|on|into)|get(?:s|ting)? (?:in|into|on)|got (?:in|into|on)|unlock(?:s|ed)?|it'?s|its|it is|it was|the one|you need|it takes|accept(?:s|ed)?|refused|rejected|work(?:s|ed)|gave me|told me|credentials?|creds?|login|username|user|secret word|magic word|combo|combination|(?:re)?set (?:it |them )?(?:back )?to|changed? (?:it )?to|make it|now|then|for (?:the|my|our)|with)\b/i;
const around = 90;

/**
 * Words that nobody types but as a password, although nothing calls them so: letters and digits with a sign among
 * them, or with letters in place of which digits stand and a sign at the end.
 */
export const findUnnamedPasswords: Detector = (text) => [...signed(text), ...openers(text)];

function signed(text: string): Secret[] {
  return [...text.matchAll(token)].flatMap((match) => {
    const word = match[0].replace(/[?,]+$|(?<=[!?])[!?]+$/, '').replace(/^-+|-+$/g, '');
    const start = match.index + match[0].indexOf(word);
    const end = start + word.length;
    if (!isPasswordLike(word) || (atMachine.test(word) && !/[:/|]/.test(text.charAt(start - 1)))) return [];
    const whole = wordAround(text, start, end);
    if (/:\/\/|^www\.|[{}<>=\\]/.test(whole) || isEveryday(whole) || isEveryday(word)) return [];
    // What follows its name is another detector's.
    if (/^(?:pass\w{0,6}|pwd?|mdp|clave|senha)[^\p{L}\p{N}]/iu.test(word)) return [];
    const told = isOpen(word) || isAlone(text, start, end) || hasCue(text, start, end);
    return told ? [{ kind: 'password', start, end }] : [];
  });
}

/** "admin@web01" without a user in front of it; "Tul1p@garden" is none. */
const atMachine = /^(?!\p{L}+\d\p{L}+@\p{L}+$)[\p{L}\d-]{3,}@[\p{L}\d-]+$/u;
/** A capital and digits are enough where the words say that it opens something. */
const opens =
  /\b(?:(?:get|gets|got|getting|log|logged|logging|sign|signed|signing)[ -]?(?:in|on)(?:to (?:the |my )?\S{1,16})?|unlock(?:s|ed)?(?: it)?) (?:with|using) (?<with>\p{Lu}\p{L}{3,}\d{1,6})(?![\p{L}\p{N}@.-]\S)|\b(?:use|try|type|enter) (?<use>\p{Lu}\p{L}{3,}\d{1,6}) to (?:get|log|sign|unlock)|\bit(?:'s| is) (?<is>\p{Lu}\p{L}{3,}(?:\d{1,6}|!)!?),? (?:that'?s the one|that is the one|try (?:that|it))/dgu;

function openers(text: string): Secret[] {
  return [...text.matchAll(opens)].flatMap(({ indices }) => {
    const span = indices?.groups?.with ?? indices?.groups?.use ?? indices?.groups?.is;
    if (span === undefined || isEveryday(text.slice(span[0], span[1]))) return [];
    return [{ kind: 'password', start: span[0], end: span[1] }];
  });
}

const signInside = /[\p{L}\p{N}][!@#$%^&*][\p{L}\p{N}]/u;
const digitInside = /\p{L}\d+[\p{L}@$!]/u;

function isPasswordLike(word: string): boolean {
  const letters = word.match(/\p{L}/gu)?.length ?? 0;
  if (word.length < 7 || letters < 3 || !/\d/.test(word) || !/[!@#$%^&*]/.test(word)) return false;
  // Prices, shares, quantities; a name at a machine; two short names.
  if (/^\p{L}{0,3}[$#]\d|^[$#]?[\d.,]+[%$x*]|^\d+(?:st|nd|rd|th|%)/iu.test(word)) return false;
  return !/^\p{L}{1,2}&\p{L}{1,3}\d*$|^\p{Lu}\p{L}+&\p{Lu}\p{L}+\d?$/u.test(word);
}

/** Needs no words around it: a sign inside, or digits for letters and a sign at the end that closes no sentence. */
function isOpen(word: string): boolean {
  if (/^\p{L}+[#-]\d+[!?]*$/u.test(word)) return false;
  return signInside.test(word) || (digitInside.test(word) && /[@#$%^&*]$|^[!@#$%^&*]/.test(word));
}

const isAlone = (text: string, start: number, end: number) =>
  !/[\p{L}\p{N}]/u.test(text.slice(0, start)) && !/[\p{L}\p{N}]/u.test(text.slice(end));

function hasCue(text: string, start: number, end: number): boolean {
  const before =
    text
      .slice(Math.max(0, start - around), start)
      .split(/[.?]\s|\n/)
      .at(-1) ?? '';
  const after = text.slice(end, end + around).split(/[.?]\s|\n/, 1)[0] ?? '';
  return cue.test(before) || cue.test(after);
}

function wordAround(text: string, start: number, end: number): string {
  const before = /\S{0,80}$/.exec(text.slice(Math.max(0, start - 80), start))?.[0] ?? '';
  const after = /^\S{0,80}/.exec(text.slice(end, end + 80))?.[0] ?? '';
  return before + text.slice(start, end) + after;
}
