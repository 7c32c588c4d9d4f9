import { bare } from '../language/normalise.ts';
import { notParsed, type Parsed, parsed } from './slot-context.ts';

const words: Readonly<Record<string, number>> = {
  zero: 0,
  one: 1,
  single: 1,
  two: 2,
  both: 2,
  couple: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
  ten: 10,
  eleven: 11,
  twelve: 12,
  fifteen: 15,
  twenty: 20,
  thirty: 30,
  forty: 40,
  fifty: 50,
  sixty: 60,
  seventy: 70,
  eighty: 80,
  ninety: 90,
  hundred: 100,
};

export function findNumber(text: string): number | null {
  const digits = /-?\d+(?:[.,]\d+)?/.exec(text.replace(/(\d),(\d{3})\b/g, '$1$2'));
  if (digits !== null) return Number(digits[0].replace(',', '.'));
  const said = bare(text)
    .split(' ')
    .find((word) => Object.hasOwn(words, word));
  return said === undefined ? null : (words[said] ?? null);
}

export function parseNumber(
  text: string,
  limits: { min?: number | undefined; max?: number | undefined; unit?: string | undefined },
): Parsed {
  const value = findNumber(text);
  if (value === null) return notParsed();
  const { min, max, unit } = limits;
  if (min !== undefined && value < min) return notParsed(`It should be at least ${min}.`);
  if (max !== undefined && value > max) return notParsed(`It should be at most ${max}.`);
  return parsed(value, unit === undefined ? String(value) : `${value} ${unit}`);
}

/** 0 to 100; "about half", "maxed out" and "almost full" are read too. */
export function parsePercent(text: string): Parsed {
  const value = findNumber(text);
  if (value !== null) {
    if (value < 0 || value > 100) return notParsed('A percentage is between 0 and 100.');
    return parsed(value, `${value}%`);
  }
  const said = bare(text);
  if (/\bhalf\b/.test(said)) return parsed(50, 'about 50%');
  if (/\b(?:maxed|maxed out|full|pegged|completely full|all of it)\b/.test(said))
    return parsed(/almost|nearly/.test(said) ? 95 : 100, /almost|nearly/.test(said) ? 'about 95%' : '100%');
  if (/\b(?:very high|in the red|really high|red)\b/.test(said)) return parsed(90, 'very high');
  if (/\b(?:very )?low\b|\bnormal\b|\bfine\b|\bhardly\b|\bnothing\b/.test(said)) return parsed(10, 'low');
  return notParsed();
}
