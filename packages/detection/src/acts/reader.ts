import { existsSync, readdirSync } from 'node:fs';
import { bestWorkflow } from '../answer.ts';
import type { Detector } from '../detector.ts';
import type { ModelSource } from '../model-source.ts';
import type { Understanding } from '../understanding.ts';
import { createActClassifier } from './act-classifier.ts';
import { actsFolder, loadActModel } from './act-model-source.ts';
import type { Act, OpenQuestion, ReadAct, Reading, ReadValue } from './acts.ts';
import { loadLanguage } from './language.ts';
import { createActReading } from './read-acts.ts';

/** Parsers of values (addresses, dates, names, choices): the caller has them and its own context. */
export type ReadValues = (text: string, question: OpenQuestion, locale: string) => readonly ReadValue[];

export interface ReaderOptions {
  /** The topic head. */
  readonly detector: Detector;
  /** Fills `values`; without it they stay empty. */
  readonly readValues?: ReadValues;
  /** Language that reads what no other is there for; `en` where left out. */
  readonly defaultLanguage?: string;
  /** Where the folders of the languages are; the bundled ones where left out. */
  readonly folder?: URL;
  /** Where a model that had to be trained is kept for the next start. */
  readonly cacheFolder?: string;
  readonly onProgress?: (message: string) => void;
}

export interface Reader {
  /**
   * Deterministic, no I/O; looks at the first 5,000 characters. Without a question nothing is open (`idle`). `locale`: "en", "en-US",
   * "es"; where it is left out, the main language of the message, that of the question where nothing tells.
   */
  read(text: string, question?: OpenQuestion, locale?: string): Reading;
  /** Languages whose acts can be read, sorted. */
  readonly languages: readonly string[];
  /** Where the model of every language came from. */
  readonly sources: Readonly<Record<string, ModelSource>>;
}

const idle: OpenQuestion = { kind: 'idle' };

/** Loads the models of all languages, or trains what is stale. Synchronous: a start-up step. @throws when the default language has no folder */
export function createReader(options: ReaderOptions): Reader {
  const { detector, defaultLanguage = 'en', folder = actsFolder } = options;
  const languages = actLanguages(folder);
  if (!languages.includes(defaultLanguage))
    throw new Error(`No folder for the language "${defaultLanguage}" in ${folder.pathname}`);
  const sources: Record<string, ModelSource> = {};
  const readings = new Map(
    languages.map((language) => {
      const at = new URL(`${language}/`, folder);
      const own = loadLanguage(at);
      const { model, source } = loadActModel({ ...options, folder: at, language: own });
      sources[language] = source;
      return [language, createActReading(createActClassifier(model, own), own)] as const;
    }),
  );
  return {
    languages,
    sources,
    read(text, question = idle, given) {
      const understanding = detector.detect(text);
      const locale = given ?? languageOf(detector, understanding, question) ?? defaultLanguage;
      const tag = locale.toLowerCase().split(/[-_]/)[0] ?? defaultLanguage;
      const language = readings.has(tag) ? tag : defaultLanguage;
      const topic = toTopic(understanding);
      const { acts, alternatives } = readings.get(language)?.(text, question) ?? { acts: [], alternatives: [] };
      return {
        acts: acts.map((one) => withWorkflow(one, topic.workflow)),
        alternatives: alternatives.map((one) => withWorkflow(one, topic.workflow)),
        topic,
        values: [...(options.readValues?.(text, question, locale) ?? [])],
        language,
      };
    },
  };
}

/** Languages that have a folder with word lists, sorted. */
export function actLanguages(folder: URL = actsFolder): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && existsSync(new URL(`${entry.name}/language.yaml`, folder)))
    .map((entry) => entry.name)
    .sort();
}

/** From here on the words of a message alone say which language it is in; "usb" or "ok" is in that of the question. */
const surelyFrom = 0.8;
/** Below this chance the language is a guess: a name, a number, two words. */
const sureFrom = 0.6;

function languageOf(detector: Detector, { language }: Understanding, { ask }: OpenQuestion): string | null {
  const own = language ?? { tag: '', confidence: 0 };
  if (own.confidence >= surelyFrom) return own.tag;
  const asked = ask === undefined ? undefined : detector.detect(ask).language;
  if (asked !== undefined && asked.confidence >= surelyFrom) return asked.tag;
  return own.confidence >= sureFrom ? own.tag : null;
}

function toTopic(understanding: Understanding): Reading['topic'] {
  return {
    workflow: bestWorkflow(understanding),
    confidence: understanding.confidence,
    alternatives: understanding.alternatives.map((one) => ({ ...one })),
    others: [...understanding.others],
  };
}

const withTopic: ReadonlySet<Act> = new Set(['request']);

function withWorkflow(one: ReadAct, workflow: string | null): ReadAct {
  return workflow !== null && withTopic.has(one.act) ? { ...one, workflow } : one;
}
