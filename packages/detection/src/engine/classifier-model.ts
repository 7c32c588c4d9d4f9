import type { EngineOptions } from './engine-options.ts';
import type { BlockVocabulary } from './featuriser.ts';

/** Everything a trained classifier is; `model-file.ts` turns it into bytes and back. */
export interface ClassifierModel {
  readonly options: EngineOptions;
  readonly labels: readonly string[];
  readonly vocabularies: readonly BlockVocabulary[];
  /** Weights as signed bytes, column by column, one per label; times `scales[label]`. */
  readonly weights: Int8Array;
  readonly scales: Float32Array;
  /** Factor of the scores before the softmax: the larger, the surer. Fitted by cross-validation. */
  readonly sharpness: number;
}
