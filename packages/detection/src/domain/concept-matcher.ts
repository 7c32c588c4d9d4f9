import { stem } from '../engine/stem.ts';
import { concepts } from './concepts.ts';

export interface ConceptMention {
  readonly concept: string;
  /** Number of the first word. */
  readonly at: number;
  readonly words: number;
}

interface Phrase {
  readonly concept: string;
  readonly stems: readonly string[];
}

const phrasesByFirst = compile();

function compile(): ReadonlyMap<string, readonly Phrase[]> {
  const result = new Map<string, Phrase[]>();
  for (const [concept, phrases] of Object.entries(concepts)) {
    for (const phrase of phrases) {
      const stems = phrase.split(' ').map(stem);
      const first = stems[0] ?? '';
      result.set(first, [...(result.get(first) ?? []), { concept, stems }]);
    }
  }
  return result;
}

/** Every concept named in the words, in order; of two phrases of one concept at one place the longer counts. */
export function findConcepts(words: readonly string[]): ConceptMention[] {
  const stems = words.map(stem);
  const mentions: ConceptMention[] = [];
  stems.forEach((first, at) => {
    const longest = new Map<string, number>();
    for (const phrase of phrasesByFirst.get(first) ?? []) {
      if (!phrase.stems.every((part, offset) => stems[at + offset] === part)) continue;
      longest.set(phrase.concept, Math.max(longest.get(phrase.concept) ?? 0, phrase.stems.length));
    }
    for (const [concept, count] of longest) mentions.push({ concept, at, words: count });
  });
  return mentions;
}
