import type { EngineOptions } from '../engine/engine-options.ts';

/** Settings of the reading of languages, chosen by cross-validation: a word and short runs of its letters tell a language. */
export const languageOptions: EngineOptions = {
  blocks: [
    { kinds: [{ kind: 'words', longest: 1, gap: 0, pairs: 0, stems: false }], weight: 1, textsMin: 2 },
    { kinds: [{ kind: 'characters', shortest: 1, longest: 3, acrossWords: false }], weight: 1, textsMin: 3 },
  ],
  vectorWeight: 0,
  annotations: [],
  cost: 1,
  positiveWeight: 1,
  balance: 0.5,
  epochsMax: 30,
  tolerance: 0.1,
};
