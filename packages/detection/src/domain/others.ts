import type { Classifier } from '../engine/classifier.ts';
import { noneLabel } from '../training-data.ts';
import { toDocument } from './document.ts';
import { cutMessage, type ReadMessage } from './read-message.ts';

/** Parts of a message that are looked at one by one. */
const partsMax = 12;
const wordsMin = 2;
/** How sure a part must be of its workflow to count as a further issue. */
const partFrom = 0.6;

/** Further workflows that parts of the message name on their own, in the order they are named, without `main`. */
export function findOthers(message: ReadMessage, main: string, classifier: Classifier): string[] {
  if (message.clauses.length < 2) return [];
  const found: string[] = [];
  for (const clause of message.clauses.slice(0, partsMax)) {
    if (clause.to - clause.from < wordsMin || isMostlyExcluded(message, clause.from, clause.to)) continue;
    const best = classifier.best(toDocument(cutMessage(message, clause.from, clause.to)));
    if (best.label === noneLabel || best.label === main || best.probability < partFrom) continue;
    if (!found.includes(best.label)) found.push(best.label);
  }
  return found;
}

function isMostlyExcluded(message: ReadMessage, from: number, to: number): boolean {
  let count = 0;
  for (let at = from; at < to; at += 1) count += message.excluded[at] ?? 0;
  return count * 2 > to - from;
}
