import { digitsOfWord, timesOfWord } from './number-words.ts';

/** A number as a word: "four", "eighty", "oh", "siete". */
export const numberWord = [...digitsOfWord.keys()].join('|');
const repeated = [...timesOfWord.keys()].join('|');
const between = String.raw`[\s,.-]{1,3}(?:(?:and|y|e|et|und)\s)?`;
/** Two number words in a row, which is what a spoken number has at least; without the boundaries around them. */
export const numberPair = `(?:${numberWord}|${repeated})${between}(?:${numberWord}|${repeated})`;
export const spokenMark = new RegExp(`(?<!\\p{L})${numberPair}(?!\\p{L})`, 'iu');
const run = new RegExp(
  `(?<![\\p{L}\\p{N}_-])(?:(?:${numberWord}|${repeated}|\\d)(?![\\p{L}\\p{N}_])(?:${between})?){2,40}`,
  'giu',
);

export interface SpokenNumber {
  readonly start: number;
  readonly end: number;
  readonly digits: string;
}

/** "four eighty two, nine thirteen" as 482913: the numbers of a text that are said word by word. */
export function spokenNumbers(text: string): SpokenNumber[] {
  if (!spokenMark.test(text)) return [];
  return [...text.matchAll(run)].flatMap((match) => {
    const said = match[0].replace(/[\s,.-]+(?:(?:and|y|e|et|und)\s)?$/i, '');
    if (!/\p{L}/u.test(said)) return [];
    return [{ start: match.index, end: match.index + said.length, digits: digitsOf(said) }];
  });
}

function digitsOf(said: string): string {
  let out = '';
  let times = 1;
  let open = 0;
  for (const word of said.toLowerCase().split(/[\s,.-]+/)) {
    const value = digitsOfWord.get(word) ?? (/^\d$/.test(word) ? word : null);
    if (value === null) {
      times = timesOfWord.get(word) ?? times;
      continue;
    }
    // "eighty two", "eight hundred twelve": what comes takes the place of the zeros.
    const fills = open > 0 && value.length <= open && !value.startsWith('0');
    out = fills ? out.slice(0, -value.length) + value : out + value.repeat(times);
    times = 1;
    open = openZeros(value);
  }
  return out;
}

/** How many digits the next word may fill in: one behind "eighty", two behind "hundred". */
function openZeros(value: string): number {
  if (/^0{2,3}$/.test(value)) return value.length;
  return /^[2-9]0$/.test(value) ? 1 : 0;
}
