import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { ClassifierModel } from '../engine/classifier-model.ts';
import { decodeModel, encodeModel } from '../engine/model-file.ts';
import type { ModelSource } from '../model-source.ts';
import { loadKept } from '../model-store.ts';
import { topicFiles } from '../training-data.ts';
import { languageFiles, languagesFolder, readLanguageLines } from './language-lines.ts';
import { languageOptions } from './language-options.ts';
import { trainLanguage } from './train-language.ts';

/** Names a model by what it is made from: lines and settings. Nothing is parsed. */
export function languageModelKey(): string {
  const hash = createHash('sha256').update(JSON.stringify(languageOptions));
  for (const name of languageFiles()) hash.update(`\n${name}\n`).update(readFileSync(new URL(name, languagesFolder)));
  for (const { language, file } of topicFiles()) hash.update(`\n${language}\n`).update(readFileSync(file));
  return hash.digest('hex').slice(0, 32);
}

export const languageModelFile = fileURLToPath(new URL('model-language.bin', languagesFolder));

interface LanguageModelRequest {
  readonly cacheFolder?: string;
  readonly onProgress?: (message: string) => void;
}

/** The checked-in model when its key fits, else the cached one, else it is learned now (some seconds). */
export function loadLanguageModel(request: LanguageModelRequest = {}): { model: ClassifierModel; source: ModelSource } {
  return loadKept({
    key: languageModelKey(),
    bundledFile: languageModelFile,
    cacheFolder: request.cacheFolder,
    cacheName: 'language',
    decode: decodeModel,
    encode: encodeModel,
    train: () => {
      request.onProgress?.('Training the reading of languages, this takes some seconds');
      return trainLanguage(readLanguageLines());
    },
  });
}
