import { z } from 'zod';
import { anyOf, languageFile, wordEnd } from '../language/language-file.ts';

const schema = z.strictObject({ joints: z.array(z.string().min(1)).min(1) });

/** How a message goes from one thing that it asks for to the next: `language/<language>/subjects.yaml`. */
export const subjectWords = languageFile('subjects', schema, ({ joints }) => ({
  /** Where a clause ends and another one may begin: larger marks, commas, line breaks, and words between two statements. */
  clauseEnd: new RegExp(
    `(?<=[^\\s\\d][.!?;:,])\\s+|(?<=\\d[.!?;,])\\s+(?=\\p{L})|\\n+|\\s+[-–—]\\s+|\\s+(?=${anyOf(joints)}${wordEnd})`,
    'giu',
  ),
  /** Words between two things, at the beginning of the second. */
  lead: new RegExp(`^(?:${anyOf(joints)}${wordEnd}[\\s,:]*)+`, 'iu'),
}));
