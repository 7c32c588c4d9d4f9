import { nameWords, plain } from '../language/name-words.ts';
import { readContrast } from './read-contrast.ts';
import { readName } from './read-name.ts';

/** A part of a person's name that is told by itself. */
export interface NamePart {
  readonly part: 'first' | 'last';
  readonly value: string;
}

const clauseEnd = /[;!?\n]|,\s|\.(?:\s|$)/u;

/** "Last name is Alvarez, with a z", "her first name is spelled J-o-n": the parts of names that a text tells. */
export function namePartsIn(text: string, language?: string): readonly NamePart[] {
  const words = nameWords(language);
  return (['first', 'last'] as const).flatMap((part) =>
    [...text.matchAll(words.partOf[part])].flatMap(({ 0: lead, index }) => {
      const behind = text.slice(index + lead.length);
      const value = toldPart(behind, language);
      return value === null ? [] : [{ part, value }];
    }),
  );
}

function toldPart(text: string, language?: string): string | null {
  const clauses = text.split(clauseEnd).map((clause) => clause.trim());
  const [first = '', second = ''] = clauses;
  const letters = spelledOut(first) ?? spelledOut(second);
  if (letters !== null && (spelledOut(first) !== null || isNear(first, letters, language))) return letters;
  return readName(readContrast(first, language)?.wanted ?? first, language);
}

/** "A-l-v-a-r-e-s", "A L V": the word that is spelled; null where none is. */
function spelledOut(text: string): string | null {
  const letters = /(?<![\p{L}\p{N}'])\p{L}(?:[\s.-]+\p{L}(?![\p{L}\p{N}])){2,}/u.exec(text)?.[0].replace(/[\s.-]/g, '');
  return letters === undefined ? null : `${letters.charAt(0).toUpperCase()}${letters.slice(1).toLowerCase()}`;
}

/** What is spelled is what was said before it. */
function isNear(text: string, letters: string, language?: string): boolean {
  const name = readName(text, language);
  return name === null || plain(name).charAt(0) === plain(letters).charAt(0);
}

/** The name with that part in place of its own; null where nothing changes. */
export function withPart(name: string, part: NamePart['part'], value: string, language?: string): string | null {
  const old = name.split(/\s+/);
  const said = value.split(/\s+/);
  const [first = ''] = old;
  if (plain(name) === plain(value)) return null;
  // "The last name is Jenny Alvarez": all of it was told.
  if (said.length > 1 && old.some((word) => plain(word) === plain(said[0] ?? ''))) return value;
  const kept = keptOf(old, language);
  const whole = part === 'last' ? [...kept, value] : old.length === 1 ? [value] : [value, ...old.slice(1)];
  const changed = (whole.length === 0 ? [first] : whole).join(' ');
  return plain(changed) === plain(name) ? null : changed;
}

/** All before the last name, which may begin with "van der". */
function keptOf(old: readonly string[], language?: string): readonly string[] {
  if (old.length < 2) return old;
  const { smallParticles } = nameWords(language);
  const at = old.findIndex((word, index) => index > 0 && smallParticles.has(word));
  return at > 0 ? old.slice(0, at) : old.slice(0, -1);
}
