import { type EngineOptions, type FeatureBlock, genericOptions } from '../engine/engine-options.ts';

/** What fewer than this many training lines have in common is left out: it halves training and model, and costs nothing. */
const textsMin = 2;

/** Runs of letters over the border between words: a phrase is known again in a form that no training line has. */
const lettersAcrossWords: FeatureBlock = {
  kinds: [{ kind: 'characters', shortest: 3, longest: 5, acrossWords: true }],
  weight: 0.8,
  textsMin,
};

/** The engine's settings for customers' messages; chosen on the training lines and both development sets. */
export const domainOptions: EngineOptions = {
  ...genericOptions,
  blocks: [...genericOptions.blocks, lettersAcrossWords].map((block) => ({ ...block, textsMin })),
  vectorWeight: 0.7,
};

/** Turns margins into chances; fitted by cross-validation on the training lines. */
export const domainSharpness = 3.5;

/**
 * Evens out the recall of `none` and of the workflows: missing a request and taking up what is none are equally bad. Fixed on the
 * development set, where it costs nothing in all.
 */
export const domainOffsets: Readonly<Record<string, number>> = { none: 0.12 };
