import { fileURLToPath } from 'node:url';
import { wordVectorsFile } from './engine/word-vectors.ts';
import { bundledModelFile } from './model-store.ts';

/** Files without which no message can be read; they come with the release. */
export const modelFiles: readonly string[] = [bundledModelFile, fileURLToPath(wordVectorsFile)];
