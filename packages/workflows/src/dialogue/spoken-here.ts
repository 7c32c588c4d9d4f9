import type { Understanding } from '../engine-types.ts';

/** Below this chance the language of a message is a guess: a name, a number, two words. */
const sureFrom = 0.6;

/**
 * What a message means to somebody who speaks only `languages`, those that there are replies in: one in another language is foreign,
 * whatever it was understood to mean. Who asks in Spanish is not answered in English about her printer.
 */
export function spokenHere(understanding: Understanding, languages: readonly string[]): Understanding {
  const { language, foreign, confidence, alternatives } = understanding;
  if (language === undefined || foreign === true || languages.includes(language.tag)) return understanding;
  if (language.confidence < sureFrom) return understanding;
  return { outcome: 'none', workflow: null, confidence, alternatives, others: [], foreign: true, language };
}
