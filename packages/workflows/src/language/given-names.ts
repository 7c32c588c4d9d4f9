import { z } from 'zod';
import { languageFile } from './language-file.ts';
import { unaccented } from './normalise.ts';

const schema = z.strictObject({ names: z.array(z.string().min(2)).min(1) });

/** First names that are no words, in small letters: `language/<language>/given-names.yaml`. */
export const givenNames = languageFile(
  'given-names',
  schema,
  ({ names }): ReadonlySet<string> => new Set(names.map(unaccented)),
);
