import type { DetectableWorkflow } from './detector.ts';
import { toDocument } from './domain/document.ts';
import { createLexicon, type Lexicon } from './domain/lexicon.ts';
import { domainOptions, domainSharpness } from './domain/options.ts';
import { readMessage } from './domain/read-message.ts';
import type { ClassifierModel } from './engine/classifier-model.ts';
import { trainClassifier } from './engine/train-classifier.ts';
import type { WordVectors } from './engine/word-vectors.ts';
import { cacheKey, modelKey } from './model-key.ts';
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
  readonly lexicon: Lexicon;
  readonly source: ModelSource;
}

export function loadModel(request: ModelRequest): LoadedModel {
  const texts = trainingTexts(request.workflows);
  const lexicon = lexiconOf(texts, request.vectors);
  const key = modelKey(texts);
  const bundled = readModel(bundledModelFile, key);
  if (bundled) return { model: bundled, lexicon, source: 'bundled' };
  const keptKey = cacheKey(key);
  const cacheFile = request.cacheFolder === undefined ? null : cachedModelFile(request.cacheFolder, keptKey);
  const cached = cacheFile === null ? null : readModel(cacheFile, keptKey);
  if (cached) return { model: cached, lexicon, source: 'cached' };
  request.onProgress?.(`Training message detection on ${texts.length} examples, this takes some seconds`);
  const model = trainModel(texts, lexicon, request.vectors);
  if (cacheFile !== null) writeModel(cacheFile, keptKey, model);
  return { model, lexicon, source: 'trained' };
}

export function lexiconOf(texts: readonly LabelledText[], vectors: WordVectors): Lexicon {
  return createLexicon(
    texts.map((line) => line.text),
    vectors,
  );
}

export function trainModel(texts: readonly LabelledText[], lexicon: Lexicon, vectors: WordVectors): ClassifierModel {
  return trainClassifier({
    documents: texts.map((line) => ({ ...toDocument(readMessage(line.text, lexicon)), label: line.label })),
    options: domainOptions,
    vectors,
    sharpness: domainSharpness,
  });
}
