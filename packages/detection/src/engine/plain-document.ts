import type { Document } from './featuriser.ts';
import { normalise } from './normalise.ts';
import { tokenise } from './tokens.ts';

/** A text as it stands: normalised words, no named features. */
export function plainDocument(text: string): Document {
  return { tokens: tokenise(normalise(text)), annotations: [] };
}
