import { existsSync, readFileSync } from 'node:fs';
import { otherHandsFolder } from '../bench/other-hands.ts';
import { createActClassifier } from './act-classifier.ts';
import { type ActLine, parseActLines, readActLines, readDevelopmentLines } from './act-lines.ts';
import { actsFolder, loadActModel } from './act-model-source.ts';
import { type ActEvaluation, evaluateActs, type ReadActs } from './evaluate-acts.ts';
import { loadLanguage } from './language.ts';
import { withoutNearLines } from './near-duplicates.ts';
import { createActReading } from './read-acts.ts';
import { actOptions, readLines, trainActs } from './train-acts.ts';

/** A set by other hands beside the checkout, for measuring only; null where it is not there. */
export function readOtherHands(language: string): ActLine[] | null {
  const file = new URL(`dev-${language}.jsonl`, otherHandsFolder);
  return existsSync(file) ? parseActLines(readFileSync(file, 'utf8'), `dev-${language}.jsonl`) : null;
}

/** The development lines of a language that come near no training line. */
export function unseenActLines(language: string): ActLine[] {
  const folder = new URL(`${language}/`, actsFolder);
  return withoutNearLines(readDevelopmentLines(folder), readActLines(folder));
}

/** The reading of a language with its checked-in model. */
export function bundledReading(language: string): ReadActs {
  const folder = new URL(`${language}/`, actsFolder);
  const own = loadLanguage(folder);
  return createActReading(createActClassifier(loadActModel({ folder, language: own }).model, own), own);
}

/** Figures that must not drop (`…Error`, `misread`, `dangerous`: must not rise), rounded to four places. */
export function toActFigures(evaluation: ActEvaluation): Record<string, number> {
  const { primary, acceptable, lookalikes, secondFound, secondRight, bestTwo, misread, dangerous } = evaluation;
  const { wishesFound, wishesFoundAnywhere, calibrationError } = evaluation;
  const single = { primary, acceptable, lookalikes, secondFound, secondRight, bestTwo, misread, dangerous };
  return Object.fromEntries(
    [
      ...Object.entries({ ...single, wishesFound, wishesFoundAnywhere, calibrationError }),
      ...evaluation.acts.map(({ name, share }) => [`act ${name}`, share] as const),
      ...evaluation.kinds.map(({ name, share }) => [`kind ${name}`, share] as const),
    ].map(([name, value]) => [name, Math.round(value * 10000) / 10000]),
  );
}

export interface CurvePoint {
  readonly lines: number;
  readonly acceptable: number;
}

/** How far more lines carry: models of a quarter, half and all of the training lines, on the same lines. */
export function learningCurve(language: string, measured: readonly ActLine[]): CurvePoint[] {
  const folder = new URL(`${language}/`, actsFolder);
  const own = loadLanguage(folder);
  const lines = readLines(readActLines(folder), own);
  return [4, 2, 1].map((part) => {
    const some = lines.filter((_, index) => index % part === 0);
    const read = createActReading(createActClassifier(trainActs(some, own, actOptions), own), own);
    return {
      lines: some.length,
      acceptable: Math.round(evaluateActs(measured, read).acceptable * 10000) / 10000,
    };
  });
}
