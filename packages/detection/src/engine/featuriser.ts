import type { EngineOptions } from './engine-options.ts';
import { FeatureBag } from './feature-bag.ts';
import { hashFinish, hashStart, hashText } from './hash.ts';
import { HashIndex } from './hash-index.ts';
import { addFeatures } from './text-features.ts';
import type { Token } from './tokens.ts';
import { type Block, createBlockWeigher, type EmitColumn } from './weigh-block.ts';
import type { WordVectors } from './word-vectors.ts';

/** A text as the classifier takes it: its words and, where wanted, features that the caller names. */
export interface Document {
  readonly tokens: readonly Token[];
  /** Groups of named features; each group is weighted as one vector. */
  readonly annotations: readonly (readonly string[])[];
}

/** What training has seen of a block: feature hashes and their inverse document frequency. */
export interface BlockVocabulary {
  readonly keys: Uint32Array;
  readonly rarity: Float32Array;
}

export interface Featuriser {
  /** Columns in all, the bias being the last. */
  readonly columns: number;
  /** Calls `emit(column, value)` for every feature of the document. */
  run(document: Document, emit: EmitColumn): void;
}

/** Words beyond this many are not looked at: the cost of a message has a bound. */
export const tokensMax = 400;

/** Number of blocks that have a vocabulary: those of the options, then the groups of annotations. */
export function vocabularyCount(options: EngineOptions): number {
  return options.blocks.length + options.annotations.length;
}

/** Fills `bag` with block number `block` of a document. */
export function collect(bag: FeatureBag, document: Document, options: EngineOptions, block: number): void {
  bag.clear();
  const tokens = document.tokens.length > tokensMax ? document.tokens.slice(0, tokensMax) : document.tokens;
  const kinds = options.blocks[block]?.kinds;
  if (kinds) for (const kind of kinds) addFeatures(bag, tokens, kind);
  else
    for (const name of document.annotations[block - options.blocks.length] ?? [])
      bag.add(hashFinish(hashText(hashStart, name)), 1);
}

export function createFeaturiser(
  options: EngineOptions,
  vocabularies: readonly BlockVocabulary[],
  vectors: WordVectors | null,
): Featuriser {
  const bag = new FeatureBag();
  const blocks = vocabularies.map(
    (vocabulary, number): Block => ({
      index: new HashIndex(vocabulary.keys),
      rarity: vocabulary.rarity,
      weight: options.blocks[number]?.weight ?? options.annotations[number - options.blocks.length]?.weight ?? 0,
      isFlags: options.annotations[number - options.blocks.length]?.kind === 'flags',
      offset: vocabularies.slice(0, number).reduce((sum, earlier) => sum + earlier.keys.length, 0),
    }),
  );
  const vectorAt = vocabularies.reduce((sum, vocabulary) => sum + vocabulary.keys.length, 0);
  const average = new Float32Array(vectors && options.vectorWeight > 0 ? vectors.dimensions : 0);
  const columns = vectorAt + average.length + 1;
  const weigh = createBlockWeigher();

  function runBlock(number: number, document: Document, emit: EmitColumn): void {
    const block = blocks[number];
    if (!block || block.weight === 0) return;
    collect(bag, document, options, number);
    weigh(bag, block, emit);
  }

  return {
    columns,
    run(document, emit) {
      for (let number = 0; number < blocks.length; number += 1) runBlock(number, document, emit);
      if (vectors && average.length > 0) {
        vectors.average(document.tokens, average);
        for (let dimension = 0; dimension < average.length; dimension += 1)
          emit(vectorAt + dimension, (average[dimension] as number) * options.vectorWeight);
      }
      emit(columns - 1, 1);
    },
  };
}
