import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import type { z } from 'zod';
import { keptByText } from './kept.ts';
import { escapeRegex, normalise } from './normalise.ts';

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
  const read = keptByText((language: string) =>
    build(schema.parse(parse(readFileSync(fileOf(language, name), 'utf8')))),
  );
  return (language = fallbackLanguage) => {
    const tags = [language, language.split('-')[0] ?? '', fallbackLanguage];
    return read(tags.find((tag) => hasFile(tag, name)) ?? fallbackLanguage);
  };
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

/** One of these phrases, the longest first, as whole words: for building patterns. Spaces match any white space. */
export function anyOf(phrases: readonly string[]): string {
  const sorted = [...phrases].map(normalise).sort((a, b) => b.length - a.length);
  return `(?:${sorted.map((phrase) => escapeRegex(phrase).replaceAll(' ', '\\s+').replaceAll("'", "['’]?")).join('|')})`;
}

/** The same between words' ends. */
export function wholeWords(phrases: readonly string[], flags = 'iu'): RegExp {
  return phrases.length === 0 ? /(?!)/ : new RegExp(`${wordStart}${anyOf(phrases)}${wordEnd}`, flags);
}

export const wordStart = '(?<![\\p{L}\\p{N}])';
export const wordEnd = "(?![\\p{L}\\p{N}]|['’]\\p{L})";
