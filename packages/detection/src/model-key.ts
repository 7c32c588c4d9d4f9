import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { domainOptions, domainSharpness } from './domain/options.ts';
import { wordingFile } from './domain/wording.ts';
import { wordVectorsFile } from './engine/word-vectors.ts';
import { bundledModelFile } from './model-store.ts';
import { type LabelledText, trainingLanguages } from './training-data.ts';

/** Names a model by what it is made from: texts, labels, word lists, word vectors and settings. */
export function modelKey(texts: readonly LabelledText[]): string {
  const lines = texts.map((line) => `${line.label}\t${line.text}`).sort();
  const hash = createHash('sha256')
    .update(JSON.stringify([domainOptions, domainSharpness, lines]))
    .update(readFileSync(wordVectorsFile));
  for (const language of trainingLanguages()) hash.update(readFileSync(wordingFile(language)));
  return hash.digest('hex').slice(0, 32);
}

/**
 * The key under which a model is kept in the cache folder. The checked-in model stands for the code: a test makes sure that it comes out
 * of today's code, so a change of what is learned changes its bytes, and no model of older code is ever read from a cache.
 */
export function cacheKey(key: string): string {
  const hash = createHash('sha256').update(key);
  if (existsSync(bundledModelFile)) hash.update(readFileSync(bundledModelFile));
  return hash.digest('hex').slice(0, 32);
}
