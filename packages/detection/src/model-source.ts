import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DetectableWorkflow } from './detector.ts';
import { toDocument } from './domain/document.ts';
import { domainOptions, domainSharpness } from './domain/options.ts';
import type { ClassifierModel } from './engine/classifier-model.ts';
import { decodeModel, encodeModel } from './engine/model-file.ts';
import { trainClassifier } from './engine/train-classifier.ts';
import type { WordVectors } from './engine/word-vectors.ts';
import { type LabelledText, noneLabel, readTrainingData } from './training-data.ts';

/** Raised with every change to the code that alters what is trained; part of the key of cached models. */
const engineVersion = 1;

export type ModelSource = 'bundled' | 'cached' | 'trained';

interface ModelRequest {
  readonly workflows: readonly DetectableWorkflow[];
  readonly vectors: WordVectors;
  readonly cacheFolder?: string;
  readonly onProgress?: (message: string) => void;
}

export function loadModel(request: ModelRequest): { model: ClassifierModel; source: ModelSource } {
  const texts = trainingTexts(request.workflows);
  const key = modelKey(texts);
  const cached = request.cacheFolder === undefined ? null : join(request.cacheFolder, `detection-${key}.bin`);
  const kept = cached === null ? null : readModel(cached);
  if (kept) return { model: kept, source: 'cached' };
  request.onProgress?.(`Training message detection on ${texts.length} examples`);
  const model = trainModel(texts, request.vectors);
  if (cached !== null && request.cacheFolder !== undefined) keep(model, request.cacheFolder, cached);
  return { model, source: 'trained' };
}

/** Bundled lines of the given workflows and of `none`, then the workflows' own examples; each text once per label. */
export function trainingTexts(workflows: readonly DetectableWorkflow[]): LabelledText[] {
  const ids = new Set(workflows.map((workflow) => workflow.id));
  const bundled = readTrainingData().filter((line) => line.label === noneLabel || ids.has(line.label));
  const own = workflows.flatMap((workflow) => workflow.examples.map((text) => ({ text, label: workflow.id })));
  const seen = new Set<string>();
  return [...bundled, ...own].filter((line) => {
    const key = `${line.label}\n${line.text.trim().toLowerCase()}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

export function trainModel(texts: readonly LabelledText[], vectors: WordVectors): ClassifierModel {
  return trainClassifier({
    documents: texts.map((line) => ({ ...toDocument(line.text), label: line.label })),
    options: domainOptions,
    vectors,
    sharpness: domainSharpness,
  });
}

export function modelKey(texts: readonly LabelledText[]): string {
  const lines = texts.map((line) => `${line.label}\t${line.text}`).sort();
  return createHash('sha256')
    .update(JSON.stringify([engineVersion, domainOptions, domainSharpness, lines]))
    .digest('hex')
    .slice(0, 32);
}

function readModel(path: string): ClassifierModel | null {
  if (!existsSync(path)) return null;
  try {
    return decodeModel(readFileSync(path));
  } catch {
    // A damaged cache is no reason not to start: it is written anew.
    return null;
  }
}

/** Written beside and renamed, so that a start interrupted half-way leaves no half model. */
function keep(model: ClassifierModel, folder: string, path: string): void {
  mkdirSync(folder, { recursive: true });
  const half = `${path}.${process.pid}.part`;
  writeFileSync(half, encodeModel(model));
  renameSync(half, path);
}
