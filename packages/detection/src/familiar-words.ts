import { readFileSync } from 'node:fs';
import { trainingFiles } from './acts/act-lines.ts';
import type { DetectableWorkflow } from './detector.ts';
import { dropAccents } from './domain/accents.ts';
import { normalise } from './engine/normalise.ts';
import { loadWordVectors } from './engine/word-vectors.ts';
import { trainingLanguages } from './training-data.ts';
import { trainingTexts } from './training-texts.ts';

/** Which words are of everyday language or of the trade, and name nobody. */
export interface FamiliarWords {
  /**
   * @param word as it was typed
   * @param isNamed it is written like a name: then only a word of the trade is none
   */
  isFamiliar(word: string, isNamed: boolean): boolean;
}

/** A word that so many lines write in small letters is one of the trade, however it is written. */
const linesMin = 2;
/** Places in the list of common words; behind it stand more and more names. */
const commonWords = 12_000;

const actsFolder = new URL('../data/acts/', import.meta.url);
const wordPattern = /[\p{L}\p{N}][\p{L}\p{M}\p{N}]*/gu;

/**
 * Reads the training lines of topics and acts once, some tenths of a second; then a look into two tables a word.
 *
 * @param more further texts whose words name nobody, in any case of letters
 */
export function createFamiliarWords(
  workflows: readonly DetectableWorkflow[],
  more: readonly string[] = [],
): FamiliarWords {
  const counts = new Map<string, number>();
  for (const text of [...trainingTexts(workflows).map((line) => line.text), ...actTexts()])
    for (const word of new Set(smallWords(text))) counts.set(word, (counts.get(word) ?? 0) + 1);
  for (const text of more) for (const word of wordsOf(text)) counts.set(plain(word), linesMin);
  const vectors = loadWordVectors();
  const isCommon = (word: string) => {
    const rank = vectors.rank(word);
    return rank >= 0 && rank < commonWords;
  };
  return {
    isFamiliar: (word, isNamed) =>
      wordsOf(word).every((part) => {
        const count = counts.get(plain(part)) ?? 0;
        return count >= linesMin || (!isNamed && (count > 0 || isCommon(plain(part))));
      }),
  };
}

function actTexts(): string[] {
  return trainingLanguages().flatMap((language) => {
    const folder = new URL(`${language}/`, actsFolder);
    const lines = trainingFiles(folder).flatMap((name) => readFileSync(new URL(name, folder), 'utf8').split('\n'));
    return lines.filter((line) => line !== '').map((line) => String(JSON.parse(line).text));
  });
}

/** Words in small letters: what is written with a capital may be a name. */
const smallWords = (text: string): string[] =>
  wordsOf(text)
    .filter((word) => word === word.toLowerCase())
    .map(plain);
const wordsOf = (text: string): string[] => text.match(wordPattern) ?? [];
const plain = (word: string): string => dropAccents(normalise(word));
