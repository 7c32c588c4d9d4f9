import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { ModelSource } from '../model-source.ts';
import { loadKept } from '../model-store.ts';
import { readActLines, trainingFiles } from './act-lines.ts';
import type { ActModel } from './act-model.ts';
import { decodeActModel, encodeActModel } from './act-model-file.ts';
import { calibrate, holdOut } from './calibrate.ts';
import type { Language } from './language.ts';
import { actOptions, readLines, trainActs } from './train-acts.ts';

/** One folder a language: word lists, training lines, development lines, the trained model. */
export const actsFolder = new URL('../../data/acts/', import.meta.url);

/** Names a model by what it is made from: lines, word lists and settings. */
export function actModelKey(folder: URL, language: Language): string {
  const hash = createHash('sha256').update(JSON.stringify(actOptions));
  for (const name of [...trainingFiles(folder), 'language.yaml'])
    hash.update(`\n${name}\n`).update(readFileSync(new URL(name, folder)));
  if (language.vectorsFile !== null) hash.update(readFileSync(language.vectorsFile));
  return hash.digest('hex').slice(0, 32);
}

export function actModelFile(folder: URL): string {
  return fileURLToPath(new URL('model-acts.bin', folder));
}

/** Learns from all lines of the folder; chances are fitted on lines that were held out writer by writer. */
export function makeActModel(folder: URL, language: Language): ActModel {
  const lines = readLines(readActLines(folder), language);
  const calibration = calibrate(holdOut(lines, language, actOptions));
  return trainActs(lines, language, actOptions, calibration);
}

interface ActModelRequest {
  readonly folder: URL;
  readonly language: Language;
  readonly cacheFolder?: string;
  readonly onProgress?: (message: string) => void;
}

/** The checked-in model when its key fits, else the cached one, else it is learned now (about a minute). */
export function loadActModel(request: ActModelRequest): { model: ActModel; source: ModelSource } {
  const key = actModelKey(request.folder, request.language);
  return loadKept({
    key,
    bundledFile: actModelFile(request.folder),
    cacheFolder: request.cacheFolder,
    cacheName: 'acts',
    decode: decodeActModel,
    encode: encodeActModel,
    train: () => {
      request.onProgress?.('Training the reading of dialogue acts, this takes about a minute');
      return makeActModel(request.folder, request.language);
    },
  });
}
