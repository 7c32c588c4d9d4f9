import { readdirSync, readFileSync } from 'node:fs';
import { basename, extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { defaultLanguage } from './domain/wording.ts';

/** The label of messages that mean no workflow. */
export const noneLabel = 'none';

export interface LabelledText {
  readonly text: string;
  /** A workflow's id, or `none`. */
  readonly label: string;
  /** Language it is written in; left out where nobody said so. */
  readonly language?: string;
}

/** One folder a language. */
const trainingRoot = new URL('../data/train/', import.meta.url);

export function trainingFolder(language: string = defaultLanguage): URL {
  return new URL(`${language}/`, trainingRoot);
}

/** Languages whose topics are known, sorted: those with a folder of training lines. */
export function trainingLanguages(): string[] {
  return readdirSync(trainingRoot, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
}

const lineSchema = z.object({ text: z.string().min(1), workflow: z.string().min(1).nullable().optional() });

/**
 * The training lines of a language that are shipped with this package: `<id>.txt` has one message of that workflow a line, `*.jsonl` has lines
 * `{"text","workflow"}` with null for none. In a stable order; throws with file and line on a malformed line.
 */
export function readTrainingData(language: string = defaultLanguage): LabelledText[] {
  const folder = trainingFolder(language);
  return readdirSync(fileURLToPath(folder))
    .sort()
    .flatMap((name) => {
      const text = readFileSync(new URL(name, folder), 'utf8');
      if (extname(name) === '.txt') return parsePlain(text, basename(name, '.txt'));
      return extname(name) === '.jsonl' ? parseJsonLines(text, name) : [];
    })
    .map((line) => ({ ...line, language }));
}

/** All files of training lines, in a stable order. */
export function topicFiles(): { readonly language: string; readonly file: URL }[] {
  return trainingLanguages().flatMap((language) =>
    readdirSync(fileURLToPath(trainingFolder(language)))
      .sort()
      .map((name) => ({ language, file: new URL(name, trainingFolder(language)) })),
  );
}

function parsePlain(text: string, label: string): LabelledText[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map((line) => ({ text: line, label }));
}

/** Lines `{"text","workflow"}`; `name` is for the message of an error. */
export function parseJsonLines(text: string, name: string): LabelledText[] {
  return text.split('\n').flatMap((line, index) => {
    if (line.trim() === '') return [];
    const parsed = parseLine(line);
    if (parsed === null) throw new Error(`${name} line ${index + 1}: not a line of the form {"text","workflow"}`);
    return [{ text: parsed.text, label: parsed.workflow ?? noneLabel }];
  });
}

function parseLine(line: string): z.infer<typeof lineSchema> | null {
  try {
    return lineSchema.parse(JSON.parse(line));
  } catch {
    return null;
  }
}
