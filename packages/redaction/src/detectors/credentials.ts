import type { Detector } from '../secret.ts';
import { isStrong, valueAt } from '../value.ts';

/** "login is bob / Hunter2", "creds: bob Hunter2": the second word is the password if it looks like one. */
const pair =
  /(?<![a-z])(?:credentials|creds?|(?:my|the|login|sign[ -]in|access) info(?: is|:)|log[ -]?in(?: (?:info|details|is))?|sign[ -]?in (?:info|details)|user[ _-]?id|user[ _-]?name|user|account details)(?![a-z0-9])\s{0,3}(?:info|details|are|is|:|=|-){0,2}\s{0,3}[:=]?\s{0,3}["']?(?!(?:is|are|was)\b)[\w.@\\+-]{2,80}["']?\s{0,3}(?:\/|\||,|;|:|\band\b|\bwith\b| - |\s)\s{0,3}/gi;

/** What a text must have for a pair of user and password to be in it. */
export const credentialMark = {
  test: (text: string) => /\d/.test(text) && /cred|log|sign|user|account d|@/i.test(text),
};

/** "ann@firm.example:Hunter2", "ann@firm.example / Hunter2". */
const addressed = /(?<![\w.+:/@-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}\s?[:/|]{1,2}\s?(?=\S)/g;

export const findCredentials: Detector = (text) =>
  [...text.matchAll(pair), ...text.matchAll(addressed)].flatMap((match) => {
    const value = valueAt(text, match.index + match[0].length);
    if (value === null || value.quoted || !isStrong(value.text) || !/\d/.test(value.text)) return [];
    // "user=sa;Password=…" names what follows by itself.
    if (/^[/-]{0,2}\w{1,20}[=:]/.test(value.text)) return [];
    return [{ kind: 'password' as const, start: value.start, end: value.end }];
  });
