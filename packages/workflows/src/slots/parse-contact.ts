import { parsePhoneNumberFromString } from 'libphonenumber-js/min';
import { z } from 'zod';
import { notParsed, type Parsed, parsed } from './slot-context.ts';

/** Bounded, and begun only where a word begins: a long word without an `@` is looked at once, not from each of its letters. */
const emailPattern =
  /(?<![a-z0-9._%+'-])[a-z0-9._%+'-]{1,80}@[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?){1,10}/gi;
const address = z.email().max(150);

/** Every address in a text, lower case domain, without the full stop that ends a sentence. */
export function findEmails(text: string): string[] {
  const joined = text.replace(/\s{1,9}(?:\(at\)|\[at\])\s{1,9}/gi, '@').replace(/mailto:/gi, '');
  return [...joined.matchAll(emailPattern)]
    .map(([match]) => match.replace(/^['.]+/, '').toLowerCase())
    .filter((found) => address.safeParse(found).success);
}

export function parseEmail(text: string): Parsed {
  const [first, second] = findEmails(text);
  if (first === undefined) {
    if (/@/.test(text)) return notParsed('That address looks incomplete.');
    return notParsed();
  }
  // "it's not a@x.com, it's b@x.com": the last one counts.
  return second === undefined || !/\bnot\b|n't\b|wrong|instead of/i.test(text)
    ? parsed(first, first)
    : parsed(second, second);
}

const phonePattern = /\+?\(?\d[\d\s().\-/]{5,20}\d(?:\s*(?:ext|x|extension)\.?\s*\d{1,6})?/gi;

/** A number as a person would dial it; numbers without a country are taken for North American ones. */
export function findPhone(text: string): string | null {
  for (const [match] of text.matchAll(phonePattern)) {
    const number = parsePhoneNumberFromString(match.replaceAll('/', ' '), 'US');
    if (number?.isPossible() === true)
      return number.country === 'US' || match.trim().startsWith('+') ? number.formatInternational() : match.trim();
  }
  return null;
}

/** The text without what looks like a phone number, so that its digits are not read as something else. */
export function withoutPhones(text: string): string {
  return text.replace(phonePattern, ' ');
}

export function parsePhone(text: string): Parsed {
  const found = findPhone(text);
  if (found !== null) return parsed(found, found);
  // Local numbers without an area code are better than none, when they were asked for.
  const digits = text.replace(/[\s().\-/]/g, '');
  const local = /^\+?\d{7,15}$/.exec(digits)?.[0];
  if (local !== undefined) return parsed(local, text.trim());
  return /\d/.test(text) ? notParsed('That number looks too short or too long.') : notParsed();
}
