import { readdirSync, readFileSync } from 'node:fs';
import { basename, extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';

/** The label of messages that mean no workflow. */
export const noneLabel = 'none';

export interface LabelledText {
  readonly text: string;
  /** A workflow's id, or `none`. */
  readonly label: string;
}

export const trainingFolder = new URL('../data/train/', import.meta.url);

const lineSchema = z.object({ text: z.string().min(1), workflow: z.string().min(1).nullable().optional() });

/**
 * The training lines shipped with this package: `<id>.txt` has one message of that workflow a line, `*.jsonl` has lines
 * `{"text","workflow"}` with null for none. In a stable order; throws with file and line on a malformed line.
 */
export function readTrainingData(folder: URL = trainingFolder): LabelledText[] {
  const path = fileURLToPath(folder);
  return readdirSync(path)
    .sort()
    .flatMap((name) => {
      const text = readFileSync(new URL(name, folder), 'utf8');
      if (extname(name) === '.txt') return parsePlain(text, basename(name, '.txt'));
      return extname(name) === '.jsonl' ? parseJsonLines(text, name) : [];
    });
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
