import type { Wording } from '../domain/wording.ts';
import type { Scored } from '../engine/classifier.ts';
import type { ClassifierModel } from '../engine/classifier-model.ts';
import { fitSharpness } from '../engine/fit-sharpness.ts';
import { trainClassifier } from '../engine/train-classifier.ts';
import type { WordVectors } from '../engine/word-vectors.ts';
import { createChoiceClassifier } from './choice-classifier.ts';
import { choiceDocument } from './choice-document.ts';
import { choiceLabel, questionIn } from './choice-label.ts';
import type { ChoiceLine } from './choice-lines.ts';
import { choiceOptions } from './choice-options.ts';

/** What a language gives the reader of choices besides the lines. */
export interface ChoiceWords {
  readonly vectors: WordVectors;
  readonly wording: Wording;
}

const plainSharpness = 3;
const folds = 5;

/** Learns from all lines; chances are fitted on lines that were held out. The same lines give the same model. */
export function trainChoices(lines: readonly ChoiceLine[], words: ChoiceWords): ClassifierModel {
  const heldOut = holdOutChoices(lines, words).map(({ line, ranked }) => ({ label: line.option, ranked }));
  return { ...train(lines, words), sharpness: fitSharpness(heldOut) };
}

function train(lines: readonly ChoiceLine[], { vectors, wording }: ChoiceWords): ClassifierModel {
  return trainClassifier({
    documents: lines.map(({ question, option, text }) => ({
      ...choiceDocument(text, wording),
      label: choiceLabel(question, option),
    })),
    options: choiceOptions,
    vectors,
    sharpness: plainSharpness,
    groupOf: questionIn,
  });
}

/** A line and what a model that has not seen it says, best first. */
interface HeldOutChoice {
  readonly line: ChoiceLine;
  readonly ranked: readonly Scored[];
}

/** Every line judged by a model of the other folds; neighbouring lines are spread over the folds. */
export function holdOutChoices(lines: readonly ChoiceLine[], words: ChoiceWords): HeldOutChoice[] {
  return Array.from({ length: folds }, (_, fold) => fold).flatMap((fold) => {
    const known = lines.filter((_, index) => index % folds !== fold);
    const rank = createChoiceClassifier(train(known, words), words.vectors, words.wording);
    return lines
      .filter((_, index) => index % folds === fold)
      .map((line) => ({ line, ranked: rank(line.question, line.text) ?? [] }));
  });
}
