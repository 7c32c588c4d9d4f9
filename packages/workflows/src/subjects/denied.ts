import { choiceWords } from '../language/choice-words.ts';
import { bare } from '../language/normalise.ts';

/** Shorter words are little ones that any name may have. */
const wordCharsMin = 5;

/** What a message says that it is not, in her words: "it is not the password, I said" is "password". */
export function deniedIn(text: string, language: string): string[] {
  return [...text.matchAll(choiceWords(language).denied)].map(({ groups }) => (groups?.thing ?? '').trim());
}

/** Whether the name of a choice is that of a thing that she denied. */
export function isDenied(name: string, denied: readonly string[]): boolean {
  const words = new Set(bare(name).split(' '));
  return denied.some((thing) =>
    bare(thing)
      .split(' ')
      .some((word) => word.length >= wordCharsMin && words.has(word)),
  );
}
