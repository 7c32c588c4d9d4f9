import type { ConversationRecord } from '../record.ts';

/**
 * What a visitor is searched by: a word of her name, or all of them in the order of the alphabet. Linked to the conversation like
 * an address, by its keyed digest: no name stands readable in the store, and the word before the blank keeps it apart from
 * every address.
 */
export type VisitorName = `name ${string}`;

/** More words than a name has; a visitor who calls herself a sentence fills no store. */
const wordsMax = 4;

/** Words of a name without case, accents and signs; initials say too little to find anybody by. */
function wordsOfName(name: string): string[] {
  const plain = name.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase();
  const words = plain.split(/[^\p{L}\p{N}]+/u).filter((word) => word.length > 1);
  return [...new Set(words)].slice(0, wordsMax);
}

/** The name that a search for these words looks up, whichever way round they are; null: no word of a name is among them. */
export function nameSearched(query: string): VisitorName | null {
  const words = wordsOfName(query);
  return words.length === 0 ? null : `name ${words.sort().join(' ')}`;
}

export function namesOfVisitor({ visitor }: Pick<ConversationRecord, 'visitor'>): readonly VisitorName[] {
  const words = wordsOfName(visitor.name ?? '');
  const whole = words.toSorted().join(' ');
  return [...new Set([...words, whole])].filter((words) => words !== '').map((name): VisitorName => `name ${name}`);
}
