import { type NameWords, nameWords, plain } from '../language/name-words.ts';
import { bare } from '../language/normalise.ts';
import { inNameCase } from './name-case.ts';

/**
 * The person that a message is about, when first and last name stand in it: "remove John Smith", "a new hire, Jane O'Neil, starts",
 * "add new user maria lopez". Null when nobody is named for certain.
 */
export function findPersonName(text: string, language?: string): string | null {
  const words = nameWords(language);
  return (isShouted(text) ? null : withCapitals(text, words)) ?? withoutCapitals(text, words);
}

function withCapitals(text: string, names: NameWords): string | null {
  const pattern =
    /(?<![\p{L}\p{N}@.\\/-])\p{Lu}[\p{L}'\u2019-]+(?:\s+(?:(?:\p{Ll}{1,4}|\p{Lu}\.?)\s+)*\p{Lu}[\p{L}'\u2019-]+)+/gu;
  for (const match of text.matchAll(pattern)) {
    const words = match[0].split(/\s+/);
    const from = words.findIndex((word) => isNameWord(word, names));
    const rest = from < 0 ? [] : words.slice(from);
    const end = rest.findIndex((word) => !isNameWord(word, names) && !isBetween(word, names));
    const name = (end < 0 ? rest : rest.slice(0, end)).map(withoutOwner);
    const before = `${text.slice(0, match.index)}${words
      .slice(0, Math.max(from, 0))
      .map((word) => `${word} `)
      .join('')}`;
    if (name.length >= 2 && name.length <= 5 && !names.otherPerson.test(before)) return name.join(' ');
  }
  return null;
}

function isNameWord(word: string, { notInside }: NameWords): boolean {
  const own = withoutOwner(word);
  return /^\p{Lu}/u.test(own) && own !== own.toUpperCase() && !notInside.has(plain(own));
}

/** "van der", "Q." */
function isBetween(word: string, { particles }: NameWords): boolean {
  return particles.has(word) || /^\p{Lu}\.?$/u.test(word);
}

function withoutOwner(word: string): string {
  return word.replace(/['\u2019]s?$/, '');
}

function withoutCapitals(text: string, names: NameWords): string | null {
  const said = bare(text);
  for (const match of said.matchAll(names.whoComes)) {
    const [first = '', second = '', third] = said.slice(match.index + match[0].length).split(' ');
    const words = [first, second].map(withoutOwner);
    const isName = words.every(
      (word) => /^\p{L}[\p{L}'-]+$/u.test(word) && !names.notInside.has(plain(word)) && !names.afterName.has(word),
    );
    const owned = second !== withoutOwner(second);
    if (isName && (owned || third === undefined || names.afterName.has(third)))
      return inNameCase(words.join(' '), names);
  }
  return null;
}

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
