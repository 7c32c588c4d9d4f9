import { type DetectableWorkflow, openTopics } from '../detector.ts';
import { encodeModel } from '../engine/model-file.ts';
import { loadWordVectors } from '../engine/word-vectors.ts';
import { trainModel } from '../model-source.ts';
import { type LabelledText, noneLabel } from '../training-data.ts';
import { trainingTexts } from '../training-texts.ts';
import type { LearnedTopics } from './artifact.ts';
import { familiarWords, withFamiliarWords } from './familiar-words.ts';
import type { LearnLine } from './learn-line.ts';

interface TopicsRequest {
  readonly workflows: readonly DetectableWorkflow[];
  readonly lines: readonly LearnLine[];
  readonly cacheFolder?: string | undefined;
  readonly onProgress?: (share: number) => void;
}

/** Learns the topics anew from all lines; null where no label says anything of a topic that there is. */
export function learnTopics({ workflows, lines, cacheFolder, onProgress }: TopicsRequest): LearnedTopics | null {
  const labels = topicLabels(lines, workflows);
  if (labels.length === 0) return null;
  const { languages, base } = openTopics({ workflows, ...(cacheFolder === undefined ? {} : { cacheFolder }) });
  const words = familiarWords(lines, languages);
  const read = withFamiliarWords(languages, words);
  const texts = withLabels(trainingTexts(workflows), labels);
  return { base, words, model: encodeModel(trainModel(texts, read, loadWordVectors(), onProgress)) };
}

/** As lines of the training set: those of workflows that are there no more are left out. */
function topicLabels(lines: readonly LearnLine[], workflows: readonly DetectableWorkflow[]): LabelledText[] {
  const ids = new Set(workflows.map(({ id }) => id));
  return lines.flatMap(({ text, language, target }) => {
    if (target.head !== 'topic' || (target.workflow !== null && !ids.has(target.workflow))) return [];
    return [{ text, label: target.workflow ?? noneLabel, ...(language === null ? {} : { language }) }];
  });
}

/** What a person said of a text stands before what a shipped line says of the same; the newest label of a text counts. */
function withLabels(texts: readonly LabelledText[], labels: readonly LabelledText[]): LabelledText[] {
  const keyOf = ({ text }: LabelledText) => text.trim().toLowerCase();
  const said = new Map(labels.map((label) => [keyOf(label), label]));
  return [...texts.filter((line) => !said.has(keyOf(line))), ...said.values()];
}
