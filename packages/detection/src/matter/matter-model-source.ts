import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { dropsAccents } from '../domain/wording.ts';
import type { ClassifierModel } from '../engine/classifier-model.ts';
import { decodeModel, encodeModel } from '../engine/model-file.ts';
import { type WordVectors, wordVectorsFile } from '../engine/word-vectors.ts';
import type { ModelSource } from '../model-source.ts';
import { loadKept } from '../model-store.ts';
import { matterTrainingFiles, readMatterLines } from './matter-lines.ts';
import { matterOptions } from './matter-options.ts';
import { trainMatter } from './train-matter.ts';

/** Names a model by what it is made from: lines, word vectors and settings. */
export function matterModelKey(folder: URL): string {
  const hash = createHash('sha256').update(JSON.stringify(matterOptions));
  for (const name of matterTrainingFiles(folder))
    hash.update(`\n${name}\n`).update(readFileSync(new URL(name, folder)));
  if (dropsAccents(languageOf(folder))) hash.update('without accents');
  return hash.update(readFileSync(wordVectorsFile)).digest('hex').slice(0, 32);
}

/** The folder of a language has its tag for a name. */
const languageOf = (folder: URL): string => basename(fileURLToPath(folder));

export function matterModelFile(folder: URL): string {
  return fileURLToPath(new URL('model-matter.bin', folder));
}

interface MatterModelRequest {
  readonly folder: URL;
  readonly vectors: WordVectors;
  readonly cacheFolder?: string;
  readonly onProgress?: (message: string) => void;
}

/** The checked-in model when its key fits, else the cached one, else it is learned now (some seconds). */
export function loadMatterModel(request: MatterModelRequest): { model: ClassifierModel; source: ModelSource } {
  const key = matterModelKey(request.folder);
  return loadKept({
    key,
    bundledFile: matterModelFile(request.folder),
    cacheFolder: request.cacheFolder,
    cacheName: 'matter',
    decode: decodeModel,
    encode: encodeModel,
    train: () => {
      request.onProgress?.('Training the reading of urgent and other matters, this takes some seconds');
      return trainMatter(readMatterLines(request.folder), request.vectors, languageOf(request.folder));
    },
  });
}
