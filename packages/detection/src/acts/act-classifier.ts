import { softmax } from '../engine/classifier.ts';
import type { Span } from './act-features.ts';
import { createActFeaturiser } from './act-featuriser.ts';
import type { ActModel } from './act-model.ts';
import type { ActText } from './act-words.ts';
import { type Act, wishes } from './acts.ts';
import type { Language } from './language.ts';
import { plainReplies, type QuestionView, questionGroups } from './question-view.ts';

/** The lines hold rare acts on purpose; in chats the plain reply to a question is about twice as common. */
const replyOdds = 2;
/** A wish that is read in wrongly is dearer than one that is asked back about: it needs better odds than the lines give it. */
const wishOdds = 0.37;
const secondWishOdds = 0.16;
const wishSet: ReadonlySet<Act> = new Set(wishes);

/** By how much acts are likelier than the model alone says. */
export type Odds = ReadonlyMap<Act, number>;

export interface ActClassifier {
  readonly labels: readonly Act[];
  /** Scores of a part of a message: a margin per label for the primary act, then per label for "is present". Used again by the next call. */
  scores(message: ActText, span: Span, question: QuestionView): Float64Array;
  /** Chances of the primary act. */
  primary(scores: Float64Array, question: QuestionView, odds: Odds): Float64Array;
  /** Chances that an act is present. */
  present(scores: Float64Array, odds: Odds): Float64Array;
}

export function createActClassifier(model: ActModel, language: Language): ActClassifier {
  const featuriser = createActFeaturiser(model, language.vectors);
  const count = model.scales.length;
  const labels = model.labels.length;
  const { starts, cellColumns, cellWeights, dense, scales } = model;
  const features = starts.length - 1;
  const sums = new Float64Array(count);
  const add = (column: number, value: number): void => {
    if (column < features) {
      const to = starts[column + 1] as number;
      for (let cell = starts[column] as number; cell < to; cell += 1) {
        const at = cellColumns[cell] as number;
        sums[at] = (sums[at] as number) + value * (cellWeights[cell] as number);
      }
      return;
    }
    const from = (column - features) * count;
    for (let at = 0; at < count; at += 1) sums[at] = (sums[at] as number) + value * (dense[from + at] as number);
  };
  const ofGroups = mergeByGroup(dense, count);
  const addAverage = (average: Float32Array, group: number): void => {
    const rows = ofGroups[group] as Int16Array;
    for (let dimension = 0; dimension < average.length; dimension += 1) {
      const value = average[dimension] as number;
      const from = dimension * count;
      for (let at = 0; at < count; at += 1) sums[at] = (sums[at] as number) + value * (rows[from + at] as number);
    }
  };
  return {
    labels: model.labels,
    scores(message, span, question) {
      sums.fill(0);
      featuriser.run(message, span, question, language.words, add, addAverage);
      for (let at = 0; at < count; at += 1) sums[at] = (sums[at] as number) * (scales[at] as number);
      return sums;
    },
    primary: (scores, question, odds) => {
      const replies = plainReplies[question.group];
      return softmax(
        Float64Array.from(model.labels, (label, index) => {
          const prior = replies.includes(label) ? replyOdds : wishSet.has(label) ? wishOdds : 1;
          return model.sharpness * (scores[index] as number) + Math.log(prior * (odds.get(label) ?? 1));
        }),
        1,
      );
    },
    present: (scores, odds) =>
      Float64Array.from(model.second, ({ factor, offset }, index) => {
        const label = model.labels[index] as Act;
        const prior = (wishSet.has(label) ? secondWishOdds : 1) * (odds.get(label) ?? 1);
        return logistic(factor * (scores[labels + index] as number) + offset + Math.log(prior));
      }),
  };
}

/** Per group of questions the rows of the plain dimensions and of those crossed with the group, added up: half the work for a message. */
function mergeByGroup(dense: Int8Array, count: number): Int16Array[] {
  const size = (dense.length - count) / (1 + questionGroups.length);
  return questionGroups.map((_, group) =>
    Int16Array.from({ length: size }, (_row, at) => (dense[at] as number) + (dense[size * (1 + group) + at] as number)),
  );
}

export function logistic(value: number): number {
  return 1 / (1 + Math.exp(-value));
}
