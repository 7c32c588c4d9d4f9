import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, extname } from 'node:path';
import { readTrainingData, trainingLanguages } from '../training-data.ts';

/** A file of lines a language (`fr.txt`), those of the languages that are spoken here too, and the trained model. */
export const languagesFolder = new URL('../../data/language/', import.meta.url);

/** A line and the language it is written in. */
export interface LanguageLine {
  readonly text: string;
  /** BCP 47 tag in small letters, without a region. */
  readonly language: string;
}

/** Files of lines, sorted. */
export function languageFiles(folder: URL = languagesFolder): string[] {
  return existsSync(folder)
    ? readdirSync(folder)
        .filter((name) => extname(name) === '.txt')
        .sort()
    : [];
}

/** Lines of every language: those of the folder and the training lines of the topics. */
export function readLanguageLines(folder: URL = languagesFolder): LanguageLine[] {
  const own = languageFiles(folder).flatMap((name) =>
    readFileSync(new URL(name, folder), 'utf8')
      .split('\n')
      .map((line) => ({ text: line.trim(), language: basename(name, '.txt') })),
  );
  const topics = trainingLanguages().flatMap((language) =>
    readTrainingData(language).map(({ text }) => ({ text, language })),
  );
  // A line of another language that stands among the topics' lines, as none, is told by its own file.
  const foreign = new Set(own.map(({ text }) => text));
  return [...own.filter(({ text }) => text !== ''), ...topics.filter(({ text }) => !foreign.has(text))];
}
