import { normalise } from '../engine/normalise.ts';
import { createSpelling, type Spelling } from '../engine/spelling.ts';
import { stem } from '../engine/stem.ts';
import { tokenise } from '../engine/tokens.ts';
import type { WordVectors } from '../engine/word-vectors.ts';
import { concepts } from './concepts.ts';

/** A word of a training text counts as rightly spelt when at least this many texts have it. */
const textsMin = 3;
/** The words of the concepts outweigh other words in a tie. */
const conceptCount = 20;

/** Repairs towards the words of the concepts and of the training texts. */
export function createDomainSpelling(texts: readonly string[], vectors: WordVectors): Spelling {
  const counts = new Map<string, number>();
  for (const text of texts) {
    for (const word of new Set(tokenise(normalise(text)).map((token) => token.text)))
      counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  const vocabulary = new Map([...counts].filter(([, count]) => count >= textsMin));
  for (const phrase of Object.values(concepts).flat())
    for (const word of phrase.split(' ')) vocabulary.set(word, (vocabulary.get(word) ?? 0) + conceptCount);
  const conceptWords = new Set(
    Object.values(concepts).flatMap((phrases) => phrases.flatMap((phrase) => phrase.split(' '))),
  );
  return createSpelling({
    vocabulary,
    isKnown: (word) => isBetween(vectors.rank(word), 0, commonWords) || vocabulary.has(stem(word)),
    accepts: (word, repaired) =>
      vectors.rank(word) < 0 || (conceptWords.has(repaired) && repaired.length >= 6 && repaired.length >= word.length),
  });
}

/** A word this common in general English is no slip; a rarer one may be ("pinter" is a playwright). */
const commonWords = 15000;

function isBetween(value: number, from: number, to: number): boolean {
  return value >= from && value < to;
}
