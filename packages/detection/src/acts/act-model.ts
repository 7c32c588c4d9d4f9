import type { Act } from './acts.ts';

/** Everything a trained reading of acts is; `act-model-file.ts` turns it into bytes and back. */
export interface ActModel {
  /** Weight of every block of features, in the order of `blockNames`. */
  readonly blockWeights: readonly number[];
  readonly vectorWeight: number;
  /** What the code that trained it made of some of the lines, see `fingerprint.ts`. */
  readonly fingerprint: string;
  readonly labels: readonly Act[];
  /** Hashes of the features that are kept, per block, and their rarity (inverse document frequency). */
  readonly keys: readonly Uint32Array[];
  readonly rarity: readonly Float32Array[];
  /** Where in `cellLabels` and `cellWeights` the cells of a feature start; one entry more than features. */
  readonly starts: Uint32Array;
  /**
   * The weights of the features that are worth keeping: the column (a label of the primary act, then the same labels as second acts) and the
   * weight as a signed byte.
   */
  readonly cellColumns: Uint8Array;
  readonly cellWeights: Int8Array;
  /** Rows of all columns for the dimensions of the word vectors (plain, then per group of questions) and the bias. */
  readonly dense: Int8Array;
  /** Per column: what a step of a weight is worth. */
  readonly scales: Float32Array;
  /** Factor of the primary scores before the softmax. */
  readonly sharpness: number;
  /** Per label: factor and offset that make a chance of a second act's score. */
  readonly second: readonly { readonly factor: number; readonly offset: number }[];
}
