import type { NameWords } from '../language/name-words.ts';

/**
 * A name as it is written on a ticket: "MARIA DE LA CRUZ" and "maria de la cruz" are "Maria de la Cruz". A word with capitals
 * of its own ("DeShawn", "McKenna", "AJ") stays as it was typed, unless the whole name shouts.
 */
export function inNameCase(name: string, words: NameWords): string {
  const shouted = name === name.toUpperCase() && /\p{L}{3,}/u.test(name);
  return name
    .split(/\s+/)
    .map((word, at) => wordCase(word, at, shouted, words))
    .join(' ');
}

function wordCase(word: string, at: number, shouted: boolean, words: NameWords): string {
  const small = word.toLowerCase();
  const suffix = words.suffixes.get(small.replace(/[.,]/g, ''));
  if (suffix !== undefined && at > 0) return suffix;
  if (at > 0 && words.smallParticles.has(small) && (shouted || word === small)) return small;
  const loud = word === word.toUpperCase() && word.replace(/[^\p{L}]/gu, '').length > 2;
  return word === small || shouted || loud ? capitalised(small) : word;
}

/** "o'neil", "anne-marie", "mcdonald". */
function capitalised(word: string): string {
  return word
    .replace(/(^|[-'’.])(\p{L})/gu, (_, before: string, letter: string) => before + letter.toUpperCase())
    .replace(/^Mc(\p{L})(?=\p{L}{2})/u, (_, letter: string) => `Mc${letter.toUpperCase()}`);
}
