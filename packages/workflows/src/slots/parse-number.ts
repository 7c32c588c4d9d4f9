import { bare, unaccented } from '../language/normalise.ts';
import { type NumberWords, numberWords } from '../language/number-words.ts';
import { valueWords } from '../language/value-words.ts';
import type { Words } from '../replies/reply-types.ts';
import { notParsed, type Parsed, parsed } from './slot-context.ts';

interface Said {
  readonly value: number;
  readonly behind: string;
  /** Written with digits. */
  readonly inDigits: boolean;
}

/** Every number of a text in its order. People that are counted in a sentence are none: "seven people are idle". */
function numbersIn(text: string, words: NumberWords): Said[] {
  const said = text.replace(/(\d),(\d{3})\b/g, '$1$2');
  const found = [...said.matchAll(/-?\d+(?:[.,]\d+)?|\p{L}+(?:-\p{L}+)?/gu)].flatMap((match): Said[] => {
    const behind = said.slice(match.index + match[0].length);
    if (/\d/.test(match[0])) return [{ value: Number(match[0].replace(',', '.')), behind, inDigits: true }];
    return inWords(unaccented(match[0].toLowerCase()), behind, words);
  });
  return found.filter(({ behind }) => !words.people.test(behind) || words.peopleEnd.test(behind));
}

/** "Ninety five", "ninety-five": the tens take the ones behind them. */
function inWords(word: string, behind: string, words: NumberWords): Said[] {
  const [head = '', own] = word.split('-');
  const tens = words.tens.get(head);
  if (tens === undefined) {
    const value = words.numbers.get(word);
    return value === undefined ? [] : [{ value, behind, inDigits: false }];
  }
  const next = own ?? words.ones.exec(behind)?.[1]?.toLowerCase() ?? '';
  const ones = words.numbers.get(unaccented(next));
  if (ones === undefined || ones < 1 || ones > 9) return [{ value: tens, behind, inDigits: false }];
  return [{ value: tens + ones, behind: own === undefined ? behind.replace(words.ones, '') : behind, inDigits: false }];
}

/** The number that a text says, digits before words. */
export function findNumber(text: string, language?: string): number | null {
  const all = numbersIn(text, numberWords(language));
  return (all.find(({ inDigits }) => inDigits) ?? all[0])?.value ?? null;
}

export function parseNumber(
  text: string,
  limits: { min?: number | undefined; max?: number | undefined; unit?: string | undefined },
  words: Words,
): Parsed {
  const value = findNumber(text, words.language);
  if (value === null) return notParsed();
  const { min, max, unit } = limits;
  if (min !== undefined && value < min) return notParsed(words('hint.at_least', { min }));
  if (max !== undefined && value > max) return notParsed(words('hint.at_most', { max }));
  return parsed(value, unit === undefined ? String(value) : words('answer.amount', { value, unit }));
}

/** How much of a hundred is used; null where a number is of something else, such as gigabytes. */
function findShare(text: string, language?: string): number | null {
  const words = numberWords(language);
  const ofAll = shareOfAll(text, words);
  if (ofAll !== null) return ofAll;
  const all = numbersIn(text, words);
  const marked = all.find(({ behind }) => words.percent.test(behind));
  if (marked !== undefined)
    return words.free.test(marked.behind.replace(words.percent, '')) ? 100 - marked.value : marked.value;
  const bareOne = all.find(
    ({ behind }) => words.afterShare.test(behind) && !words.gigabytes.test(behind) && !words.people.test(behind),
  );
  return bareOne?.value ?? null;
}

/** "3 GB free of 200" is 99 percent, "80 of 100 GB" is 80. */
function shareOfAll(text: string, words: NumberWords): number | null {
  const { part, all, unit, unit2, free, free0, free2 } = words.ofAll.exec(text)?.groups ?? {};
  if (part === undefined || all === undefined || (unit ?? unit2) === undefined) return null;
  if (unit !== undefined && unit2 !== undefined && bare(unit)[0] !== bare(unit2)[0]) return null;
  const share = Number(part.replace(',', '.')) / Number(all.replace(',', '.'));
  if (!(share >= 0 && share <= 1)) return null;
  return Math.round((free ?? free0 ?? free2) === undefined ? share * 100 : (1 - share) * 100);
}

/** 0 to 100; "about half", "maxed out" and "almost full" are read too. */
export function parsePercent(text: string, words: Words): Parsed {
  const value = findShare(text, words.language);
  if (value !== null) {
    if (value < 0 || value > 100) return notParsed(words('hint.percent'));
    return parsed(value, words('answer.percent', { value }));
  }
  const said = bare(text);
  const known = valueWords(words.language);
  if (known.half.test(said)) return parsed(50, words('answer.about_percent', { value: 50 }));
  if (known.full.test(said))
    return known.nearly.test(said)
      ? parsed(95, words('answer.about_percent', { value: 95 }))
      : parsed(100, words('answer.percent', { value: 100 }));
  if (known.veryHigh.test(said)) return parsed(90, words('answer.very_high'));
  if (known.low.test(said)) return parsed(10, words('answer.low'));
  return notParsed();
}
