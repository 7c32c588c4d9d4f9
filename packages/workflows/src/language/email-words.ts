import { z } from 'zod';
import { anyOf, languageFile } from './language-file.ts';

const phrases = z.array(z.string().min(1)).min(1);
const schema = z.strictObject({ at: phrases, dot: phrases, signs: z.record(z.string(), phrases) });

/** How addresses are spelled out: `language/<language>/emails.yaml`. */
export const emailWords = languageFile('emails', schema, (file) => {
  const part = '[a-z0-9]+(?:[._%+-]+[a-z0-9]+)*';
  const sign = anyOf([file.dot, ...Object.values(file.signs)].flat());
  const name = `(?<![\\p{L}\\p{N}._@-])${part}(?:\\s+${sign}\\s+${part})*`;
  const spoken = (phrases: readonly string[]) => new RegExp(`\\s+${anyOf(phrases)}\\s+`, 'giu');
  const signs = [['@', file.at], ['.', file.dot], ...Object.entries(file.signs)] as const;
  return {
    /** A name, "at", and a domain with a "dot" in words; written with one, it has to be the whole message. */
    dictated: new RegExp(
      `${name}\\s+${anyOf(file.at)}\\s+${part}(?:\\s+${sign}\\s+${part})*\\s+${anyOf(file.dot)}\\s+${part}(?![\\p{L}\\p{N}@])|^\\s*${name}\\s+${anyOf(file.at)}\\s+${part}(?<=\\.[a-z]+)(?=[\\s.!]*$)`,
      'iu',
    ),
    signs: signs.map(([sign, phrases]) => [sign, spoken(phrases)] as const),
  };
});
