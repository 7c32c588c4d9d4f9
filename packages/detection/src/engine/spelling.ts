/** Mends words that are most likely mistyped. */
export interface Spelling {
  /** The word meant, or the word itself when it is known, too short, or nothing is near enough. */
  repair(word: string): string;
}

export interface SpellingOptions {
  /** Words to mend towards, with how often they occur; the more frequent wins a tie. */
  readonly vocabulary: ReadonlyMap<string, number>;
  /** Words that are right as they stand though they are not in the vocabulary. */
  readonly isKnown: (word: string) => boolean;
  /** Whether a repair of this word to that one may be made. */
  readonly accepts: (word: string, repaired: string) => boolean;
}

const lettersMin = 4;
const lettersMax = 18;
/** From this length on two slips are mended. */
const twoSlipsFrom = 8;

/**
 * Compares an unknown word with the vocabulary's words of the same first letter (or the first two swapped) and of nearly the
 * same length, by the number of slips: a letter more, less, other, or two swapped.
 */
export function createSpelling(options: SpellingOptions): Spelling {
  const byStart = new Map<string, { word: string; count: number }[]>();
  for (const [word, count] of [...options.vocabulary].sort(([one], [other]) => (one < other ? -1 : 1))) {
    if (word.length < lettersMin || !isLetters(word)) continue;
    const start = word.charAt(0);
    byStart.set(start, [...(byStart.get(start) ?? []), { word, count }]);
  }
  function nearest(word: string): string {
    const slipsMax = word.length >= twoSlipsFrom ? 2 : 1;
    let best = word;
    let bestSlips = slipsMax + 1;
    let bestCount = 0;
    const starts = word.charAt(0) === word.charAt(1) ? [word.charAt(0)] : [word.charAt(0), word.charAt(1)];
    for (const start of starts) {
      for (const candidate of byStart.get(start) ?? []) {
        if (Math.abs(candidate.word.length - word.length) > slipsMax) continue;
        if (start !== word.charAt(0) && candidate.word.charAt(1) !== word.charAt(0)) continue;
        const slips = countSlips(word, candidate.word, Math.min(bestSlips, slipsMax));
        if (slips < bestSlips || (slips === bestSlips && slips <= slipsMax && candidate.count > bestCount)) {
          best = candidate.word;
          bestSlips = slips;
          bestCount = candidate.count;
        }
      }
    }
    return bestSlips <= slipsMax ? best : word;
  }
  return {
    repair(word) {
      if (word.length < lettersMin || word.length > lettersMax || !isLetters(word)) return word;
      if (options.vocabulary.has(word) || options.isKnown(word)) return word;
      const repaired = nearest(word);
      return options.accepts(word, repaired) ? repaired : word;
    },
  };
}

function isLetters(word: string): boolean {
  for (let index = 0; index < word.length; index += 1) {
    const code = word.charCodeAt(index);
    if (code < 97 || code > 122) return false;
  }
  return true;
}

const rows = [new Uint8Array(32), new Uint8Array(32), new Uint8Array(32)];

/** Optimal string alignment distance; anything above `most` comes back as `most + 1`. */
function countSlips(one: string, other: string, most: number): number {
  let [before, previous, current] = rows as [Uint8Array, Uint8Array, Uint8Array];
  for (let column = 0; column <= other.length; column += 1) previous[column] = column;
  for (let row = 1; row <= one.length; row += 1) {
    current[0] = row;
    let least = row;
    const letter = one.charCodeAt(row - 1);
    for (let column = 1; column <= other.length; column += 1) {
      const changed = letter === other.charCodeAt(column - 1) ? 0 : 1;
      let slips = Math.min(
        (previous[column] as number) + 1,
        (current[column - 1] as number) + 1,
        (previous[column - 1] as number) + changed,
      );
      const isSwap =
        row > 1 &&
        column > 1 &&
        letter === other.charCodeAt(column - 2) &&
        one.charCodeAt(row - 2) === other.charCodeAt(column - 1);
      if (isSwap) slips = Math.min(slips, (before[column - 2] as number) + 1);
      current[column] = slips;
      least = Math.min(least, slips);
    }
    if (least > most) return most + 1;
    [before, previous, current] = [previous, current, before];
  }
  return Math.min(previous[other.length] as number, most + 1);
}
