import { hashStart, hashText } from '../engine/hash.ts';
import type { ActWord } from './act-words.ts';

/** Longest address that is looked at; what is longer is none. */
const addressMax = 120;

/** An e-mail address or a link that starts here: rules with a grammar, linear in its length. */
export function urlOrEmail(text: string, at: number): { shape: '<email>' | '<url>'; end: number } | null {
  let end = at;
  let sign = -1;
  while (end < text.length && end - at < addressMax && text.charCodeAt(end) > 32) {
    if (text.charAt(end) === '@') sign = sign < 0 ? end : sign;
    end += 1;
  }
  while (end > at && ').,;:!?>"\''.includes(text.charAt(end - 1))) end -= 1;
  if (sign > at && sign < end - 3 && text.indexOf('.', sign) > sign + 1 && text.indexOf('.', sign) < end - 1)
    return { shape: '<email>', end };
  const isLink = text.startsWith('http://', at) || text.startsWith('https://', at) || text.startsWith('www.', at);
  return isLink && end - at > 7 ? { shape: '<url>', end } : null;
}

/** The shape of a word with digits, null for a word of letters: numbers by their length, times, ordinals, codes. */
export function shapeOf(word: string): string | null {
  let digits = 0;
  for (let index = 0; index < word.length; index += 1) {
    const code = word.charCodeAt(index);
    if (code >= 48 && code <= 57) digits += 1;
  }
  if (digits === 0) return null;
  if (digits === word.length) return `<n${Math.min(digits, 8)}>`;
  const leading = Number.parseInt(word, 10);
  if (Number.isNaN(leading)) return digits >= 3 ? '<mixed>' : null;
  const rest = word.slice(String(leading).length);
  return `<n:${rest.length > 3 ? '…' : rest}>`;
}

const between = ' -./()+:,';

/** Joins digits that belong together: "(312) 555-0199" is one phone number, "10/12" a date, "9:30" a time. */
export function joinNumbers(text: string, words: readonly ActWord[]): ActWord[] {
  const out: ActWord[] = [];
  let index = 0;
  while (index < words.length) {
    const first = words[index] as ActWord;
    let last = index;
    while (isPlainNumber(first) && isJoined(text, words[last], words[last + 1])) last += 1;
    const end = words[last] as ActWord;
    const shape = isPlainNumber(first) ? numberShape(text.slice(first.start, end.end)) : null;
    out.push(shape ? { ...first, text: shape, hash: hashText(hashStart, shape), end: end.end } : first);
    index = last + 1;
  }
  return out;
}

function isPlainNumber(word: ActWord | undefined): boolean {
  return word !== undefined && word.kind === 'value' && word.text.startsWith('<n') && !word.text.startsWith('<n:');
}

function isJoined(text: string, one: ActWord | undefined, next: ActWord | undefined): boolean {
  if (!one || !next || !isPlainNumber(next) || next.start - one.end > 3) return false;
  for (let at = one.end; at < next.start; at += 1) if (!between.includes(text.charAt(at))) return false;
  return true;
}

function numberShape(text: string): string | null {
  let digits = 0;
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (code >= 48 && code <= 57) digits += 1;
  }
  if (digits === text.length) return digits >= 9 && digits <= 15 ? '<phone>' : null;
  if (digits >= 7 && digits <= 15 && !text.includes(':')) return text.split('/').length === 3 ? '<date>' : '<phone>';
  if (text.includes(':')) return '<time>';
  return text.includes('/') ? '<date>' : null;
}
