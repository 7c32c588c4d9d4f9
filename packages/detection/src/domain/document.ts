import type { Document } from '../engine/featuriser.ts';
import { normalise } from '../engine/normalise.ts';
import { tokenise } from '../engine/tokens.ts';

/** A customer's message as the classifier takes it. */
export function toDocument(text: string): Document {
  return { tokens: tokenise(normalise(text)), annotations: [] };
}
