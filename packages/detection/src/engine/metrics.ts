/** Share of equal pairs. */
export function accuracy(expected: readonly string[], given: readonly string[]): number {
  if (expected.length === 0) return 0;
  return expected.filter((label, index) => label === given[index]).length / expected.length;
}

export interface LabelFigures {
  readonly label: string;
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
  readonly count: number;
}

export function figuresByLabel(expected: readonly string[], given: readonly string[]): LabelFigures[] {
  const labels = [...new Set(expected)].sort();
  return labels.map((label) => {
    const right = expected.filter((value, index) => value === label && given[index] === label).length;
    const count = expected.filter((value) => value === label).length;
    const said = given.filter((value) => value === label).length;
    const precision = said === 0 ? 0 : right / said;
    const recall = count === 0 ? 0 : right / count;
    return {
      label,
      precision,
      recall,
      f1: precision + recall === 0 ? 0 : (2 * precision * recall) / (precision + recall),
      count,
    };
  });
}

/** Mean of the labels' F1, each label counting the same. */
export function macroF1(expected: readonly string[], given: readonly string[]): number {
  const figures = figuresByLabel(expected, given);
  return figures.reduce((sum, figure) => sum + figure.f1, 0) / Math.max(1, figures.length);
}

/** Chance that a member's score is above an outsider's (area under the ROC curve), ties counting half. */
export function auroc(members: readonly number[], outsiders: readonly number[]): number {
  const all = [
    ...members.map((score) => ({ score, isMember: 1 })),
    ...outsiders.map((score) => ({ score, isMember: 0 })),
  ];
  all.sort((one, other) => one.score - other.score);
  let ranks = 0;
  for (let from = 0; from < all.length; ) {
    let to = from;
    while (to < all.length && all[to]?.score === all[from]?.score) to += 1;
    for (let index = from; index < to; index += 1) ranks += (all[index]?.isMember ?? 0) * ((from + to + 1) / 2);
    from = to;
  }
  return (ranks - (members.length * (members.length + 1)) / 2) / (members.length * outsiders.length);
}

export interface ReliabilityBin {
  readonly from: number;
  readonly to: number;
  readonly count: number;
  readonly confidence: number;
  readonly accuracy: number;
}

/** Expected calibration error over ten equal bins of confidence, and the bins. */
export function reliability(points: readonly { readonly confidence: number; readonly isRight: boolean }[]): {
  readonly error: number;
  readonly bins: readonly ReliabilityBin[];
} {
  const bins = Array.from({ length: 10 }, (_, index) => {
    const from = index / 10;
    const inside = points.filter((point) => Math.min(9, Math.floor(point.confidence * 10)) === index);
    const mean = (values: readonly number[]): number =>
      values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
    return {
      from,
      to: from + 0.1,
      count: inside.length,
      confidence: mean(inside.map((point) => point.confidence)),
      accuracy: mean(inside.map((point) => (point.isRight ? 1 : 0))),
    };
  });
  const error = bins.reduce((sum, bin) => sum + bin.count * Math.abs(bin.confidence - bin.accuracy), 0);
  return { error: error / Math.max(1, points.length), bins };
}
