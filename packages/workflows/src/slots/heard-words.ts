import { nameWords, plain } from '../language/name-words.ts';
import { bare } from '../language/normalise.ts';

/** Nothing but capitals, and more than one word of them. */
function isShouted(text: string): boolean {
  return text === text.toUpperCase() && (text.match(/\p{Lu}{2,}/gu)?.length ?? 0) > 1;
}

/**
 * A name of a machine: one word that no sentence has, such as `SRV2` or `acme-dc01`. In a sentence that shouts, capitals say
 * nothing.
 */
export function looksLikeId(word: string, sentence: string = word, language?: string): boolean {
  if (!/^[\p{L}\p{N}][\p{L}\p{N}._\\-]{1,40}$/u.test(word)) return false;
  if (/\d/.test(word)) return /\p{L}/u.test(word) || isAddress(word);
  if (/[\p{Lu}\p{N}]-[\p{L}\p{N}]/u.test(word)) return true;
  if (/[\p{L}\p{N}]-[\p{L}\p{N}]/u.test(word)) return !isShouted(sentence);
  return /^\p{Lu}{3,}$/u.test(word) && !isShouted(sentence) && !nameWords(language).shouted.has(plain(word));
}

const isAddress = (word: string) => /^\d{1,3}(?:\.\d{1,3}){3}$/.test(word);

/** The make of a thing and the words of its model: "HP LaserJet M404" out of "our HP LaserJet M404 in the office is offline". */
export function findModel(text: string, makes: readonly string[], language?: string): string | null {
  const names = nameWords(language);
  const words = text.split(/\s+/);
  const at = words.findIndex((word) => makes.includes(bare(word)));
  if (at < 0) return null;
  const model: string[] = [];
  for (let next = at; next < words.length && model.length < 5; next += 1) {
    const word = words[next] ?? '';
    const own = word.replace(/[,.;:!?]+$/, '');
    const partOfIt =
      next === at ||
      /\d/.test(own) ||
      (/^\p{Lu}/u.test(own) && !names.notInside.has(plain(own))) ||
      names.modelWords.has(own.toLowerCase());
    if (!partOfIt) break;
    model.push(own);
    if (own !== word) break;
  }
  return model.length >= 2 ? model.join(' ') : null;
}
