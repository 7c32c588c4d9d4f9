import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const examplesSchema = z.array(z.tuple([z.string(), z.string()]));
const setSchema = z.object({
  train: examplesSchema,
  test: examplesSchema,
  oos_test: examplesSchema.optional(),
});

export type PublicSet = z.infer<typeof setSchema>;

/** Folder of the public sets, beside the checkout. */
export const publicSetFolder = new URL('../../../../../shared/benchmarks/nlu/', import.meta.url);

/** A set's training and test part, or null when the folder is not there. */
export function readPublicSet(name: string): PublicSet | null {
  const file = join(publicSetFolder.pathname, `${name}.json`);
  return existsSync(file) ? setSchema.parse(JSON.parse(readFileSync(file, 'utf8'))) : null;
}
