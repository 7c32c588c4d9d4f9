import type { Detector, Secret } from '../secret.ts';

interface Group {
  readonly digits: string;
  readonly start: number;
  readonly end: number;
}

const run = /\d+(?:[ .-]{1,2}\d+)*/g;
const groupsMax = 6;
const securityCode =
  /\b(?:cvv2?|cvc2?|cv2|card security code|security code on (?:the|my) (?:back|card))\b\s{0,3}(?:number|code)?\s{0,3}(?:is|:|=|#)?\s{0,3}(\d{3,4})\b/dgi;
const cardWords = /\b(?:card|visa|master\s?card|amex|american express|discover|diners|credit|debit|cc|payment)\b/i;
const idWords =
  /\b(?:ticket|case|order|invoice|tracking|reference|ref|id|account|acct|imei|serial|license|licence|product)\b[ #:.a-z]{0,16}$/i;

/** Payment card numbers: length, issuer's range, check digit (ISO/IEC 7812, Luhn) and grouping must all fit. */
export const findCards: Detector = (text) => [...numbers(text), ...securityCodes(text)];

function numbers(text: string): Secret[] {
  const found: Secret[] = [];
  for (const match of text.matchAll(run)) {
    if (match[0].length < 13) continue;
    const before = text.slice(Math.max(0, match.index - 60), match.index);
    const named = cardWords.test(before);
    if (!named && (before.endsWith('+') || idWords.test(before))) continue;
    found.push(...cardsIn(groupsOf(match[0], match.index), named));
  }
  return found;
}

function groupsOf(digitsRun: string, offset: number): Group[] {
  return [...digitsRun.matchAll(/\d+/g)].map((match) => ({
    digits: match[0],
    start: offset + match.index,
    end: offset + match.index + match[0].length,
  }));
}

function cardsIn(groups: readonly Group[], named: boolean): Secret[] {
  const found: Secret[] = [];
  for (let first = 0; first < groups.length; first += 1) {
    for (let count = Math.min(groupsMax, groups.length - first); count > 0; count -= 1) {
      const part = groups.slice(first, first + count);
      const [head, tail] = [part[0], part.at(-1)];
      if (head === undefined || tail === undefined || !isCard(part, named)) continue;
      found.push({ kind: 'card', start: head.start, end: tail.end });
      first += count - 1;
      break;
    }
  }
  return found;
}

const groupings = new Set(['4,4,4,4', '4,6,5', '4,6,4', '4,4,4,4,3', '4,4,4,4,2', '4,4,4,1', '6,13', '8,8']);

function isCard(groups: readonly Group[], named: boolean): boolean {
  const length = groups.reduce((total, { digits }) => total + digits.length, 0);
  if (length < 13 || length > 19) return false;
  if (!named && groups.length > 1 && !groupings.has(groups.map(({ digits }) => digits.length).join(','))) return false;
  const digits = groups.map((group) => group.digits).join('');
  return isIssued(digits) && passesLuhn(digits);
}

const issuers: readonly (readonly [prefix: RegExp, lengths: readonly number[]])[] = [
  [/^4/, [13, 16, 19]],
  [/^(?:5[1-5]|222[1-9]|22[3-9]|2[3-6]|27[01]|2720)/, [16]],
  [/^3[47]/, [15]],
  [/^(?:6011|64[4-9]|65)/, [16, 19]],
  [/^3(?:0[0-5]|095|6|8|9)/, [14, 16]],
  [/^35(?:2[89]|[3-8])/, [16]],
  [/^62/, [16, 17, 18, 19]],
  [/^(?:50|5[6-9]|63|67)/, [16, 18, 19]],
];

function isIssued(digits: string): boolean {
  return issuers.some(([prefix, lengths]) => lengths.includes(digits.length) && prefix.test(digits));
}

function passesLuhn(digits: string): boolean {
  let sum = 0;
  for (let index = 0; index < digits.length; index += 1) {
    const digit = Number(digits.charAt(digits.length - 1 - index)) * (index % 2 === 0 ? 1 : 2);
    sum += digit > 9 ? digit - 9 : digit;
  }
  return sum % 10 === 0 && !/^(\d)\1+$/.test(digits);
}

function securityCodes(text: string): Secret[] {
  return [...text.matchAll(securityCode)].flatMap((match) => {
    const span = match.indices?.[1];
    return span === undefined ? [] : [{ kind: 'card' as const, start: span[0], end: span[1] }];
  });
}
