import cardValidator from 'card-validator';
import type { Detector, Secret } from '../secret.ts';
import { spokenNumbers } from '../spoken-digits.ts';

interface Group {
  readonly digits: string;
  readonly start: number;
  readonly end: number;
}

/** Digits with nothing but separators between them: spaces, line ends, dashes, dots, slashes, commas, a single x… */
const run = /\d+(?:(?:[\s.,/_|:*+~\\-]{1,5}|x(?=\d))\d+)*/gi;
const groupsMax = 19;
/** What the code on a card is called, by language. */
const securityCodeName = [
  '(?:cvv2?|cvc2?|cv2|ccv|cvn)(?: (?:code|number))?(?: (?:on|at|from) (?:the )?back(?: of (?:the |my )?(?:card|it))?)?|cid(?= (?:is|code|number|on|\\d))|card security (?:code|number|digits|value)|card verification(?: code| value| number)?',
  "(?:security |verification |card |three[ -]digit |3[ -]digit |4[ -]digit |four[ -]digit )?(?:code|number|digits|numbers)(?: that(?:'s| is)| is| are)? (?:(?:on|at|from) (?:the |my |its |our )?(?:back|front|reverse)|(?:on|of|for|from) (?:the |my |our |his |her |that )?(?:\\w{2,10} )?(?:card|visa|mastercard|amex|discover)(?: \\w{2,8})?)(?: side)?(?: of (?:the |my |our |that |his |her )?(?:\\w{2,10} )?(?:card|visa|mastercard|amex|discover|it))?",
  '(?:three|four|3|4|last 3|last three) (?:digits|numbers|figures)(?: (?:on|at|from) (?:the |my )?(?:back|front))(?: of (?:the |my |our )?(?:\\w{2,10} )?(?:card|visa|mastercard|amex|it))?',
  'back of (?:the |my |our )?(?:\\w{2,10} )?(?:card|visa|mastercard|amex)',
  'c[oó]digo de seguridad(?: de (?:la|mi) tarjeta)?|cryptogramme(?: visuel)?|code de s[eé]curit[eé](?: de (?:la|ma) carte)?|pr[uü]f(?:nummer|ziffer)|kartenpr[uü]fnummer|sicherheitscode(?: der karte)?|c[oó]digo de seguran[cç]a(?: do cart[aã]o)?|codice di sicurezza(?: della carta)?',
].join('|');
const securityCode = new RegExp(
  String.raw`(?<![\p{L}\p{N}])(?:${securityCodeName})(?!\p{L})\s{0,3}(?:number|code)?\s{0,3}(?:is|are|was|says|reads|shows|es|est|ist|è|é|:|=|#|-|,)?\s{0,3}(?:is |it'?s |the )?(\d{3,4}|\d \d \d(?: \d)?)(?![\p{L}\p{N}]|[.,:/-]\d| \d)`,
  'dgiu',
);
const cardWords =
  /\b(?:card|visa|master\s?card|amex|american express|discover|diners|jcb|credit|debit|cc|payment|karte|tarjeta|carte|carta|cart[aã]o)\b/i;
const idWords =
  /\b(?:ticket|case|order|invoice|tracking|reference|ref|id|account|acct|imei|serial|license|licence|product)\b[ #:.a-z]{0,16}$/i;

/** What a text must have for a card number or its security code to be in it. */
export const cardMark = { test: (text: string) => /\d/.test(text) && mark.test(text) };
const mark =
  /\d(?:[^a-z\d]{0,5}x?\d){12}|cv[vc2n]|ccv|cid\b|security code|card|visa|amex|discover\b|(?:code|digits|numbers?|figures)\b.{0,24}\b(?:back|front|reverse)|seguri|seguran|cryptogramme|s[eé]curit|pr[uü]f|sicher|sicurezza/i;

/** Payment card numbers: length, issuer's range, check digit (card-validator) and grouping must all fit. */
export const findCards: Detector = (text) => [...numbers(text), ...securityCodes(text)];

/** Card numbers said in words: "four one one one, one one one one…". */
export const findSpokenCards: Detector = (text) =>
  spokenNumbers(text).flatMap(({ digits, start, end }) => (isCardNumber(digits) ? [{ kind: 'card', start, end }] : []));

function numbers(text: string): Secret[] {
  const found: Secret[] = [];
  for (const match of text.matchAll(run)) {
    if (match[0].length < 13) continue;
    const before = text.slice(Math.max(0, match.index - 60), match.index);
    const end = match.index + match[0].length;
    const named = cardWords.test(before) || cardWords.test(text.slice(end, end + 24));
    if (!named && (before.endsWith('+') || idWords.test(before))) continue;
    found.push(...cardsIn(groupsOf(match[0], match.index), named, text));
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

function cardsIn(groups: readonly Group[], named: boolean, text: string): Secret[] {
  const found: Secret[] = [];
  for (let first = 0; first < groups.length; first += 1) {
    const last = lastOfCard(groups, first, named, text);
    const [head, tail] = [groups[first], last === null ? undefined : groups[last]];
    if (head === undefined || tail === undefined || last === null) continue;
    found.push({ kind: 'card', start: head.start, end: tail.end }, ...codeBehind(text, tail.end));
    first = last;
  }
  return found;
}

const digitsMin = 13;
const digitsMax = 19;

/** The group that ends a card number begun by `first`; the longest one counts. */
function lastOfCard(groups: readonly Group[], first: number, named: boolean, text: string): number | null {
  if (!/^[2-6]/.test(groups[first]?.digits ?? '')) return null;
  let digits = '';
  let longest: number | null = null;
  const lengths: number[] = [];
  for (let last = first; last < groups.length && last < first + groupsMax; last += 1) {
    const group = groups[last];
    if (group === undefined || digits.length + group.digits.length > digitsMax) break;
    digits += group.digits;
    lengths.push(group.digits.length);
    if (digits.length < digitsMin || !isGrouped(lengths, first === 0, named)) continue;
    if (!named && !isUniform(groups.slice(first, last + 1), text)) continue;
    if (isCardNumber(digits)) longest = last;
  }
  return longest;
}

/** Without a word on cards the separators must be the same throughout, line ends counting as spaces. */
function isUniform(groups: readonly Group[], text: string): boolean {
  const between = groups.slice(1).map((group, index) => text.slice(groups[index]?.end, group.start).trim());
  return new Set(between).size <= 1;
}

const groupings = new Set(['4,4,4,4', '4,6,5', '4,6,4', '4,4,4,4,3', '4,4,4,4,2', '4,4,4,1', '6,13', '8,8']);

/** As cards are printed; at the beginning of the digits also one by one, two by two, or as a word on cards allows. */
function isGrouped(lengths: readonly number[], isFirst: boolean, named: boolean): boolean {
  if (lengths.length === 1 || groupings.has(lengths.join(','))) return true;
  if (!isFirst) return false;
  return (
    named || lengths.every((length) => length === 1) || (lengths.length > 6 && lengths.every((length) => length === 2))
  );
}

function isCardNumber(digits: string): boolean {
  if (digits.length < digitsMin || digits.length > digitsMax || !hasCheckDigit(digits)) return false;
  return !/^(\d)\1+$/.test(digits) && cardValidator.number(digits, { luhnValidateUnionPay: true }).isValid;
}

/** Luhn's check, ten times cheaper than to ask for the issuer: nine of ten numbers end here. */
function hasCheckDigit(digits: string): boolean {
  let sum = 0;
  for (let index = 0; index < digits.length; index += 1) {
    const digit = (digits.charCodeAt(digits.length - 1 - index) - 48) * (index % 2 === 0 ? 1 : 2);
    sum += digit > 9 ? digit - 9 : digit;
  }
  return sum % 10 === 0;
}

const behind =
  /^[^\n]{0,30}?\b(?:code|cid|sec(?:urity)?(?: code)?|verification|pin|back)\b[ :#]{0,3}(?:is )?(\d{3,4})(?![\w/-])/di;

/** Behind a card number "code 123" is its security code. */
function codeBehind(text: string, end: number): Secret[] {
  const span = behind.exec(text.slice(end, end + 60))?.indices?.[1];
  return span === undefined ? [] : [{ kind: 'card', start: end + span[0], end: end + span[1] }];
}

function securityCodes(text: string): Secret[] {
  return [...text.matchAll(securityCode)].flatMap((match) => {
    const span = match.indices?.[1];
    return span === undefined ? [] : [{ kind: 'card' as const, start: span[0], end: span[1] }];
  });
}
