import { normalise } from '../engine/normalise.ts';
import { createSpelling } from '../engine/spelling.ts';
import { stem } from '../engine/stem.ts';
import { tokenise } from '../engine/tokens.ts';
import type { WordVectors } from '../engine/word-vectors.ts';
import { concepts } from './concepts.ts';
import { hasForeignWords } from './foreign.ts';

/** The words that customers' messages are made of. */
export interface Lexicon {
  /** The word that a mistyped one stands for, or the word itself. */
  repair(word: string): string;
  /** Common in English or in the training texts. */
  isFamiliar(word: string): boolean;
}

/** A word of a training text counts as rightly spelt when at least this many texts have it. */
const textsMin = 3;
/** The words of the concepts outweigh other words in a tie. */
const conceptCount = 20;
/** A word this common in general English is no slip; a rarer one may be ("pinter" is a playwright). */
const commonWords = 15000;
const everydayWords = 12000;

export function createLexicon(texts: readonly string[], vectors: WordVectors): Lexicon {
  const conceptWords = new Set(
    Object.values(concepts).flatMap((phrases) => phrases.flatMap((phrase) => phrase.split(' '))),
  );
  const vocabulary = countWords(texts, conceptWords);
  const isRanked = (word: string, below: number): boolean => {
    const rank = vectors.rank(word);
    return rank >= 0 && rank < below;
  };
  const spelling = createSpelling({
    vocabulary,
    isKnown: (word) => isRanked(word, commonWords) || vocabulary.has(stem(word)),
    accepts: (word, repaired) =>
      vectors.rank(word) < 0 || (conceptWords.has(repaired) && repaired.length >= 6 && repaired.length >= word.length),
  });
  return { repair: spelling.repair, isFamiliar: (word) => vocabulary.has(word) || isRanked(word, everydayWords) };
}

function countWords(texts: readonly string[], conceptWords: ReadonlySet<string>): Map<string, number> {
  const counts = new Map<string, number>();
  for (const text of texts) {
    const words = tokenise(normalise(text)).map((token) => token.text);
    if (hasForeignWords(words)) continue;
    for (const word of new Set(words)) counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  const vocabulary = new Map([...counts].filter(([, count]) => count >= textsMin));
  for (const word of conceptWords) vocabulary.set(word, (vocabulary.get(word) ?? 0) + conceptCount);
  return vocabulary;
}
