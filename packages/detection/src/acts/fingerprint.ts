import { createHash } from 'node:crypto';
import { createActFeaturiser, type Vocabulary } from './act-featuriser.ts';
import type { Language } from './language.ts';
import type { ReadLine } from './train-acts.ts';

const linesMax = 400;

/**
 * What today's code makes of the first lines with this vocabulary. A model keeps it from the day it was trained; when it differs, the code
 * that reads messages has changed and the model has to be trained anew.
 */
export function fingerprint(vocabulary: Vocabulary, lines: readonly ReadLine[], language: Language): string {
  const featuriser = createActFeaturiser(vocabulary, language.vectors);
  const hash = createHash('sha256');
  const step = Math.max(1, Math.floor(lines.length / linesMax));
  for (let index = 0; index < lines.length; index += step) {
    const { message, span, question } = lines[index] as ReadLine;
    featuriser.run(message, span, question, language.words, (column, value) => {
      hash.update(`${column}:${value.toFixed(4)} `);
    });
  }
  return hash.digest('hex').slice(0, 16);
}
