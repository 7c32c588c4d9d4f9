import { type Classifier, createClassifier, type Scored } from '../engine/classifier.ts';
import type { ClassifierModel } from '../engine/classifier-model.ts';
import { fitSharpness } from '../engine/fit-sharpness.ts';
import { trainClassifier } from '../engine/train-classifier.ts';
import type { WordVectors } from '../engine/word-vectors.ts';
import { matterDocument } from './matter-document.ts';
import type { MatterLine } from './matter-lines.ts';
import { matterOptions } from './matter-options.ts';

const plainSharpness = 3;
const folds = 5;

/** Learns from all lines; chances are fitted on lines that were held out. The same lines give the same model. */
export function trainMatter(lines: readonly MatterLine[], vectors: WordVectors, language: string): ClassifierModel {
  const heldOut = holdOutMatters(lines, vectors, language).map(({ line, ranked }) => ({ label: line.label, ranked }));
  return { ...train(lines, vectors, language), sharpness: fitSharpness(heldOut) };
}

function train(lines: readonly MatterLine[], vectors: WordVectors, language: string): ClassifierModel {
  const toDocument = matterDocument(language);
  return trainClassifier({
    documents: lines.map((line) => ({ ...toDocument(line.text), label: line.label })),
    options: matterOptions,
    vectors,
    sharpness: plainSharpness,
  });
}

/** A line and what a model that has not seen it says, best first. */
export interface HeldOutMatter {
  readonly line: MatterLine;
  readonly ranked: readonly Scored[];
}

/** Every line judged by a model of the other folds; neighbouring lines are spread over the folds. */
export function holdOutMatters(lines: readonly MatterLine[], vectors: WordVectors, language: string): HeldOutMatter[] {
  const toDocument = matterDocument(language);
  return Array.from({ length: folds }, (_, fold) => fold).flatMap((fold) => {
    const known = lines.filter((_, index) => index % folds !== fold);
    const classifier: Classifier = createClassifier(train(known, vectors, language), vectors);
    return lines
      .filter((_, index) => index % folds === fold)
      .map((line) => ({ line, ranked: classifier.rank(toDocument(line.text)) }));
  });
}
