import type { Detector } from '../secret.ts';
import { isStrong, valueAt } from '../value.ts';

/** "login is bob / Hunter2", "creds: bob Hunter2": the second word is the password if it looks like one. */
const pair =
  /(?<![a-z])(?:credentials|creds?|log[ -]?in(?: (?:info|details|is))?|sign[ -]?in (?:info|details)|user(?:name)?|user id|account details)(?![a-z0-9])\s{0,3}(?:info|details|are|is|:|=|-){0,2}\s{0,3}[:=]?\s{0,3}["']?[\w.@\\+-]{2,80}["']?\s{0,3}(?:\/|\||,|;|:|\band\b|\bwith\b| - |\s)\s{0,3}/gi;

export const findCredentials: Detector = (text) =>
  [...text.matchAll(pair)].flatMap((match) => {
    const value = valueAt(text, match.index + match[0].length);
    if (value === null || value.quoted || !isStrong(value.text) || !/\d/.test(value.text)) return [];
    return [{ kind: 'password' as const, start: value.start, end: value.end }];
  });
