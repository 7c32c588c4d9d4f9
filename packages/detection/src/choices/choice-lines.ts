import { existsSync, readdirSync, readFileSync } from 'node:fs';

/** The option of lines that name none of them. */
export const noOption = 'none';

/** Who is affected: several workflows ask it, by choices of the same meanings. */
export const peopleQuestion = 'people';

/** One folder a language: training lines a file a question, development lines in `dev`, the trained model. */
export const choicesFolder = new URL('../../data/choices/', import.meta.url);

const developmentFolder = 'dev/';
const ending = '.txt';

/** A line of a customer and the option of a question that it chooses. */
export interface ChoiceLine {
  /** `<workflow>.<slot>`, or the name of a question that several workflows ask. */
  readonly question: string;
  readonly option: string;
  readonly text: string;
}

/** Reads a file of lines: `## option`, then what customers say for it, a line each. @throws on a line before the first option */
export function parseChoiceLines(text: string, question: string): ChoiceLine[] {
  let option: string | null = null;
  return text.split('\n').flatMap((raw, index) => {
    const line = raw.trim();
    if (line === '') return [];
    if (line.startsWith('## ')) {
      option = line.slice(3).trim();
      return [];
    }
    if (option === null) throw new Error(`${question}${ending} line ${index + 1}: stands before the first "## option"`);
    return [{ question, option, text: line }];
  });
}

/** Files of training lines in a language's folder, sorted. */
export function choiceTrainingFiles(folder: URL): string[] {
  return existsSync(folder)
    ? readdirSync(folder)
        .filter((name) => name.endsWith(ending))
        .sort()
    : [];
}

export function readChoiceLines(folder: URL): ChoiceLine[] {
  return choiceTrainingFiles(folder).flatMap((name) =>
    parseChoiceLines(readFileSync(new URL(name, folder), 'utf8'), name.slice(0, -ending.length)),
  );
}

/** Lines of the development set of a language; never a source of training lines. */
export function readChoiceDevelopmentLines(folder: URL): ChoiceLine[] {
  return readChoiceLines(new URL(developmentFolder, folder));
}

/** Languages that have a folder with training lines, sorted. */
export function choiceLanguages(folder: URL = choicesFolder): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && choiceTrainingFiles(new URL(`${entry.name}/`, folder)).length > 0)
    .map((entry) => entry.name)
    .sort();
}
