import type { FeatureKind } from './text-features.ts';

/** A group of features that is weighted as one vector of length `weight`. */
export interface FeatureBlock {
  readonly kinds: readonly FeatureKind[];
  readonly weight: number;
  /** Features seen in fewer training texts than this are left out. */
  readonly textsMin: number;
}

/** Settings of the text classifier. Nothing here knows the domain. */
export interface EngineOptions {
  readonly blocks: readonly FeatureBlock[];
  /** Length of the averaged word vector; 0 leaves it out. */
  readonly vectorWeight: number;
  /** Length of the vector of features that the caller names itself; 0 leaves it out. */
  readonly annotationWeight: number;
  readonly cost: number;
  readonly positiveWeight: number;
  readonly epochsMax: number;
  readonly tolerance: number;
}

/** One setting for every data set: chosen by cross-validation on training parts, never on a test part. */
export const genericOptions: EngineOptions = {
  blocks: [
    { kinds: [{ kind: 'words', longest: 2, gap: 2, pairs: 0, stems: false }], weight: 1, textsMin: 1 },
    { kinds: [{ kind: 'characters', shortest: 2, longest: 5, acrossWords: false }], weight: 1, textsMin: 1 },
  ],
  vectorWeight: 1,
  annotationWeight: 0,
  cost: 1,
  positiveWeight: 1,
  epochsMax: 30,
  tolerance: 0.1,
};
