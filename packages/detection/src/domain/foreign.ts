import type { Wording } from './wording.ts';

/** More small foreign words than chance would bring, or mostly letters that English does not have. */
export function hasForeignWords(words: readonly string[], wording: Wording): boolean {
  if (words.length === 0) return false;
  let points = 0;
  let strange = 0;
  for (const word of words) {
    if (wording.foreignWords.has(word)) points += wording.foreignHomographs.has(word) ? 0.5 : 1;
    if (hasStrangeLetter(word)) strange += 1;
  }
  return points >= Math.max(1.5, words.length / 5) || strange >= Math.max(1, words.length / 3);
}

function hasStrangeLetter(word: string): boolean {
  for (let index = 0; index < word.length; index += 1) if (word.charCodeAt(index) > 127) return true;
  return false;
}

/**
 * Whether a message is written in another language than the one of `wording`: by its small words and letters, or because half of its words are
 * unheard of and none of those that hold an English sentence together is there.
 */
export function looksForeign(
  words: readonly string[],
  isFamiliar: (word: string) => boolean,
  wording: Wording,
): boolean {
  if (hasForeignWords(words, wording)) return true;
  const strange = words.filter((word) => !isFamiliar(word) && !hasDigit(word)).length;
  const common = words.filter((word) => wording.commonWords.has(word)).length;
  if (words.length < 3 || strange < 2) return false;
  return common === 0 ? strange >= words.length * 0.4 : common * 6 < words.length && strange * 2 >= words.length;
}

function hasDigit(word: string): boolean {
  for (let index = 0; index < word.length; index += 1) {
    const code = word.charCodeAt(index);
    if (code >= 48 && code <= 57) return true;
  }
  return false;
}
