import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import type { z } from 'zod';
import { keptByText } from './kept.ts';
import { escapeRegex, normalise, unaccented } from './normalise.ts';

/** Where nobody says which language it is, and for what a language has no words. */
export const fallbackLanguage = 'en';

/**
 * The words of one file of `language/<language>/`, made ready once for each language. A language without such a file has
 * the words of its main language (`es` for `es-MX`), else those of English.
 *
 * @throws when the file is none, or lacks something.
 */
export function languageFile<S extends z.ZodType, T>(
  name: string,
  schema: S,
  build: (words: z.infer<S>) => T,
): (language?: string) => T {
  const read = keptByText((language: string) => build(schema.parse(wordsOf(language, name))));
  return (language = fallbackLanguage) => {
    const tags = [language, language.split('-')[0] ?? '', fallbackLanguage];
    return read(tags.find((tag) => hasFile(tag, name)) ?? fallbackLanguage);
  };
}

/**
 * What a file holds; one that begins with `also: en` has the words of that language, too, behind its own, but for those
 * that mean something else in its own: `without: { particles: [y] }`.
 */
function wordsOf(language: string, name: string): unknown {
  const words: unknown = parse(readFileSync(fileOf(language, name), 'utf8'));
  if (!isGroup(words) || typeof words.also !== 'string') return words;
  const { also, without, ...own } = words;
  return joined(own, less(wordsOf(also, name), without));
}

type Words = Readonly<Record<string, unknown>>;

const isGroup = (words: unknown): words is Words =>
  typeof words === 'object' && words !== null && !Array.isArray(words);

/** The lists without the words that are listed under the same keys. */
function less(words: unknown, without: unknown): unknown {
  if (Array.isArray(words) && Array.isArray(without)) return words.filter((word) => !without.includes(word));
  if (!isGroup(words) || !isGroup(without)) return words;
  return Object.fromEntries(Object.entries(words).map(([name, list]) => [name, less(list, without[name])]));
}

/** Lists one behind the other, groups key by key; of a single value the own one. */
function joined(own: unknown, others: unknown): unknown {
  if (Array.isArray(own) && Array.isArray(others)) return [...new Set([...own, ...others])];
  if (!isGroup(own) || !isGroup(others)) return own ?? others;
  const names = new Set([...Object.keys(own), ...Object.keys(others)]);
  return Object.fromEntries([...names].map((name) => [name, joined(own[name], others[name])]));
}

const folders: string[] = [fileURLToPath(new URL('../../language/', import.meta.url))];

/** Reads languages from this folder, too; a file that the product brings itself stays. To be called before any is read. */
export function addLanguages(folder: string): void {
  folders.push(folder);
}

function fileOf(language: string, name: string): string {
  const files = folders.map((folder) => join(folder, language, `${name}.yaml`));
  return files.find((file) => isThere(file)) ?? files[0] ?? '';
}

/** What the channel calls a language may be anything; a folder has a tag's letters only. */
function hasFile(language: string, name: string): boolean {
  return /^[a-z]{2,3}(?:-[a-z0-9]{1,8})*$/i.test(language) && isThere(fileOf(language, name));
}

const isThere = keptByText((file) => existsSync(file));

/** One of these phrases, the longest first, as whole words: for building patterns. Apostrophes may be left out. */
export function anyOf(phrases: readonly string[]): string {
  const sorted = [...phrases].map(normalise).sort((a, b) => b.length - a.length);
  return `(?:${sorted.map((phrase) => patternOf(phrase).replaceAll("'", "['’]?")).join('|')})`;
}

/** The phrase as a pattern: spaces match any white space, accents may be left out. */
export function patternOf(phrase: string, space = '\\s+'): string {
  return escapeRegex(phrase)
    .replace(/[^\p{ASCII}]/gu, accentFree)
    .replaceAll(' ', space);
}

const accentFree = (letter: string) => (unaccented(letter) === letter ? letter : `[${letter}${unaccented(letter)}]`);

/** The same between words' ends. */
export function wholeWords(phrases: readonly string[], flags = 'iu'): RegExp {
  return phrases.length === 0 ? /(?!)/ : new RegExp(`${wordStart}${anyOf(phrases)}${wordEnd}`, flags);
}

export const wordStart = '(?<![\\p{L}\\p{N}])';
export const wordEnd = "(?![\\p{L}\\p{N}]|['’]\\p{L})";
