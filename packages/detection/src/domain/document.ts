import type { Document } from '../engine/featuriser.ts';
import { annotate } from './annotate.ts';
import { outline } from './outline.ts';
import type { ReadMessage } from './read-message.ts';
import { findSignals } from './signals.ts';

/** A message as the classifier takes it. The groups of annotations stand in the order of `domainOptions.annotations`. */
export function toDocument(message: ReadMessage): Document {
  const { tokens, words, mentions, clauses, excluded } = message;
  return {
    tokens: tokens.filter((_, index) => excluded[index] === 0),
    annotations: [
      annotate(words, mentions, clauses, excluded),
      outline(words, mentions, excluded),
      findSignals(message),
    ],
  };
}
