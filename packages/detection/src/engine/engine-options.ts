import type { FeatureKind } from './text-features.ts';

/** A group of features that is weighted as one vector of length `weight`. */
export interface FeatureBlock {
  readonly kinds: readonly FeatureKind[];
  readonly weight: number;
  /** Features seen in fewer training texts than this are left out. */
  readonly textsMin: number;
}

/** `vector`: weighted as one vector of length `weight`. `flags`: each feature is worth `weight`, however many there are. */
export interface AnnotationGroup {
  readonly kind: 'vector' | 'flags';
  readonly weight: number;
  readonly textsMin: number;
}

/** Settings of the text classifier. Nothing here knows the domain. */
export interface EngineOptions {
  readonly blocks: readonly FeatureBlock[];
  /** Length of the averaged word vector; 0 leaves it out. */
  readonly vectorWeight: number;
  /** Groups of features that the caller names itself, in the order of a document's `annotations`. */
  readonly annotations: readonly AnnotationGroup[];
  readonly cost: number;
  readonly positiveWeight: number;
  /** 0 to 1: how far the errors on rare labels count more, up to full evening-out. */
  readonly balance: number;
  readonly epochsMax: number;
  readonly tolerance: number;
}

/** One setting for every data set: chosen by cross-validation on training parts, never on a test part. */
export const genericOptions: EngineOptions = {
  blocks: [
    { kinds: [{ kind: 'words', longest: 2, gap: 2, pairs: 0, stems: false }], weight: 1, textsMin: 1 },
    { kinds: [{ kind: 'characters', shortest: 2, longest: 5, acrossWords: false }], weight: 1, textsMin: 1 },
  ],
  vectorWeight: 1.2,
  annotations: [],
  cost: 1,
  positiveWeight: 1,
  balance: 0,
  epochsMax: 30,
  tolerance: 0.1,
};

/** Factor of the margins before the softmax, for every data set. */
export const genericSharpness = 3;
