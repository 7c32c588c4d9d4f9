import { softmax } from '../engine/classifier.ts';
import { createActClassifier, logistic } from './act-classifier.ts';
import { acts } from './acts.ts';
import type { Language } from './language.ts';
import { type ActOptions, type Calibration, plainCalibration, type ReadLine, trainActs } from './train-acts.ts';

/** A line and what a model that has not seen its voice scores for it. */
export interface HeldOut {
  readonly read: ReadLine;
  readonly scores: Float64Array;
}

const foldsMax = 3;

/**
 * Scores of every line by a model that has not seen its hand: files are dealt to folds by size. Lines of one writer are alike, and a
 * model that knows some of them is too sure of the others.
 */
export function holdOut(lines: readonly ReadLine[], language: Language, options: ActOptions): HeldOut[] {
  const foldOf = dealFiles(lines);
  const folds = [...new Set(foldOf.values())];
  if (folds.length < 2) return [];
  return folds.flatMap((fold) => {
    const inFold = (read: ReadLine): boolean => foldOf.get(read.line.file) === fold;
    const classifier = createActClassifier(
      trainActs(
        lines.filter((read) => !inFold(read)),
        language,
        options,
      ),
      language,
    );
    return lines
      .filter(inFold)
      .map((read) => ({ read, scores: classifier.scores(read.message, read.span, read.question).slice() }));
  });
}

function dealFiles(lines: readonly ReadLine[]): ReadonlyMap<string, number> {
  const sizes = new Map<string, number>();
  for (const { line } of lines) sizes.set(line.file, (sizes.get(line.file) ?? 0) + 1);
  const filled = new Array<number>(Math.min(foldsMax, sizes.size)).fill(0);
  const foldOf = new Map<string, number>();
  for (const [file, size] of [...sizes].sort((one, other) => other[1] - one[1] || (one[0] < other[0] ? -1 : 1))) {
    const fold = filled.indexOf(Math.min(...filled));
    foldOf.set(file, fold);
    filled[fold] = (filled[fold] ?? 0) + size;
  }
  return foldOf;
}

/** Factor of the softmax and, per act, factor and offset of the second acts that make the held-out lines likeliest. */
export function calibrate(heldOut: readonly HeldOut[]): Calibration {
  if (heldOut.length === 0) return plainCalibration;
  return {
    sharpness: Math.round(10 * caution * fitSharpness(heldOut)) / 10,
    second: acts.map((act, index) => fitLogistic(heldOut, act, index)),
  };
}

/** A wrong act is dearer than a question: chances are kept below what the held-out lines would give. */
const caution = 0.8;

function fitSharpness(heldOut: readonly HeldOut[]): number {
  let best = 1;
  let least = Number.POSITIVE_INFINITY;
  for (let sharpness = 0.5; sharpness <= 8; sharpness += 0.1) {
    let loss = 0;
    for (const { read, scores } of heldOut) {
      const chances = softmax(scores.subarray(0, acts.length), sharpness);
      // Every acceptable act is a right one.
      const right = [read.line.act, ...read.line.also].reduce((sum, act) => sum + (chances[acts.indexOf(act)] ?? 0), 0);
      loss -= Math.log(Math.max(right, 1e-9));
    }
    if (loss < least) {
      least = loss;
      best = sharpness;
    }
  }
  return best;
}

const steps = 200;
const shrink = 1e-3;

/** Platt's fit by Newton's steps; a rare act keeps near the plain factor. */
function fitLogistic(heldOut: readonly HeldOut[], act: string, index: number): { factor: number; offset: number } {
  let factor = 3;
  let offset = 0;
  const points = heldOut.map(({ read, scores }) => ({
    score: scores[acts.length + index] as number,
    isThere: read.line.act === act || read.line.also.some((also) => also === act) ? 1 : 0,
  }));
  for (let step = 0; step < steps; step += 1) {
    let [gf, go, hff, hfo, hoo] = [shrink * (factor - 3), shrink * offset, shrink, 0, shrink];
    for (const { score, isThere } of points) {
      const chance = logistic(factor * score + offset);
      const miss = chance - isThere;
      const spread = Math.max(chance * (1 - chance), 1e-6);
      gf += miss * score;
      go += miss;
      hff += spread * score * score;
      hfo += spread * score;
      hoo += spread;
    }
    const determinant = hff * hoo - hfo * hfo;
    if (determinant <= 1e-9) break;
    const stepFactor = (hoo * gf - hfo * go) / determinant;
    const stepOffset = (hff * go - hfo * gf) / determinant;
    factor -= Math.max(-1, Math.min(1, stepFactor));
    offset -= Math.max(-1, Math.min(1, stepOffset));
    if (Math.abs(stepFactor) + Math.abs(stepOffset) < 1e-6) break;
  }
  return { factor: round(factor), offset: round(offset) };
}

function round(value: number): number {
  return Math.round(value * 1000) / 1000;
}
