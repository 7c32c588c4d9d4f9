import { createClassifier, type Scored } from '../engine/classifier.ts';
import { loadWordVectors } from '../engine/word-vectors.ts';
import type { ModelSource } from '../model-source.ts';
import { matterDocument } from './matter-document.ts';
import { type MatterKind, matterLanguages, mattersFolder, noMatter } from './matter-lines.ts';
import { loadMatterModel } from './matter-model-source.ts';
import { matterBars } from './matter-options.ts';

export interface Matter {
  readonly kind: MatterKind;
  /** 0 to 1, calibrated on held-out lines; at least the bar of the kind. */
  readonly confidence: number;
}

export interface MatterReaderOptions {
  /** Language that reads what no other is there for; `en` where left out. */
  readonly defaultLanguage?: string;
  /** Where the folders of the languages are; the bundled ones where left out. */
  readonly folder?: URL;
  /** Where a model that had to be trained is kept for the next start. */
  readonly cacheFolder?: string;
  readonly onProgress?: (message: string) => void;
}

export interface MatterReader {
  /** What a message is about outside of the workflows' topics, or null. Deterministic, no I/O; looks at the first 5,000 characters. */
  read(text: string, language?: string): Matter | null;
  /** Languages whose matters can be read, sorted. */
  readonly languages: readonly string[];
  /** Where the model of every language came from. */
  readonly sources: Readonly<Record<string, ModelSource>>;
}

/** Loads the models of all languages, or trains what is stale. Synchronous: a start-up step. @throws when the default language has no folder */
export function createMatterReader(options: MatterReaderOptions = {}): MatterReader {
  const { defaultLanguage = 'en', folder = mattersFolder } = options;
  const languages = matterLanguages(folder);
  if (!languages.includes(defaultLanguage))
    throw new Error(`No folder for the language "${defaultLanguage}" in ${folder.pathname}`);
  const vectors = loadWordVectors();
  const sources: Record<string, ModelSource> = {};
  const readers = new Map(
    languages.map((language) => {
      const { model, source } = loadMatterModel({ ...options, folder: new URL(`${language}/`, folder), vectors });
      sources[language] = source;
      const classifier = createClassifier(model, vectors);
      const toDocument = matterDocument(language);
      return [language, (text: string) => classifier.best(toDocument(text))] as const;
    }),
  );
  return {
    languages,
    sources,
    read(text, language = defaultLanguage) {
      const tag = language.toLowerCase().split(/[-_]/)[0] ?? defaultLanguage;
      const best = (readers.get(tag) ?? readers.get(defaultLanguage))?.(text);
      return best ? toMatter(best) : null;
    },
  };
}

/** The kind that was read, where it is one and the chance reaches its bar. */
export function toMatter({ label, probability }: Scored): Matter | null {
  if (label === noMatter) return null;
  const kind = label as MatterKind;
  return probability >= matterBars[kind] ? { kind, confidence: probability } : null;
}
