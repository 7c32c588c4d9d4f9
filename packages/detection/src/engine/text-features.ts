import type { FeatureBag } from './feature-bag.ts';
import { hashCode, hashFinish, hashStart, hashText } from './hash.ts';
import { stem } from './stem.ts';
import type { Token } from './tokens.ts';

/** What is taken from the words of a text. */
export interface WordFeatures {
  readonly kind: 'words';
  /** Longest run of neighbouring words. */
  readonly longest: number;
  /** Pairs of words with one to this many words between them; 0 for none. */
  readonly gap: number;
  /** Unordered pairs of words at any distance up to this; 0 for none. */
  readonly pairs: number;
  readonly stems: boolean;
}

/** What is taken from the letters: every run of `shortest` to `longest` characters of a word with its borders. */
export interface CharacterFeatures {
  readonly kind: 'characters';
  readonly shortest: number;
  readonly longest: number;
  /** Also runs that reach over the border between words. */
  readonly acrossWords: boolean;
}

export type FeatureKind = WordFeatures | CharacterFeatures;

const wordSeed = hashCode(hashStart, 1);
const gapSeed = hashCode(hashStart, 2);
const pairSeed = hashCode(hashStart, 3);
const characterSeed = hashCode(hashStart, 4);

export function addFeatures(bag: FeatureBag, tokens: readonly Token[], kind: FeatureKind): void {
  if (kind.kind === 'words') addWords(bag, tokens, kind);
  else addCharacters(bag, tokens, kind);
}

function addWords(bag: FeatureBag, tokens: readonly Token[], kind: WordFeatures): void {
  const hashes = tokens.map((token) => hashText(hashStart, kind.stems ? stem(token.text) : token.text));
  const first = hashText(hashStart, '^');
  const last = hashText(hashStart, '$');
  const sequence = [first, ...hashes, last];
  for (let from = 0; from < sequence.length; from += 1) {
    let hash = wordSeed;
    for (let length = 1; length <= kind.longest && from + length <= sequence.length; length += 1) {
      hash = hashCode(hash, sequence[from + length - 1] as number);
      const isBorderAlone = length === 1 && (from === 0 || from === sequence.length - 1);
      if (!isBorderAlone) bag.add(hashFinish(hash), 1);
    }
  }
  for (let from = 0; from < hashes.length; from += 1) {
    for (let other = from + 2; other <= from + 1 + kind.gap && other < hashes.length; other += 1)
      bag.add(hashFinish(hashCode(hashCode(gapSeed, hashes[from] as number), hashes[other] as number)), 1);
    for (let other = from + 1; other <= from + kind.pairs && other < hashes.length; other += 1)
      addPair(bag, hashes[from] as number, hashes[other] as number);
  }
}

function addPair(bag: FeatureBag, one: number, other: number): void {
  const low = Math.min(one, other);
  const high = Math.max(one, other);
  bag.add(hashFinish(hashCode(hashCode(pairSeed, low), high)), 1);
}

function addCharacters(bag: FeatureBag, tokens: readonly Token[], kind: CharacterFeatures): void {
  if (kind.acrossWords) {
    addRuns(bag, ` ${tokens.map((token) => token.text).join(' ')} `, kind);
    return;
  }
  for (const token of tokens) addRuns(bag, ` ${token.text} `, kind);
}

function addRuns(bag: FeatureBag, text: string, kind: CharacterFeatures): void {
  for (let from = 0; from < text.length; from += 1) {
    let hash = characterSeed;
    const lengthMax = Math.min(kind.longest, text.length - from);
    for (let length = 1; length <= lengthMax; length += 1) {
      hash = hashCode(hash, text.charCodeAt(from + length - 1));
      if (length >= kind.shortest) bag.add(hashFinish(hash), 1);
    }
  }
}
