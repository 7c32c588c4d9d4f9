import { createActClassifier } from './act-classifier.ts';
import { actsFolder, loadActModel } from './act-model-source.ts';
import type { OpenQuestion } from './acts.ts';
import { loadLanguage } from './language.ts';
import { type ActReading, createActReading } from './read-acts.ts';
import { actLanguages } from './reader.ts';

export interface ActReaderOptions {
  /** Folders of further languages, beside the bundled ones: a folder of `<language>/`, each. */
  readonly folders?: readonly URL[];
  /** Where a model that had to be trained is kept for the next start. */
  readonly cacheFolder?: string;
  readonly onProgress?: (message: string) => void;
}

/** Acts alone, without topic and values: what the dialogue asks for every message and clause. `language`: "en", "en-US". */
export type ActReader = (text: string, question: OpenQuestion, language: string) => ActReading;

const defaultLanguage = 'en';

/** Loads the models of all languages, or trains what is stale. Synchronous: a start-up step. */
export function createActReader(options: ActReaderOptions = {}): ActReader {
  const { folders = [] } = options;
  const readings = new Map(
    [actsFolder, ...folders].flatMap((all) =>
      actLanguages(all).map((language) => {
        const folder = new URL(`${language}/`, all);
        const own = loadLanguage(folder);
        const { model } = loadActModel({ ...options, folder, language: own });
        return [language, createActReading(createActClassifier(model, own), own)] as const;
      }),
    ),
  );
  return (text, question, language) => {
    const tag = language.toLowerCase().split(/[-_]/)[0] ?? defaultLanguage;
    const read = readings.get(tag) ?? readings.get(defaultLanguage);
    return read?.(text, question) ?? { acts: [], alternatives: [] };
  };
}
