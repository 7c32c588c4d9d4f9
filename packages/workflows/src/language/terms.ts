import { z } from 'zod';
import { languageFile } from './language-file.ts';
import { phrasesSchema, saysAny } from './phrases.ts';

const fileSchema = z.array(z.strictObject({ names: phrasesSchema, means: z.string().min(1).max(400) })).min(1);

/** Words of the steps, explained: `language/<language>/terms.yaml`. */
const terms = languageFile('terms', fileSchema, (file) => file);

/** What the words of this text mean that not everybody knows, those of the list's beginning first. */
export function explainedIn(text: string, language: string): readonly string[] {
  return terms(language)
    .filter(({ names }) => saysAny(text, names))
    .map(({ means }) => means);
}
