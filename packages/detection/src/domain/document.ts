import type { Document } from '../engine/featuriser.ts';
import type { ReadMessage } from './read-message.ts';

/** A message as the classifier takes it: without the words that say what it is not about. */
export function toDocument(message: ReadMessage): Document {
  return { tokens: message.tokens.filter((_, index) => message.excluded[index] === 0), annotations: [] };
}
