import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { CommandError } from '@acebuddy/service-kit/environment';
import { z } from 'zod';
import { actSchema, openQuestionSchema } from './acts.ts';

/** A line of `data/acts/<language>/*.jsonl`. */
const actLineSchema = z.object({
  text: z.string().min(1),
  question: openQuestionSchema,
  /** The primary act. */
  act: actSchema,
  /** Acts that are present besides, or that a fair judge would accept as primary. */
  also: z.array(actSchema).default([]),
  /** The voice it was written in. */
  voice: z.union([z.string(), z.number()]).transform(String).default(''),
  /** A keyword of another act stands in it, used otherwise. */
  lookalike: z.boolean().default(false),
});
export type ActLine = z.infer<typeof actLineSchema> & {
  /** The file it stands in: one hand wrote it, and its lines stay together in cross-validation. */
  readonly file: string;
};

/** Lines of the development set of a language; never a source of training lines. */
export const developmentName = 'dev.jsonl';

/** @throws with the name and the number of the line that is not of the form */
export function parseActLines(text: string, name: string): ActLine[] {
  return text.split('\n').flatMap((line, index) => {
    if (line.trim() === '') return [];
    const parsed = actLineSchema.safeParse(parseJson(line));
    if (!parsed.success)
      throw new CommandError(`${name} line ${index + 1}: not of the form {"text","question","act","also"}`);
    return [{ ...parsed.data, file: name }];
  });
}

function parseJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
}

/** Files of training lines in a language's folder, sorted. */
export function trainingFiles(folder: URL): string[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.jsonl') && name !== developmentName)
    .sort();
}

export function readActLines(folder: URL): ActLine[] {
  return trainingFiles(folder).flatMap((name) => parseActLines(readFileSync(new URL(name, folder), 'utf8'), name));
}

export function readDevelopmentLines(folder: URL): ActLine[] {
  const file = new URL(developmentName, folder);
  return existsSync(file) ? parseActLines(readFileSync(file, 'utf8'), developmentName) : [];
}
