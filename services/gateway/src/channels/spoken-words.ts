import { readdirSync, readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';

const phrases = z.array(z.string().min(1)).min(1);
const wordsSchema = z.strictObject({ person: phrases, common: phrases });

const folder = new URL('../../words/', import.meta.url);
const spoken = readdirSync(folder)
  .filter((name) => name.endsWith('.yaml'))
  .sort()
  .map((name) => {
    const { person, common } = wordsSchema.parse(parse(readFileSync(new URL(name, folder), 'utf8')));
    return { language: name.replace(/\.yaml$/, ''), person: toPattern(person), common: toPattern(common) };
  });

function toPattern(words: readonly string[]): RegExp {
  const escaped = words.map((word) => plain(word).replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`(?<!\\p{L})(?:${escaped.join('|')})(?!\\p{L})`, 'gu');
}

/** As it is compared: no accents, no capitals; the beginning of it is enough. */
function plain(text: string): string {
  return text
    .slice(0, 2_000)
    .normalize('NFD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase();
}

const count = (text: string, pattern: RegExp): number => text.match(pattern)?.length ?? 0;

/** Whether a customer asks for a person, in any language that we know; understood even while nothing else is. */
export function asksForPerson(text: string): boolean {
  const said = plain(text);
  return spoken.some(({ person }) => count(said, person) > 0);
}

/** The language that most frequent words of a text belong to; null when they tell nothing, or two alike. */
export function guessLanguage(text: string): string | null {
  const said = plain(text);
  const [first, second] = spoken
    .map(({ language, common, person }) => ({ language, hits: count(said, common) + count(said, person) }))
    .sort((a, b) => b.hits - a.hits);
  if (first === undefined || first.hits === 0 || first.hits === second?.hits) return null;
  return first.language;
}
