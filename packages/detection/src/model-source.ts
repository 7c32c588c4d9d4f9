import type { DetectableWorkflow } from './detector.ts';
import { toDocument } from './domain/document.ts';
import { createLexicon, type Lexicon } from './domain/lexicon.ts';
import { domainOptions, domainSharpness } from './domain/options.ts';
import { type Languages, type ReadMessage, readInItsLanguage, readMessage } from './domain/read-message.ts';
import { defaultLanguage, loadWording } from './domain/wording.ts';
import type { ClassifierModel } from './engine/classifier-model.ts';
import { trainClassifier } from './engine/train-classifier.ts';
import type { WordVectors } from './engine/word-vectors.ts';
import { loadLanguageModel } from './language/language-model-source.ts';
import { createLanguageReader } from './language/language-reader.ts';
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
  /** Names lines, settings and code that it is made of (`cacheKey`). */
  readonly base: string;
  readonly languages: Languages;
  readonly source: ModelSource;
}

export function loadModel(request: ModelRequest): LoadedModel {
  const texts = trainingTexts(request.workflows);
  const languages = languagesOf(texts, request);
  const key = modelKey(texts);
  const keptKey = cacheKey(key);
  const bundled = readModel(bundledModelFile, key);
  if (bundled) return { model: bundled, base: keptKey, languages, source: 'bundled' };
  const cacheFile = request.cacheFolder === undefined ? null : cachedModelFile(request.cacheFolder, keptKey);
  const cached = cacheFile === null ? null : readModel(cacheFile, keptKey);
  if (cached) return { model: cached, base: keptKey, languages, source: 'cached' };
  request.onProgress?.(`Training message detection on ${texts.length} examples, this takes some seconds`);
  const model = trainModel(texts, languages, request.vectors);
  if (cacheFile !== null) writeModel(cacheFile, keptKey, model);
  return { model, base: keptKey, languages, source: 'trained' };
}

/** A lexicon a language, of the training texts in it, and what tells the languages apart. */
export function languagesOf(
  texts: readonly LabelledText[],
  request: Pick<ModelRequest, 'vectors' | 'cacheFolder' | 'onProgress'>,
): Languages {
  const read = createLanguageReader(loadLanguageModel(request).model);
  const known = new Set(texts.map(({ language = defaultLanguage }) => language));
  const lexicons = new Map(
    [...known].map((language): [string, Lexicon] => {
      const own = texts.filter((line) => (line.language ?? defaultLanguage) === language).map((line) => line.text);
      return [language, createLexicon(own, request.vectors, loadWording(language))];
    }),
  );
  const fallback = lexicons.get(defaultLanguage) ?? createLexicon([], request.vectors);
  return { read, lexicons, fallback };
}

export function trainModel(
  texts: readonly LabelledText[],
  languages: Languages,
  vectors: WordVectors,
  onProgress?: (share: number) => void,
): ClassifierModel {
  return trainClassifier({
    documents: texts.map((line) => ({ ...toDocument(readLine(line, languages)), label: line.label })),
    options: domainOptions,
    vectors,
    sharpness: domainSharpness,
    ...(onProgress === undefined ? {} : { onProgress }),
  });
}

/** An example of an operator's own workflow says nothing of its language. */
function readLine({ text, language }: LabelledText, languages: Languages): ReadMessage {
  const lexicon = language === undefined ? undefined : languages.lexicons.get(language);
  return lexicon === undefined ? readInItsLanguage(text, languages) : readMessage(text, lexicon);
}
