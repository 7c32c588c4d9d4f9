import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { concepts } from './domain/concepts.ts';
import { domainOptions, domainSharpness } from './domain/options.ts';
import { wordVectorsFile } from './engine/word-vectors.ts';
import type { LabelledText } from './training-data.ts';

/** Raised with every change of code that alters what is trained: kept models of another version are not used. */
const engineVersion = 1;

/** Names a model by all that it is made from: texts, labels, concepts, word vectors, settings and the engine's version. */
export function modelKey(texts: readonly LabelledText[]): string {
  const lines = texts.map((line) => `${line.label}\t${line.text}`).sort();
  return createHash('sha256')
    .update(JSON.stringify([engineVersion, domainOptions, domainSharpness, concepts, lines]))
    .update(readFileSync(wordVectorsFile))
    .digest('hex')
    .slice(0, 32);
}
