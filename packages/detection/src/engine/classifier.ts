import type { ClassifierModel } from './classifier-model.ts';
import { createFeaturiser, type Document } from './featuriser.ts';
import type { WordVectors } from './word-vectors.ts';

export interface Scored {
  readonly label: string;
  /** Margin of the one-versus-rest separator: above 0 means "yes". */
  readonly score: number;
  /** Share among all labels, 0 to 1. */
  readonly probability: number;
}

export interface Classifier {
  readonly labels: readonly string[];
  /** Margins by label, in the order of `labels`. The array is used again by the next call. */
  scores(document: Document): Float64Array;
  /** The first of `rank`, without the sorting. */
  best(document: Document): Scored;
  /** Every label, best first. */
  rank(document: Document): Scored[];
}

/** `offsets`: added to the margins of the labels named, to make a label more or less likely than training made it. */
export function createClassifier(
  model: ClassifierModel,
  vectors: WordVectors | null,
  offsets: Readonly<Record<string, number>> = {},
): Classifier {
  const offsetOf = Float64Array.from(model.labels, (label) => offsets[label] ?? 0);
  const featuriser = createFeaturiser(model.options, model.vocabularies, vectors);
  const labels = model.labels;
  const count = labels.length;
  const sums = new Float64Array(count);
  const { weights, scales } = model;
  function add(column: number, value: number): void {
    const from = column * count;
    for (let label = 0; label < count; label += 1)
      sums[label] = (sums[label] as number) + value * (weights[from + label] as number);
  }
  function scores(document: Document): Float64Array {
    sums.fill(0);
    featuriser.run(document, add);
    for (let label = 0; label < count; label += 1)
      sums[label] = (sums[label] as number) * (scales[label] as number) + (offsetOf[label] as number);
    return sums;
  }
  return {
    labels,
    scores,
    best(document) {
      const margins = scores(document);
      const probabilities = softmax(margins, model.sharpness);
      let best = 0;
      for (let label = 1; label < count; label += 1)
        if ((margins[label] as number) > (margins[best] as number)) best = label;
      return {
        label: labels[best] ?? '',
        score: margins[best] as number,
        probability: probabilities[best] as number,
      };
    },
    rank(document) {
      const margins = scores(document);
      const probabilities = softmax(margins, model.sharpness);
      return labels
        .map((label, index) => ({
          label,
          score: margins[index] as number,
          probability: probabilities[index] as number,
        }))
        .sort((one, other) => other.score - one.score || (one.label < other.label ? -1 : 1));
    },
  };
}

export function softmax(scores: ArrayLike<number>, sharpness: number): Float64Array {
  const result = new Float64Array(scores.length);
  let most = Number.NEGATIVE_INFINITY;
  for (let index = 0; index < scores.length; index += 1) most = Math.max(most, scores[index] as number);
  let sum = 0;
  for (let index = 0; index < scores.length; index += 1) {
    result[index] = Math.exp(sharpness * ((scores[index] as number) - most));
    sum += result[index] as number;
  }
  for (let index = 0; index < result.length; index += 1) result[index] = (result[index] as number) / sum;
  return result;
}
