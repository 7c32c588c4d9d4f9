import type { FeatureBag } from '../engine/feature-bag.ts';
import { type LinearSvmOptions, trainLinearSvm } from '../engine/linear-svm.ts';
import { createRowBuilder, type SparseRows } from '../engine/sparse.ts';
import { collectFeatures, type Span } from './act-features.ts';
import { createActFeaturiser, createBags, type Vocabulary } from './act-featuriser.ts';
import type { ActLine } from './act-lines.ts';
import type { ActModel } from './act-model.ts';
import { type ActText, readActText } from './act-words.ts';
import { acts } from './acts.ts';
import { fingerprint } from './fingerprint.ts';
import type { Language } from './language.ts';
import { type QuestionView, viewQuestion } from './question-view.ts';

export interface ActOptions {
  /** Weight of every block, in the order of `blockNames`. */
  readonly blockWeights: readonly number[];
  readonly vectorWeight: number;
  /** What fewer lines than this have in common is left out, per block. */
  readonly linesMin: readonly number[];
  /** Features that are kept. */
  readonly featuresMax: number;
  readonly cost: number;
  readonly secondCost: number;
}

export const actOptions: ActOptions = {
  blockWeights: [1, 1, 1, 1, 0.3],
  vectorWeight: 0.5,
  linesMin: [1, 1, 2, 2, 2],
  featuresMax: 80_000,
  cost: 0.5,
  secondCost: 0.5,
};

/** A line taken apart, ready for features. */
export interface ReadLine {
  readonly line: ActLine;
  readonly message: ActText;
  readonly span: Span;
  readonly question: QuestionView;
}

export function readLines(lines: readonly ActLine[], language: Language): ReadLine[] {
  return lines.map((line) => {
    const message = readActText(line.text, language.words);
    return {
      line,
      message,
      span: { from: 0, to: message.words.length },
      question: viewQuestion(line.question, language.words),
    };
  });
}

export interface Calibration {
  readonly sharpness: number;
  readonly second: ActModel['second'];
}

/** Until cross-validation says better. */
export const plainCalibration: Calibration = { sharpness: 3, second: acts.map(() => ({ factor: 3, offset: 0 })) };

/** Primary act and second acts, learned together. The same lines give the same model. */
export function trainActs(
  lines: readonly ReadLine[],
  language: Language,
  options: ActOptions,
  calibration: Calibration = plainCalibration,
  onProgress: (share: number) => void = () => {},
): ActModel {
  const whole = buildVocabulary(lines, language, options);
  const rows = toRows(lines, language, whole);
  const kept = prune(whole, trainPrimary(lines, rows, options, roughEpochs), rows, options.featuresMax);
  onProgress(roughShare);
  const keptRows = toRows(lines, language, kept);
  const half = (1 - roughShare) / 2;
  const primary = trainPrimary(lines, keptRows, options, epochs, (share) => onProgress(roughShare + half * share));
  const second = acts.map((act, index) => {
    onProgress(roughShare + half + (half * index) / acts.length);
    return trainLinearSvm(
      keptRows,
      Uint8Array.from(lines, ({ line }) => (line.act === act || line.also.includes(act) ? 1 : 0)),
      svmOptions(options.secondCost, index + 100, epochs),
    );
  });
  const features = kept.keys.reduce((sum, keys) => sum + keys.length, 0);
  const cells = quantise([...primary, ...second], features);
  return { ...kept, fingerprint: fingerprint(kept, lines, language), labels: acts, ...cells, ...calibration };
}

const epochs = 30;
/** To see which features matter, fewer will do. */
const roughEpochs = 6;
/** About how much of the work is done by then. */
const roughShare = 0.3;

function svmOptions(cost: number, seed: number, epochsMax: number): LinearSvmOptions {
  return { cost, positiveWeight: 1, epochsMax, tolerance: 0.1, seed };
}

function trainPrimary(
  lines: readonly ReadLine[],
  rows: SparseRows,
  options: ActOptions,
  epochsMax: number,
  onProgress?: (share: number) => void,
): Float32Array[] {
  return acts.map((act, index) => {
    onProgress?.(index / acts.length);
    return trainLinearSvm(
      rows,
      Uint8Array.from(lines, ({ line }) => {
        if (line.act === act) return 1;
        // What would be accepted as well is no error to learn from.
        return line.also.includes(act) ? leftOut : 0;
      }),
      svmOptions(options.cost, index + 1, epochsMax),
    );
  });
}

const leftOut = 2;

function buildVocabulary(lines: readonly ReadLine[], language: Language, options: ActOptions): Vocabulary {
  const bags = createBags();
  const counts = bags.map(() => new Map<number, number>());
  for (const { message, span, question } of lines) {
    collectFeatures(bags, message, span, question, language.words);
    for (const [block, bag] of bags.entries()) countIn(bag, counts[block] as Map<number, number>);
  }
  const keys = counts.map((map, block) =>
    Uint32Array.from(
      [...map].filter(([, count]) => count >= (options.linesMin[block] ?? 1)).map(([key]) => key),
    ).sort(),
  );
  const rarity = keys.map((list, block) =>
    Float32Array.from(list, (key) => Math.log((1 + lines.length) / (1 + (counts[block]?.get(key) ?? 0))) + 1),
  );
  return { blockWeights: options.blockWeights, vectorWeight: options.vectorWeight, keys, rarity };
}

function countIn(bag: FeatureBag, counts: Map<number, number>): void {
  for (let entry = 0; entry < bag.size; entry += 1) {
    const key = bag.keyAt(entry);
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
}

function toRows(lines: readonly ReadLine[], language: Language, vocabulary: Vocabulary): SparseRows {
  const featuriser = createActFeaturiser(vocabulary, language.vectors);
  const builder = createRowBuilder();
  for (const { message, span, question } of lines) {
    featuriser.run(message, span, question, language.words, builder.push);
    builder.endRow();
  }
  return builder.build(featuriser.columns);
}

/** Keeps the features that move the scores most: weights over all labels times how often and how strongly they occur. */
function prune(whole: Vocabulary, primary: readonly Float32Array[], rows: SparseRows, featuresMax: number): Vocabulary {
  const columns = whole.keys.reduce((sum, keys) => sum + keys.length, 0);
  if (columns <= featuresMax) return whole;
  const strength = new Float64Array(columns);
  for (const weights of primary)
    for (let column = 0; column < columns; column += 1)
      strength[column] = (strength[column] as number) + (weights[column] as number) ** 2;
  const presence = new Float64Array(rows.columns);
  for (let entry = 0; entry < rows.indices.length; entry += 1) {
    const column = rows.indices[entry] as number;
    presence[column] = (presence[column] as number) + (rows.values[entry] as number) ** 2;
  }
  for (let column = 0; column < columns; column += 1)
    strength[column] = (strength[column] as number) * (presence[column] as number);
  const bar = Float64Array.from(strength).sort()[columns - featuresMax] ?? 0;
  let offset = 0;
  const kept = whole.keys.map((keys, block) => {
    const from = offset;
    offset += keys.length;
    const positions = [...keys.keys()].filter((position) => (strength[from + position] as number) >= bar);
    return {
      keys: Uint32Array.from(positions, (position) => keys[position] as number),
      rarity: Float32Array.from(positions, (position) => whole.rarity[block]?.[position] as number),
    };
  });
  return {
    blockWeights: whole.blockWeights,
    vectorWeight: whole.vectorWeight,
    keys: kept.map((block) => block.keys),
    rarity: kept.map((block) => block.rarity),
  };
}

/** Weights of fewer steps than this change nothing on lines that were not learned from, and are left out. */
const stepsMin = 4;

type Quantised = Pick<ActModel, 'scales' | 'starts' | 'cellColumns' | 'cellWeights' | 'dense'>;

function quantise(trained: readonly Float32Array[], features: number): Quantised {
  const scales = Float32Array.from(
    trained,
    (weights) => weights.reduce((most, weight) => Math.max(most, Math.abs(weight)), 1e-9) / 127,
  );
  const step = (row: number, column: number): number =>
    Math.round((trained[column]?.[row] as number) / (scales[column] as number));
  const starts = new Uint32Array(features + 1);
  const cellColumns: number[] = [];
  const cellWeights: number[] = [];
  for (let feature = 0; feature < features; feature += 1) {
    for (let column = 0; column < trained.length; column += 1) {
      const weight = step(feature, column);
      if (Math.abs(weight) < stepsMin) continue;
      cellColumns.push(column);
      cellWeights.push(weight);
    }
    starts[feature + 1] = cellColumns.length;
  }
  const rows = trained[0]?.length ?? 0;
  const dense = new Int8Array((rows - features) * trained.length);
  for (let row = features; row < rows; row += 1)
    for (let column = 0; column < trained.length; column += 1)
      dense[(row - features) * trained.length + column] = step(row, column);
  return { scales, starts, cellColumns: Uint8Array.from(cellColumns), cellWeights: Int8Array.from(cellWeights), dense };
}
