import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { actSchema, questionKindSchema } from '@acebuddy/detection';
import { parse } from 'yaml';
import { z } from 'zod';

/** A question outside the steps of a workflow: how the reader is told of it, how it is put, and what an answer leads to. */
export const patternSchema = z.strictObject({
  frame: z.string(),
  kind: questionKindSchema,
  /** Key of its sentence; left out where the sentence depends on more than the frame. */
  ask: z.string().optional(),
  /** Keys of its buttons. */
  buttons: z.array(z.string()).default([]),
  /** Commands by act, before those of the table of precedence. */
  on: z.partialRecord(z.union([actSchema, z.literal('unsure')]), z.array(z.string()).min(1)),
});
export type Pattern = z.infer<typeof patternSchema>;

export const patternsFolder = fileURLToPath(new URL('../../patterns/', import.meta.url));

/** @throws when a file is no pattern, or two are of one frame. */
export function readPatterns(folder: string): ReadonlyMap<string, Pattern> {
  const patterns = new Map<string, Pattern>();
  for (const name of readdirSync(folder)
    .filter((file) => file.endsWith('.yaml'))
    .sort()) {
    const pattern = patternSchema.parse(parse(readFileSync(join(folder, name), 'utf8')));
    if (patterns.has(pattern.frame)) throw new Error(`${name}: the frame ${pattern.frame} has two patterns`);
    patterns.set(pattern.frame, pattern);
  }
  return patterns;
}

export const patterns = readPatterns(patternsFolder);
