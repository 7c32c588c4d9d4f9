import { readFileSync } from 'node:fs';
import { developmentFileOf, developmentFiles } from '../development-files.ts';
import { defaultLanguage } from '../domain/wording.ts';
import { createClassifier } from '../engine/classifier.ts';
import { reliability } from '../engine/metrics.ts';
import { loadWordVectors } from '../engine/word-vectors.ts';
import { matterDocument } from './matter-document.ts';
import {
  type MatterKind,
  type MatterLine,
  matterKinds,
  mattersFolder,
  noMatter,
  readMatterDevelopmentLines,
  readMatterLines,
  urgentMatters,
} from './matter-lines.ts';
import { loadMatterModel } from './matter-model-source.ts';
import { createMatterReader, type Matter, type MatterReader, toMatter } from './matter-reader.ts';
import { holdOutMatters } from './train-matter.ts';

/** What was expected of a line, what was read, and how sure the reading was. */
export interface JudgedMatter {
  readonly line: MatterLine;
  readonly read: Matter | null;
  readonly confidence: number;
  readonly best: string;
}

/** The development set of a language, judged by its model. */
export function judgeMatters(language: string): JudgedMatter[] {
  const folder = new URL(`${language}/`, mattersFolder);
  const vectors = loadWordVectors();
  const { model } = loadMatterModel({ folder, vectors });
  const classifier = createClassifier(model, vectors);
  const toDocument = matterDocument(language);
  return readMatterDevelopmentLines(folder).map((line) => {
    const best = classifier.best(toDocument(line.text));
    return { line, read: toMatter(best), confidence: best.probability, best: best.label };
  });
}

/** The training lines, each judged by a model that has not seen it. They are near misses on purpose: harder than real chats. */
function judgeHeldOut(language: string): JudgedMatter[] {
  const lines = readMatterLines(new URL(`${language}/`, mattersFolder));
  return holdOutMatters(lines, loadWordVectors(), language).flatMap(({ line, ranked }) => {
    const best = ranked[0];
    return best ? [{ line, read: toMatter(best), confidence: best.probability, best: best.label }] : [];
  });
}

/** Shares of the development set by name: what the score card keeps and its test compares. */
export function matterFigures(judged: readonly JudgedMatter[]): Record<string, number> {
  const right = judged.filter(({ line, read }) => (read?.kind ?? noMatter) === line.label).length;
  const isUrgent = (kind: string | undefined): boolean => urgentMatters.has(kind as MatterKind);
  const urgentRead = judged.filter(({ read }) => isUrgent(read?.kind));
  const urgentMeant = judged.filter(({ line }) => isUrgent(line.label));
  const urgentRight = urgentRead.filter(({ line, read }) => read?.kind === line.label).length;
  const none = judged.filter(({ line }) => line.label === noMatter);
  return {
    accuracy: share(right, judged.length),
    urgentPrecision: share(urgentRight, urgentRead.length),
    urgentRecall: share(urgentRight, urgentMeant.length),
    noneKept: share(none.filter(({ read }) => read === null).length, none.length),
    calibration: round(
      1 - reliability(judged.map(({ line, best, confidence }) => ({ confidence, isRight: best === line.label }))).error,
    ),
    ...Object.fromEntries(matterKinds.map((kind) => [`${kind} recall`, recall(judged, kind)])),
  };
}

/** Shares by name: what the card keeps and its test compares. */
export interface MatterCard {
  readonly development: Readonly<Record<string, number>>;
  /** Training lines by models that have not seen them. */
  readonly heldOut: Readonly<Record<string, number>>;
  /** Share of the messages that do mean a workflow and are taken for an urgent matter; some of them are both. */
  readonly urgentOnTopics: number;
}

/** Everything the score card says of the matters. `messages` are only timed, each the best of three runs. */
export function measureMatterCard(
  language: string,
  messages: readonly string[],
): { readonly card: MatterCard; readonly p50Ms: number } {
  const held = matterFigures(judgeHeldOut(language));
  const { accuracy = 0, urgentPrecision = 0, urgentRecall = 0, noneKept = 0 } = held;
  const reader = createMatterReader();
  const times = messages.map((text) => Math.min(...[1, 2, 3].map(() => time(() => reader.read(text, language)))));
  return {
    card: {
      development: matterFigures(judgeMatters(language)),
      heldOut: { accuracy, urgentPrecision, urgentRecall, noneKept },
      urgentOnTopics: urgentOnTopics(reader, language),
    },
    p50Ms: times.sort((one, other) => one - other)[Math.floor(times.length / 2)] ?? 0,
  };
}

function time(run: () => unknown): number {
  const started = performance.now();
  run();
  return performance.now() - started;
}

/** Of the lines with a workflow in the topics' development sets, the share that is taken for an urgent matter. */
export function urgentOnTopics(reader: MatterReader, language: string): number {
  const files = language === defaultLanguage ? developmentFiles : [developmentFileOf(language)];
  const texts = files
    .flatMap((file) => readFileSync(file, 'utf8').split('\n'))
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as { text: string; workflow: string | null })
    .filter((line) => line.workflow !== null);
  const read = texts.filter(({ text }) => {
    const matter = reader.read(text, language);
    return matter !== null && urgentMatters.has(matter.kind);
  });
  return share(read.length, texts.length);
}

function recall(judged: readonly JudgedMatter[], kind: MatterKind): number {
  const meant = judged.filter(({ line }) => line.label === kind);
  return share(meant.filter(({ read }) => read?.kind === kind).length, meant.length);
}

function share(part: number, whole: number): number {
  return whole === 0 ? 0 : round(part / whole);
}

function round(value: number): number {
  return Math.round(value * 10000) / 10000;
}
