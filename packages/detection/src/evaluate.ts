import { CommandError } from '@acebuddy/service-kit/environment';
import { z } from 'zod';
import { bestWorkflow } from './answer.ts';
import type { Detector } from './detector.ts';
import {
  accuracy,
  figuresByLabel,
  type LabelFigures,
  macroF1,
  type ReliabilityBin,
  reliability,
} from './engine/metrics.ts';
import { noneLabel } from './training-data.ts';

const lineSchema = z.object({
  text: z.string(),
  workflow: z.string().nullable(),
  kind: z.string().optional(),
  /** Other answers that a fair judge would take. */
  acceptable: z.array(z.string().nullable()).default([]),
});

export type EvaluatedLine = z.infer<typeof lineSchema>;

/** Lines `{"text","workflow","kind"?,"acceptable"?}`. @throws with name and number of a line that is not of the form */
export function readEvaluatedLines(jsonLines: string, name: string): EvaluatedLine[] {
  return jsonLines.split('\n').flatMap((line, index) => {
    if (line.trim() === '') return [];
    const parsed = lineSchema.safeParse(parseJson(line));
    if (!parsed.success) throw new CommandError(`${name} line ${index + 1}: not of the form {"text","workflow"}`);
    return [parsed.data];
  });
}

export interface Evaluation {
  readonly count: number;
  /** Share of lines with the right one of all labels, none included. */
  readonly accuracy: number;
  /** The same where an answer listed as acceptable counts as right, too. */
  readonly acceptable: number;
  /** Accuracy over the lines that mean a workflow. */
  readonly inScope: number;
  readonly macroF1: number;
  /** Share of the none lines that were answered none. */
  readonly noneRecall: number;
  /** Share of the lines that mean a workflow that were answered none. */
  readonly falseRejection: number;
  readonly calibrationError: number;
  readonly bins: readonly ReliabilityBin[];
  readonly unsure: UnsureFigures;
  readonly kinds: readonly { readonly kind: string; readonly count: number; readonly accuracy: number }[];
  readonly labels: readonly LabelFigures[];
  readonly confusions: readonly { readonly expected: string; readonly given: string; readonly count: number }[];
  readonly mistakes: readonly {
    readonly text: string;
    readonly expected: string;
    readonly given: string;
    readonly confidence: number;
  }[];
}

export interface UnsureFigures {
  /** Share of all lines that are asked about. */
  readonly share: number;
  /** Share of the asked that have the right workflow among the two offered. */
  readonly helpful: number;
  /** Accuracy of the first alternative on the asked lines: what asking saves us from. */
  readonly firstRight: number;
  /** Accuracy on the lines that are not asked about. */
  readonly restAccuracy: number;
}

/** Runs lines `{"text","workflow","kind"?,"acceptable"?}` through the detector. `name` is for the message of an error. */
export function evaluate(detector: Pick<Detector, 'detect'>, jsonLines: string, name: string): Evaluation {
  const lines = readEvaluatedLines(jsonLines, name);
  const understandings = lines.map((line) => detector.detect(line.text));
  const expected = lines.map((line) => line.workflow ?? noneLabel);
  const given = understandings.map((understanding) => bestWorkflow(understanding) ?? noneLabel);
  const isRight = expected.map((label, index) => label === given[index]);
  const inScope = expected.map((label) => label !== noneLabel);
  const points = understandings.map((understanding, index) => ({
    confidence: understanding.confidence,
    isRight: isRight[index] ?? false,
  }));
  const calibration = reliability(points);
  return {
    count: lines.length,
    accuracy: accuracy(expected, given),
    acceptable: share(
      lines.map(
        (line, index) => isRight[index] || line.acceptable.some((workflow) => (workflow ?? noneLabel) === given[index]),
      ),
      lines.map(() => true),
    ),
    inScope: share(isRight, inScope),
    macroF1: macroF1(expected, given),
    noneRecall: share(
      isRight,
      inScope.map((value) => !value),
    ),
    falseRejection: share(
      given.map((label) => label === noneLabel),
      inScope,
    ),
    calibrationError: calibration.error,
    bins: calibration.bins,
    unsure: unsureFigures(understandings, expected, isRight),
    kinds: byKind(
      lines.map((line) => line.kind ?? null),
      isRight,
    ),
    labels: figuresByLabel(expected, given),
    confusions: confusions(expected, given),
    mistakes: lines.flatMap((line, index) =>
      isRight[index]
        ? []
        : [
            {
              text: line.text,
              expected: expected[index] ?? '',
              given: given[index] ?? '',
              confidence: understandings[index]?.confidence ?? 0,
            },
          ],
    ),
  };
}

function parseJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
}

function share(values: readonly boolean[], where: readonly boolean[]): number {
  const chosen = values.filter((_, index) => where[index]);
  return chosen.length === 0 ? 0 : chosen.filter(Boolean).length / chosen.length;
}

function unsureFigures(
  understandings: readonly ReturnType<Detector['detect']>[],
  expected: readonly string[],
  isRight: readonly boolean[],
): UnsureFigures {
  const asked = understandings.map((understanding) => understanding.outcome === 'unsure');
  const offered = understandings.map((understanding, index) =>
    understanding.alternatives.slice(0, 2).some((alternative) => alternative.workflow === expected[index]),
  );
  return {
    share: asked.filter(Boolean).length / Math.max(1, asked.length),
    helpful: share(offered, asked),
    firstRight: share(isRight, asked),
    restAccuracy: share(
      isRight,
      asked.map((value) => !value),
    ),
  };
}

function byKind(kinds: readonly (string | null)[], isRight: readonly boolean[]): Evaluation['kinds'] {
  const names = [...new Set(kinds)].filter((kind): kind is string => kind !== null).sort();
  return names.map((kind) => {
    const where = kinds.map((value) => value === kind);
    return { kind, count: where.filter(Boolean).length, accuracy: share(isRight, where) };
  });
}

function confusions(expected: readonly string[], given: readonly string[]): Evaluation['confusions'] {
  const counts = new Map<string, number>();
  expected.forEach((label, index) => {
    const key = `${label}\t${given[index]}`;
    if (label !== given[index]) counts.set(key, (counts.get(key) ?? 0) + 1);
  });
  return [...counts]
    .map(([key, count]) => ({ expected: key.split('\t')[0] ?? '', given: key.split('\t')[1] ?? '', count }))
    .sort((one, other) => other.count - one.count || (one.expected < other.expected ? -1 : 1));
}
