import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { wordingFile } from '../domain/wording.ts';
import type { ClassifierModel } from '../engine/classifier-model.ts';
import { decodeModel, encodeModel } from '../engine/model-file.ts';
import { wordVectorsFile } from '../engine/word-vectors.ts';
import type { ModelSource } from '../model-source.ts';
import { loadKept } from '../model-store.ts';
import { trainingFolder } from '../training-data.ts';
import { type ChoiceLine, choiceTrainingFiles } from './choice-lines.ts';
import { choiceOptions } from './choice-options.ts';
import { choiceTrainingLines } from './choice-training-lines.ts';
import { type ChoiceWords, trainChoices } from './train-choices.ts';

/** Names a model by what it is made from: lines, those of the topics too, word vectors, word lists and settings. Nothing is parsed. */
export function choiceModelKey(folder: URL, language: string, own: readonly ChoiceLine[] = []): string {
  const hash = createHash('sha256').update(JSON.stringify([choiceOptions, own]));
  for (const name of choiceTrainingFiles(folder))
    hash.update(`\n${name}\n`).update(readFileSync(new URL(name, folder)));
  const topics = trainingFolder(language);
  for (const name of readdirSync(topics).sort()) hash.update(readFileSync(new URL(name, topics)));
  for (const file of [wordingFile(language), wordVectorsFile]) hash.update(readFileSync(file));
  return hash.digest('hex').slice(0, 32);
}

export function choiceModelFile(folder: URL): string {
  return fileURLToPath(new URL('model-choices.bin', folder));
}

interface ChoiceModelRequest {
  readonly folder: URL;
  readonly language: string;
  readonly own: readonly ChoiceLine[];
  readonly words: ChoiceWords;
  readonly cacheFolder?: string;
  readonly onProgress?: (message: string) => void;
}

/** The checked-in model when its key fits, else the cached one, else it is learned now (some seconds). */
export function loadChoiceModel(request: ChoiceModelRequest): { model: ClassifierModel; source: ModelSource } {
  const { folder, language, own, words } = request;
  return loadKept({
    key: choiceModelKey(folder, language, own),
    bundledFile: choiceModelFile(folder),
    cacheFolder: request.cacheFolder,
    cacheName: 'choices',
    decode: decodeModel,
    encode: encodeModel,
    train: () => {
      request.onProgress?.('Training the reading of choices, this takes some seconds');
      return trainChoices(choiceTrainingLines(folder, language, own), words);
    },
  });
}
