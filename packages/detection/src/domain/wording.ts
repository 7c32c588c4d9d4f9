import { existsSync, readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';
import { dropAccents } from './accents.ts';

const list = z.array(z.string()).default([]);

const wordingSchema = z.object({
  /** `dropped`: people leave them out, so messages and lists are read without. */
  accents: z.enum(['kept', 'dropped']).default('kept'),
  breakWords: list,
  joiners: list,
  subjects: list,
  things: list,
  verbs: list,
  openings: list,
  endings: list,
  denials: list,
  states: list,
  refusals: list,
  actions: list,
  wellWords: list,
  denyingWords: list,
  softEnds: list,
  primaryPhrases: list,
  additionWords: list,
  commonWords: list,
  foreignWords: list,
  foreignHomographs: list,
});

type Lists = Omit<z.infer<typeof wordingSchema>, 'accents'>;
type Name = keyof Lists;

/** What topic detection knows of a language besides its training lines; what each list is for stands in its file. */
export type Wording = { readonly [List in Name]: ReadonlySet<string> } & {
  /** Where the rest of a clause is left aside: `openings`, denied states and refused actions. */
  readonly exclusions: ReadonlySet<string>;
  /** Messages are read without accents. */
  readonly dropsAccents: boolean;
};

const lexiconFolder = new URL('../../data/lexicon/', import.meta.url);

export const defaultLanguage = 'en';

/** Reads `data/lexicon/<language>/wording.yaml`; a list that is not there is empty. @throws when the file is missing or a list holds anything but words */
export function loadWording(language: string = defaultLanguage): Wording {
  const { accents, ...read } = wordingSchema.parse(parse(readFileSync(wordingFile(language), 'utf8')));
  const isDropped = accents === 'dropped';
  const lists = Object.fromEntries(
    Object.entries(read).map(([name, words]) => [name, isDropped ? words.map(dropAccents) : words]),
  ) as unknown as Lists;
  const sets = Object.fromEntries(Object.entries(lists).map(([name, words]) => [name, new Set(words)])) as unknown as {
    readonly [List in Name]: ReadonlySet<string>;
  };
  const exclusions = new Set([
    ...lists.openings,
    ...pairs(lists.denials, lists.states),
    ...pairs(lists.refusals, lists.actions),
  ]);
  return { ...sets, exclusions, dropsAccents: isDropped };
}

/** Whether texts of a language are read without accents; kept where the language has no word lists. */
export function dropsAccents(language: string): boolean {
  return existsSync(wordingFile(language)) && loadWording(language).dropsAccents;
}

export function wordingFile(language: string = defaultLanguage): URL {
  return new URL(`${language}/wording.yaml`, lexiconFolder);
}

function pairs(first: readonly string[], second: readonly string[]): string[] {
  return first.flatMap((one) => second.map((two) => `${one} ${two}`));
}
