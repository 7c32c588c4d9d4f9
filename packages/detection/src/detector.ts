import { domainOffsets } from './domain/options.ts';
import type { Languages } from './domain/read-message.ts';
import { createTopicReading } from './domain/topic-reading.ts';
import { loadTopicRules } from './domain/topic-rules.ts';
import { createClassifier } from './engine/classifier.ts';
import type { ClassifierModel } from './engine/classifier-model.ts';
import { loadWordVectors } from './engine/word-vectors.ts';
import { loadModel, type ModelSource } from './model-source.ts';
import type { Understanding } from './understanding.ts';

/** A workflow as far as detection is concerned. */
export interface DetectableWorkflow {
  readonly id: string;
  readonly name: string;
  /** Messages that mean this workflow; added to the bundled training lines of that id. */
  readonly examples: readonly string[];
}

export interface DetectorOptions {
  readonly workflows: readonly DetectableWorkflow[];
  /** Where a model that had to be trained is kept for the next start; without it every such start trains again. */
  readonly cacheFolder?: string;
  /** Called with a sentence when training takes place, which may take some seconds. */
  readonly onProgress?: (message: string) => void;
}

export interface Detector {
  /** Deterministic, no I/O; looks at the first 5,000 characters. */
  detect(text: string): Understanding;
  /** Ids that can be detected, sorted. */
  readonly workflows: readonly string[];
  /** Languages whose topics can be read, sorted. */
  readonly languages: readonly string[];
  /** Where the model came from. */
  readonly source: ModelSource;
}

/** Loads the bundled or cached model for these workflows, or trains it. Synchronous: a start-up step. */
export function createDetector(options: DetectorOptions): Detector {
  return openTopics(options).detector;
}

/** The detector that is made of what is shipped and of workflow files, and what another model of the same lines is read with. */
export interface OpenedTopics {
  readonly detector: Detector;
  readonly languages: Languages;
  /** Names lines, settings and code: a model learned beside others does not fit. */
  readonly base: string;
}

export function openTopics(options: DetectorOptions): OpenedTopics {
  const vectors = loadWordVectors();
  const { model, languages, source, base } = loadModel({ ...options, vectors });
  const ids = new Set(options.workflows.map((workflow) => workflow.id));
  const detector: Detector = {
    workflows: [...ids].sort(),
    source,
    languages: [...languages.lexicons.keys()].sort(),
    detect: detectWith(model, languages),
  };
  return { detector, languages, base };
}

/** Which workflow a message means, as this model of topics says. */
export function detectWith(model: ClassifierModel, languages: Languages): Detector['detect'] {
  return createTopicReading(createClassifier(model, loadWordVectors(), domainOffsets), languages, loadTopicRules());
}
