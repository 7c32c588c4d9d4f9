import { dropAccents } from '../domain/accents.ts';
import { findClauses } from '../domain/clauses.ts';
import { markExcluded } from '../domain/negation.ts';
import type { Wording } from '../domain/wording.ts';
import { type Document, tokensMax } from '../engine/featuriser.ts';
import { normalise } from '../engine/normalise.ts';
import { tokenise } from '../engine/tokens.ts';

/**
 * A message as the reader of choices takes it: what it says it is not about ("not the queue") no longer speaks for that
 * option, and stands beside as what was denied.
 */
export function choiceDocument(text: string, wording: Wording): Document {
  const normal = wording.dropsAccents ? dropAccents(normalise(text)) : normalise(text);
  const tokens = tokenise(normal).slice(0, tokensMax);
  const words = tokens.map((token) => token.text);
  const excluded = markExcluded(words, findClauses(normal, tokens, wording), wording);
  const kept = tokens.filter((_, index) => excluded[index] === 0);
  // All of it denied is a message about just that.
  if (kept.length === 0) return { tokens, annotations: [[]] };
  return { tokens: kept, annotations: [words.filter((_, index) => excluded[index] === 1)] };
}
