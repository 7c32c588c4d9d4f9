import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';
import { loadWordVectors, type WordVectors } from '../engine/word-vectors.ts';
import { type ActRules, loadRules } from './rules.ts';

const words = z.array(z.string()).default([]);

const languageSchema = z.object({
  /** File of word vectors, relative to this one; a language may do without. */
  wordVectors: z.string().optional(),
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

type Lists = Omit<z.infer<typeof languageSchema>, 'wordVectors'>;

/** What the reading of acts has to know of a language: its word lists. */
export type LanguageWords = { readonly [List in keyof Lists]: ReadonlySet<string> };

export interface Language {
  readonly words: LanguageWords;
  readonly rules: ActRules;
  readonly vectors: WordVectors | null;
  /** The file of the vectors, for the key of the model. */
  readonly vectorsFile: URL | null;
}

/** Reads `language.yaml` of a language's folder. @throws when the file is missing or not of that form */
export function loadLanguage(folder: URL): Language {
  const { wordVectors, ...lists } = languageSchema.parse(
    parse(readFileSync(new URL('language.yaml', folder), 'utf8')) ?? {},
  );
  const vectorsFile = wordVectors === undefined ? null : new URL(wordVectors, folder);
  return {
    words: Object.fromEntries(
      Object.entries(lists).map(([name, list]) => [name, new Set(list)]),
    ) as unknown as LanguageWords,
    rules: loadRules(folder),
    vectors: vectorsFile === null ? null : loadWordVectors(vectorsFile),
    vectorsFile,
  };
}
