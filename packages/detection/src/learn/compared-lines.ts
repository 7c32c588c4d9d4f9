import { existsSync, readFileSync } from 'node:fs';
import { type ActLine, readActLines, readDevelopmentLines } from '../acts/act-lines.ts';
import type { ReadAct } from '../acts/acts.ts';
import { withoutNearLines } from '../acts/near-duplicates.ts';
import { bestWorkflow } from '../answer.ts';
import type { DetectableWorkflow } from '../detector.ts';
import { developmentFile, developmentFileOf, realDevelopmentFile } from '../development-files.ts';
import { defaultLanguage } from '../domain/wording.ts';
import { type EvaluatedLine, readEvaluatedLines } from '../evaluate.ts';
import { noneLabel, trainingLanguages } from '../training-data.ts';
import { trainingTexts } from '../training-texts.ts';
import type { ComparedGroup, ComparedLine } from './comparison.ts';
import { actLabels, actsOf } from './learn-acts.ts';
import type { LearnLine } from './learn-line.ts';
import type { MessageReading } from './learned-reading.ts';

export interface Compared {
  readonly before: MessageReading;
  readonly after: MessageReading;
}

interface Lines {
  readonly workflows: readonly DetectableWorkflow[];
  /** What was learned from, and what was held out. */
  readonly learned: readonly LearnLine[];
  readonly heldOut: readonly LearnLine[];
}

/** From this chance on a reading is sure. */
const surelyFrom = 0.8;

const keyOf = (text: string): string => text.trim().toLowerCase();

/** Every line of topics as both models read it: the development sets, held-out labels, examples of workflows of one's own. */
export function compareTopics({ workflows, learned, heldOut }: Lines, models: Compared): ComparedLine[] {
  const ids = new Set([...workflows.map(({ id }) => id), noneLabel]);
  const shipped = trainingTexts(workflows.map(({ id, name }) => ({ id, name, examples: [] })));
  const known = new Set([...shipped, ...learned].map(({ text }) => keyOf(text)));
  const bundled = new Set(shipped.map(({ label }) => label));
  const set = (name: ComparedGroup['set'], lines: readonly EvaluatedLine[]) =>
    lines.filter(({ workflow }) => ids.has(workflow ?? noneLabel)).map((line) => judgeTopic(name, line, models));
  return [
    ...set(
      'development',
      developmentTopics().filter(({ text }) => !known.has(keyOf(text))),
    ),
    ...set(
      'labels',
      heldOut.flatMap(({ text, target }) =>
        target.head === 'topic' ? [{ text, workflow: target.workflow, acceptable: [] }] : [],
      ),
    ),
    ...set(
      'own',
      workflows
        .filter(({ id }) => !bundled.has(id))
        .flatMap(({ id, examples }) => examples.map((text) => ({ text, workflow: id, acceptable: [] }))),
    ),
  ];
}

function developmentTopics(): EvaluatedLine[] {
  const others = trainingLanguages().filter((language) => language !== defaultLanguage);
  return [developmentFile, realDevelopmentFile, ...others.map(developmentFileOf)]
    .filter((file) => existsSync(file))
    .flatMap((file) => readEvaluatedLines(readFileSync(file, 'utf8'), file.pathname));
}

function judgeTopic(set: ComparedGroup['set'], line: EvaluatedLine, { before, after }: Compared): ComparedLine {
  const right = new Set([line.workflow, ...line.acceptable]);
  const read = after.detect(line.text);
  const isRight = right.has(bestWorkflow(read));
  return {
    head: 'topic',
    set,
    name: line.workflow ?? noneLabel,
    language: null,
    wasRight: right.has(bestWorkflow(before.detect(line.text))),
    isRight,
    // That nothing was recognised is what people label for: only another topic speaks against them.
    isContradicted: !isRight && read.outcome === 'match' && read.confidence >= surelyFrom,
  };
}

/** Every line of acts of these languages as both models read it. */
export function compareActs(
  { learned, heldOut }: Lines,
  languages: readonly string[],
  models: Compared,
): ComparedLine[] {
  const known = new Set(learned.map(({ text }) => keyOf(text)));
  return languages.flatMap((language) => {
    const { folder } = actsOf(language);
    const development = withoutNearLines(readDevelopmentLines(folder), readActLines(folder));
    const judge = (set: ComparedGroup['set']) => (line: ActLine) => judgeAct(set, line, language, models);
    return [
      ...development.filter(({ text }) => !known.has(keyOf(text))).map(judge('development')),
      ...actLabels(heldOut, language).map(judge('labels')),
    ];
  });
}

function judgeAct(
  set: ComparedGroup['set'],
  line: ActLine,
  language: string,
  { before, after }: Compared,
): ComparedLine {
  const first = ({ readActs }: MessageReading) => readActs(line.text, line.question, language).acts[0];
  const isAccepted = (read: ReadAct | undefined) => read !== undefined && [line.act, ...line.also].includes(read.act);
  const read = first(after);
  const isRight = isAccepted(read);
  return {
    head: 'act',
    set,
    name: line.act,
    language,
    wasRight: isAccepted(first(before)),
    isRight,
    isContradicted: !isRight && (read?.confidence ?? 0) >= surelyFrom,
  };
}
