import { type EngineOptions, genericOptions } from '../engine/engine-options.ts';

/** What fewer than this many training lines have in common is left out: it halves training and model, and costs nothing. */
const textsMin = 2;

/** The engine's settings for customers' messages; chosen by cross-validation on the training lines. */
export const domainOptions: EngineOptions = {
  ...genericOptions,
  blocks: genericOptions.blocks.map((block) => ({ ...block, textsMin })),
  annotations: [
    { kind: 'vector', weight: 1, textsMin },
    { kind: 'vector', weight: 1, textsMin },
    { kind: 'flags', weight: 0.3, textsMin },
  ],
};

/** Turns margins into chances; fitted by cross-validation on the training lines. */
export const domainSharpness = 3.5;

/**
 * Evens out the recall of `none` and of the workflows: missing a request and taking up what is none are equally bad. Fixed on the
 * development set, where it costs nothing in all.
 */
export const domainOffsets: Readonly<Record<string, number>> = { none: 0.12 };
