import type { DetectableWorkflow } from './detector.ts';
import { toDocument } from './domain/document.ts';
import { domainOptions, domainSharpness } from './domain/options.ts';
import { readMessage } from './domain/read-message.ts';
import { createDomainSpelling } from './domain/vocabulary.ts';
import type { ClassifierModel } from './engine/classifier-model.ts';
import type { Spelling } from './engine/spelling.ts';
import { trainClassifier } from './engine/train-classifier.ts';
import type { WordVectors } from './engine/word-vectors.ts';
import { modelKey } from './model-key.ts';
import { bundledModelFile, cachedModelFile, readModel, writeModel } from './model-store.ts';
import type { LabelledText } from './training-data.ts';
import { trainingTexts } from './training-texts.ts';

/** Where a model came from: the checked-in file, the cache folder, or training at this start. */
export type ModelSource = 'bundled' | 'cached' | 'trained';

interface ModelRequest {
  readonly workflows: readonly DetectableWorkflow[];
  readonly vectors: WordVectors;
  readonly cacheFolder?: string;
  readonly onProgress?: (message: string) => void;
}

export interface LoadedModel {
  readonly model: ClassifierModel;
  readonly spelling: Spelling;
  readonly source: ModelSource;
}

export function loadModel(request: ModelRequest): LoadedModel {
  const texts = trainingTexts(request.workflows);
  const spelling = spellingOf(texts, request.vectors);
  const key = modelKey(texts);
  const bundled = readModel(bundledModelFile, key);
  if (bundled) return { model: bundled, spelling, source: 'bundled' };
  const cacheFile = request.cacheFolder === undefined ? null : cachedModelFile(request.cacheFolder, key);
  const cached = cacheFile === null ? null : readModel(cacheFile, key);
  if (cached) return { model: cached, spelling, source: 'cached' };
  request.onProgress?.(`Training message detection on ${texts.length} examples, this takes some seconds`);
  const model = trainModel(texts, spelling, request.vectors);
  if (cacheFile !== null) writeModel(cacheFile, key, model);
  return { model, spelling, source: 'trained' };
}

export function spellingOf(texts: readonly LabelledText[], vectors: WordVectors): Spelling {
  return createDomainSpelling(
    texts.map((line) => line.text),
    vectors,
  );
}

export function trainModel(texts: readonly LabelledText[], spelling: Spelling, vectors: WordVectors): ClassifierModel {
  return trainClassifier({
    documents: texts.map((line) => ({ ...toDocument(readMessage(line.text, spelling)), label: line.label })),
    options: domainOptions,
    vectors,
    sharpness: domainSharpness,
  });
}
