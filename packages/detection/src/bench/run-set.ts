import { createClassifier } from '../engine/classifier.ts';
import { genericOptions, genericSharpness } from '../engine/engine-options.ts';
import { auroc } from '../engine/metrics.ts';
import { encodeModel } from '../engine/model-file.ts';
import { plainDocument } from '../engine/plain-document.ts';
import { trainClassifier } from '../engine/train-classifier.ts';
import type { WordVectors } from '../engine/word-vectors.ts';
import type { PublicSet } from './public-set.ts';

export interface SetResult {
  readonly accuracy: number;
  /** How well confidence tells members from outsiders; null where the set has no outsiders. */
  readonly auroc: number | null;
  readonly trainMs: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly modelBytes: number;
}

/** Trains on the training part with the generic options, once, and measures on the test part. */
export function runSet(set: PublicSet, vectors: WordVectors): SetResult {
  const started = performance.now();
  const model = trainClassifier({
    documents: set.train.map(([text, label]) => ({ ...plainDocument(text), label })),
    options: genericOptions,
    vectors,
    sharpness: genericSharpness,
  });
  const trainMs = performance.now() - started;
  const classifier = createClassifier(model, vectors);
  const times: number[] = [];
  const answers = set.test.map(([text, label]) => {
    const from = performance.now();
    const best = classifier.rank(plainDocument(text))[0];
    times.push(performance.now() - from);
    return { isRight: best?.label === label, confidence: best?.probability ?? 0 };
  });
  const outsiders = set.oos_test?.map(([text]) => classifier.rank(plainDocument(text))[0]?.probability ?? 0);
  times.sort((one, other) => one - other);
  return {
    accuracy: answers.filter((answer) => answer.isRight).length / answers.length,
    auroc: outsiders
      ? auroc(
          answers.map((answer) => answer.confidence),
          outsiders,
        )
      : null,
    trainMs,
    p50Ms: times[Math.floor(times.length * 0.5)] ?? 0,
    p99Ms: times[Math.floor(times.length * 0.99)] ?? 0,
    modelBytes: encodeModel(model).length,
  };
}
