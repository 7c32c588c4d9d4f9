import { normalise } from '../engine/normalise.ts';
import { createSpelling } from '../engine/spelling.ts';
import { stem } from '../engine/stem.ts';
import { tokenise } from '../engine/tokens.ts';
import type { WordVectors } from '../engine/word-vectors.ts';
import { dropAccents } from './accents.ts';
import { hasForeignWords } from './foreign.ts';
import { loadWording, type Wording } from './wording.ts';

/** The words that customers' messages are made of. */
export interface Lexicon {
  /** The word that a mistyped one stands for, or the word itself. */
  repair(word: string): string;
  /** Common in English or in the training texts. */
  isFamiliar(word: string): boolean;
  readonly wording: Wording;
}

/** A word of a training text counts as rightly spelt when at least this many texts have it. */
const textsMin = 3;
/** A word that this many texts have is one of the trade: a rare English word near it is a slip ("pinter"). */
const tradeTextsMin = 15;
/** Shorter words lie too near each other. */
const tradeLettersMin = 6;
/** A word this common in general English is no slip; a rarer one may be ("pinter" is a playwright). */
const commonWords = 15000;
const everydayWords = 12000;

export function createLexicon(
  texts: readonly string[],
  vectors: WordVectors,
  wording: Wording = loadWording(),
): Lexicon {
  const vocabulary = countWords(wording.dropsAccents ? texts.map(dropAccents) : texts, wording);
  const isRanked = (word: string, below: number): boolean => {
    const rank = vectors.rank(word);
    return rank >= 0 && rank < below;
  };
  const isOfTheTrade = (word: string): boolean =>
    word.length >= tradeLettersMin && (vocabulary.get(word) ?? 0) >= tradeTextsMin;
  const spelling = createSpelling({
    vocabulary,
    isKnown: (word) => isRanked(word, commonWords) || vocabulary.has(stem(word)),
    accepts: (word, repaired) => vectors.rank(word) < 0 || (isOfTheTrade(repaired) && repaired.length >= word.length),
  });
  return {
    repair: spelling.repair,
    isFamiliar: (word) => vocabulary.has(word) || isRanked(word, everydayWords),
    wording,
  };
}

function countWords(texts: readonly string[], wording: Wording): Map<string, number> {
  const counts = new Map<string, number>();
  for (const text of texts) {
    const words = tokenise(normalise(text)).map((token) => token.text);
    if (hasForeignWords(words, wording)) continue;
    for (const word of new Set(words)) counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  return new Map([...counts].filter(([, count]) => count >= textsMin));
}
