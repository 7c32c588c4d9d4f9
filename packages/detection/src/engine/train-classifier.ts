import type { ClassifierModel } from './classifier-model.ts';
import type { EngineOptions } from './engine-options.ts';
import { FeatureBag } from './feature-bag.ts';
import { type BlockVocabulary, collect, createFeaturiser, type Document, vocabularyCount } from './featuriser.ts';
import { trainLinearSvm } from './linear-svm.ts';
import { createRowBuilder, type SparseRows } from './sparse.ts';
import type { WordVectors } from './word-vectors.ts';

export interface LabelledDocument extends Document {
  readonly label: string;
}

export interface TrainingInput {
  readonly documents: readonly LabelledDocument[];
  readonly options: EngineOptions;
  readonly vectors: WordVectors | null;
  readonly sharpness: number;
  /** Labels are told apart within their group only: several questions with one vocabulary. One group where left out. */
  readonly groupOf?: (label: string) => string;
  /** Called with the share of the labels that are learned, from 0 to 1. */
  readonly onProgress?: (share: number) => void;
}

/** One-versus-rest linear SVMs over weighted features. The same input gives the same model. */
export function trainClassifier(input: TrainingInput): ClassifierModel {
  const { documents, options, vectors, groupOf = () => '' } = input;
  const labels = [...new Set(documents.map((document) => document.label))].sort();
  const vocabularies = Array.from({ length: vocabularyCount(options) }, (_, block) =>
    buildVocabulary(documents, options, block),
  );
  const rows = toRows(documents, options, vocabularies, vectors);
  const labelsIn = (group: string) => labels.filter((label) => groupOf(label) === group);
  const rarityOf = (label: string): number =>
    documents.filter((document) => groupOf(document.label) === groupOf(label)).length /
    labelsIn(groupOf(label)).length /
    documents.filter((document) => document.label === label).length;
  const trained = labels.map((label, index) => {
    input.onProgress?.(index / labels.length);
    return trainLinearSvm(
      rows,
      Uint8Array.from(documents, (document) =>
        document.label === label ? 1 : groupOf(document.label) === groupOf(label) ? 0 : leftOut,
      ),
      {
        cost: options.cost,
        positiveWeight: options.positiveWeight * rarityOf(label) ** options.balance,
        epochsMax: options.epochsMax,
        tolerance: options.tolerance,
        seed: index + 1,
      },
    );
  });
  const { weights, scales } = quantise(trained, rows.columns);
  return { options, labels, vocabularies, weights, scales, sharpness: input.sharpness };
}

/** A row of another group (`trainLinearSvm`). */
const leftOut = 2;

function buildVocabulary(documents: readonly Document[], options: EngineOptions, block: number): BlockVocabulary {
  const bag = new FeatureBag();
  const texts = new Map<number, number>();
  for (const document of documents) {
    collect(bag, document, options, block);
    for (let entry = 0; entry < bag.size; entry += 1)
      texts.set(bag.keyAt(entry), (texts.get(bag.keyAt(entry)) ?? 0) + 1);
  }
  const textsMin = (options.blocks[block] ?? options.annotations[block - options.blocks.length])?.textsMin ?? 1;
  const keys = Uint32Array.from([...texts].filter(([, count]) => count >= textsMin).map(([key]) => key)).sort();
  const rarity = Float32Array.from(keys, (key) => Math.log((1 + documents.length) / (1 + (texts.get(key) ?? 0))) + 1);
  return { keys, rarity };
}

function toRows(
  documents: readonly Document[],
  options: EngineOptions,
  vocabularies: readonly BlockVocabulary[],
  vectors: WordVectors | null,
): SparseRows {
  const featuriser = createFeaturiser(options, vocabularies, vectors);
  const builder = createRowBuilder();
  for (const document of documents) {
    featuriser.run(document, builder.push);
    builder.endRow();
  }
  return builder.build(featuriser.columns);
}

function quantise(trained: readonly Float32Array[], columns: number): { weights: Int8Array; scales: Float32Array } {
  const scales = Float32Array.from(
    trained,
    (weights) => weights.reduce((most, weight) => Math.max(most, Math.abs(weight)), 1e-9) / 127,
  );
  const weights = new Int8Array(columns * trained.length);
  trained.forEach((source, label) => {
    const scale = scales[label] as number;
    for (let column = 0; column < columns; column += 1)
      weights[column * trained.length + label] = Math.round((source[column] as number) / scale);
  });
  return { weights, scales };
}
