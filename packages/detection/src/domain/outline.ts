import { stem } from '../engine/stem.ts';
import type { ConceptMention } from './concept-matcher.ts';

const wordsMax = 120;

/**
 * Runs of up to three places of the message with things named by their kind only: "my <product> is working again" is the same
 * for a printer and for Outlook. Teaches how a message speaks (asks, tells, thanks) apart from what it speaks of.
 */
export function outline(words: readonly string[], mentions: readonly ConceptMention[], excluded: Uint8Array): string[] {
  const places = toPlaces(words.slice(0, wordsMax), mentions, excluded);
  const result: string[] = [];
  for (let at = 0; at < places.length; at += 1) {
    let run = '';
    for (let length = 1; length <= 3 && at + length <= places.length; length += 1) {
      run += ` ${places[at + length - 1]}`;
      result.push(run);
    }
  }
  return result;
}

/** One place per word, or per product however many words name it. */
function toPlaces(words: readonly string[], mentions: readonly ConceptMention[], excluded: Uint8Array): string[] {
  const kindAt = new Map<number, { kind: string; words: number }>();
  for (const mention of mentions) {
    const kind = kindOf(mention.concept);
    if (kind === null) continue;
    const held = kindAt.get(mention.at);
    if (!held || mention.words > held.words) kindAt.set(mention.at, { kind, words: mention.words });
  }
  const places = ['^'];
  for (let at = 0; at < words.length; ) {
    const found = kindAt.get(at);
    const place = found ? `<${found.kind}>` : stem(words[at] ?? '');
    if (!(found && places.at(-1) === place)) places.push(excluded[at] === 1 ? `not ${place}` : place);
    at += found ? found.words : 1;
  }
  places.push('$');
  return places;
}

function kindOf(concept: string): string | null {
  if (concept.startsWith('product.')) return 'product';
  if (concept === 'other.product') return 'other';
  if (concept.startsWith('symptom.')) return 'symptom';
  if (concept.startsWith('wish.')) return 'wish';
  return null;
}
