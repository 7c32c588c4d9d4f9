import { createClassifier, type Scored } from '../engine/classifier.ts';
import type { ClassifierModel } from '../engine/classifier-model.ts';
import { fitSharpness } from '../engine/fit-sharpness.ts';
import { plainDocument } from '../engine/plain-document.ts';
import { trainClassifier } from '../engine/train-classifier.ts';
import type { LanguageLine } from './language-lines.ts';
import { languageOptions } from './language-options.ts';

const plainSharpness = 3;
const folds = 4;

/** Learns from all lines; chances are fitted on lines that were held out. The same lines give the same model. */
export function trainLanguage(lines: readonly LanguageLine[]): ClassifierModel {
  const heldOut = holdOutLanguages(lines).map(({ line, ranked }) => ({ label: line.language, ranked }));
  return { ...train(lines), sharpness: fitSharpness(heldOut) };
}

function train(lines: readonly LanguageLine[]): ClassifierModel {
  return trainClassifier({
    documents: lines.map((line) => ({ ...plainDocument(line.text), label: line.language })),
    options: languageOptions,
    vectors: null,
    sharpness: plainSharpness,
  });
}

/** A line and what a model that has not seen it says, best first. */
interface HeldOutLanguage {
  readonly line: LanguageLine;
  readonly ranked: readonly Scored[];
}

/** Every line judged by a model of the other folds; neighbouring lines are spread over the folds. */
export function holdOutLanguages(lines: readonly LanguageLine[]): HeldOutLanguage[] {
  return Array.from({ length: folds }, (_, fold) => fold).flatMap((fold) => {
    const classifier = createClassifier(train(lines.filter((_, index) => index % folds !== fold)), null);
    return lines
      .filter((_, index) => index % folds === fold)
      .map((line) => ({ line, ranked: classifier.rank(plainDocument(line.text)) }));
  });
}
