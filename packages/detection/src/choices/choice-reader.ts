import { loadWording } from '../domain/wording.ts';
import { loadWordVectors } from '../engine/word-vectors.ts';
import type { ModelSource } from '../model-source.ts';
import { createChoiceClassifier, type RankOptions } from './choice-classifier.ts';
import { type ChoiceLine, choiceLanguages, choicesFolder, noOption } from './choice-lines.ts';
import { loadChoiceModel } from './choice-model-source.ts';

/** What a message chooses of a question's options. */
export interface ChoiceReading {
  /** Null: none of them, or it says nothing of the question. */
  readonly option: string | null;
  /** 0 to 1, calibrated on held-out lines. */
  readonly confidence: number;
}

export interface ChoiceReaderOptions {
  /** Language of `own`. @default 'en' */
  readonly defaultLanguage?: string;
  /** Lines of questions of one's own workflows, beside the bundled ones. */
  readonly own?: readonly ChoiceLine[];
  /** Where the folders of the languages are; the bundled ones where left out. */
  readonly folder?: URL;
  /** Where a model that had to be trained is kept for the next start. */
  readonly cacheFolder?: string;
  readonly onProgress?: (message: string) => void;
}

export interface ChoiceReader {
  /** The option that a message chooses; null where there are no lines for the question or the language. Deterministic, no I/O. */
  read(question: string, text: string, language?: string): ChoiceReading | null;
  /** Where the model of every language came from. */
  readonly sources: Readonly<Record<string, ModelSource>>;
}

/** Loads the models of all languages, or trains what is stale. Synchronous: a start-up step. */
export function createChoiceReader(options: ChoiceReaderOptions = {}): ChoiceReader {
  const { defaultLanguage = 'en', own = [], folder: root = choicesFolder } = options;
  const vectors = loadWordVectors();
  const sources: Record<string, ModelSource> = {};
  const readers = new Map<string, RankOptions>();
  for (const language of choiceLanguages(root)) {
    const folder = new URL(`${language}/`, root);
    const words = { vectors, wording: loadWording(language) };
    const request = { ...options, folder, language, words, own: language === defaultLanguage ? own : [] };
    const { model, source } = loadChoiceModel(request);
    sources[language] = source;
    readers.set(language, createChoiceClassifier(model, vectors, words.wording));
  }
  return {
    sources,
    read(question, text, language = defaultLanguage) {
      const tag = language.toLowerCase().split(/[-_]/)[0] ?? defaultLanguage;
      const best = readers.get(tag)?.(question, text)?.[0];
      if (best === undefined) return null;
      return { option: best.label === noOption ? null : best.label, confidence: best.probability };
    },
  };
}
