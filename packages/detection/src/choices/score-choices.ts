import { loadWording } from '../domain/wording.ts';
import { reliability } from '../engine/metrics.ts';
import { loadWordVectors } from '../engine/word-vectors.ts';
import { nearDuplicates } from '../near-duplicates.ts';
import {
  type ChoiceLine,
  choicesFolder,
  noOption,
  readChoiceDevelopmentLines,
  readChoiceLines,
} from './choice-lines.ts';
import { choiceBars } from './choice-options.ts';
import { type ChoiceReading, createChoiceReader } from './choice-reader.ts';
import { holdOutChoices } from './train-choices.ts';

/** What was expected of a line, what was read, and how sure the reading was. */
export interface JudgedChoice {
  readonly line: ChoiceLine;
  readonly read: ChoiceReading;
}

/** The development set of a language, judged by its model; lines that come near a training line prove nothing. */
export function judgeChoices(language: string): JudgedChoice[] {
  const folder = new URL(`${language}/`, choicesFolder);
  const reader = createChoiceReader();
  const lines = readChoiceDevelopmentLines(folder);
  const near = new Set(
    nearDuplicates(
      lines.map(({ text }) => text),
      readChoiceLines(folder).map(({ text }) => text),
    ).map(({ text }) => text),
  );
  return lines.flatMap((line) => {
    const read = near.has(line.text) ? null : reader.read(line.question, line.text, language);
    return read === null ? [] : [{ line, read }];
  });
}

/** The training lines, each judged by a model that has not seen it. */
function judgeHeldOut(language: string): JudgedChoice[] {
  const words = { vectors: loadWordVectors(), wording: loadWording(language) };
  return holdOutChoices(readChoiceLines(new URL(`${language}/`, choicesFolder)), words).flatMap(({ line, ranked }) => {
    const [best] = ranked;
    if (best === undefined) return [];
    return [{ line, read: { option: best.label === noOption ? null : best.label, confidence: best.probability } }];
  });
}

const isRight = ({ line, read }: JudgedChoice): boolean => (read.option ?? noOption) === line.option;

/** Shares by name: what the score card keeps and its test compares. `wrong…` are shares of what was acted on. */
export function choiceFigures(judged: readonly JudgedChoice[]): Record<string, number> {
  const acted = (bar: number) => judged.filter(({ read }) => read.option !== null && read.confidence >= bar);
  const meant = judged.filter(({ line }) => line.option !== noOption);
  const wrong = (bar: number) => share(acted(bar).filter((one) => !isRight(one)).length, acted(bar).length);
  const found = (bar: number) => share(acted(bar).filter(isRight).length, meant.length);
  return {
    accuracy: share(judged.filter(isRight).length, judged.length),
    answered: found(choiceBars.answer),
    wrongWhenAnswered: wrong(choiceBars.answer),
    filled: found(choiceBars.fill),
    wrongWhenFilled: wrong(choiceBars.fill),
    sure: found(choiceBars.sure),
    wrongWhenSure: wrong(choiceBars.sure),
    calibration: round(
      1 - reliability(judged.map((one) => ({ confidence: one.read.confidence, isRight: isRight(one) }))).error,
    ),
  };
}

export interface ChoiceCard {
  readonly development: Readonly<Record<string, number>>;
  /** Training lines by models that have not seen them. */
  readonly heldOut: Readonly<Record<string, number>>;
  /** Share of the development lines that are read right, by question. */
  readonly questions: Readonly<Record<string, number>>;
}

/** Everything the score card says of the choices. `messages` are only timed, each the best of three runs with one question. */
export function measureChoiceCard(
  language: string,
  messages: readonly string[],
): { readonly card: ChoiceCard; readonly p50Ms: number } {
  const judged = judgeChoices(language);
  const questions = [...new Set(judged.map(({ line }) => line.question))].sort();
  const of = (question: string) => judged.filter(({ line }) => line.question === question);
  const reader = createChoiceReader();
  const times = messages.map((text, at) => {
    const question = questions[at % questions.length] ?? '';
    // Another text in between: the last one is remembered.
    const runs = [1, 2, 3].map(() => {
      reader.read(question, '', language);
      return time(() => reader.read(question, text, language));
    });
    return Math.min(...runs);
  });
  return {
    card: {
      development: choiceFigures(judged),
      heldOut: choiceFigures(judgeHeldOut(language)),
      questions: Object.fromEntries(questions.map((one) => [one, choiceFigures(of(one)).accuracy ?? 0])),
    },
    p50Ms: times.sort((one, other) => one - other)[Math.floor(times.length / 2)] ?? 0,
  };
}

function time(run: () => unknown): number {
  const started = performance.now();
  run();
  return performance.now() - started;
}

function share(part: number, whole: number): number {
  return whole === 0 ? 0 : round(part / whole);
}

function round(value: number): number {
  return Math.round(value * 10000) / 10000;
}
