import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';
import { dropAccents } from '../domain/accents.ts';
import { normalise } from '../engine/normalise.ts';
import { loadWordVectors, type WordVectors } from '../engine/word-vectors.ts';
import { type ActRules, loadRules } from './rules.ts';

const words = z.array(z.string()).default([]);

const languageSchema = z.object({
  /** File of word vectors, relative to this one; a language may do without. */
  wordVectors: z.string().optional(),
  /** `dropped`: people leave them out, so messages, questions and lists are read without. */
  accents: z.enum(['kept', 'dropped']).default('kept'),
  /** After one of these the words of the clause are read as negated. */
  negations: words,
  /** Words that begin a new clause. */
  clauseOpeners: words,
  /** Words that begin a new clause when one of `subjects` follows. */
  joiners: words,
  subjects: words,
  /** First words of a question that is answered by yes or no. */
  yesNoOpeners: words,
  yesWords: words,
  noWords: words,
  /** Small words that say nothing about what a message and an option have in common. */
  stopWords: words,
  /** Options that stand for "I do not know". */
  unsureOptions: words,
  dateWords: words,
  numberWords: words,
});

type Lists = Omit<z.infer<typeof languageSchema>, 'wordVectors' | 'accents'>;

/** What the reading of acts has to know of a language: its word lists. */
export type LanguageWords = { readonly [List in keyof Lists]: ReadonlySet<string> } & {
  /** Texts are read without accents. */
  readonly dropsAccents: boolean;
};

export interface Language {
  readonly words: LanguageWords;
  readonly rules: ActRules;
  readonly vectors: WordVectors | null;
  /** The file of the vectors, for the key of the model. */
  readonly vectorsFile: URL | null;
}

/** Reads `language.yaml` of a language's folder. @throws when the file is missing or not of that form */
export function loadLanguage(folder: URL): Language {
  const { wordVectors, accents, ...lists } = languageSchema.parse(
    parse(readFileSync(new URL('language.yaml', folder), 'utf8')) ?? {},
  );
  const dropsAccents = accents === 'dropped';
  const written = (word: string): string => (dropsAccents ? dropAccents(word) : word);
  const vectorsFile = wordVectors === undefined ? null : new URL(wordVectors, folder);
  return {
    words: {
      ...Object.fromEntries(Object.entries(lists).map(([name, list]) => [name, new Set(list.map(written))])),
      dropsAccents,
    } as unknown as LanguageWords,
    rules: loadRules(folder, written),
    vectors: vectorsFile === null ? null : loadWordVectors(vectorsFile),
    vectorsFile,
  };
}

/** A text as the words of the language are looked for in it: lower case, without accents where the language is read so. */
export function plainText(text: string, { dropsAccents }: Pick<LanguageWords, 'dropsAccents'>): string {
  const normal = normalise(text);
  return dropsAccents ? dropAccents(normal) : normal;
}
