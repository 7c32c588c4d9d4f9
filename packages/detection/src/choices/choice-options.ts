import type { EngineOptions } from '../engine/engine-options.ts';

/** Settings of the reader of choices, chosen by cross-validation on its training lines. */
export const choiceOptions: EngineOptions = {
  blocks: [
    { kinds: [{ kind: 'words', longest: 2, gap: 2, pairs: 0, stems: false }], weight: 1, textsMin: 3 },
    { kinds: [{ kind: 'characters', shortest: 3, longest: 5, acrossWords: false }], weight: 1, textsMin: 5 },
  ],
  vectorWeight: 1.5,
  annotations: [{ kind: 'vector', weight: 0.5, textsMin: 2 }],
  cost: 0.5,
  positiveWeight: 1,
  balance: 0.5,
  epochsMax: 30,
  tolerance: 0.1,
};

/** How sure a reading has to be for what is done with it, on the development set wrong in at most 4 of 100 cases. */
export const choiceBars = {
  /** The question was asked, and nothing else answers it: the other way is to ask again. */
  answer: 0.7,
  /** A first message fills it without a question. */
  fill: 0.8,
  /** It is taken from any other message, or weighs more than the words that the file lists. */
  sure: 0.9,
} as const;
