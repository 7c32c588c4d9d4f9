import { noneLabel, readTrainingData } from '../training-data.ts';
import { type ChoiceLine, noOption, peopleQuestion } from './choice-lines.ts';

/** Lines of each other workflow that a question learns as none of its options. */
const linesEach = 6;
/** Shorter messages ("offline again") may answer anything. */
const wordsMin = 6;

/** What messages of other workflows choose of a question: nothing. Whoever turns to another problem does not answer. */
export function linesOfOtherTopics(questions: readonly string[], language: string): ChoiceLine[] {
  const byWorkflow = new Map<string, string[]>();
  for (const { text, label } of readTrainingData(language))
    if (label !== noneLabel && text.split(/\s+/).length >= wordsMin)
      byWorkflow.set(label, [...(byWorkflow.get(label) ?? []), text]);
  return questions.flatMap((question, at) => {
    if (question === peopleQuestion) return [];
    return [...byWorkflow].flatMap(([workflow, texts]) =>
      question.startsWith(`${workflow}.`)
        ? []
        : spread(texts, at).map((text) => ({ question, option: noOption, text })),
    );
  });
}

/** Some of them, evenly spread; others for each question. */
function spread(texts: readonly string[], at: number): string[] {
  const step = texts.length / linesEach;
  return Array.from({ length: Math.min(linesEach, texts.length) }, (_, index) => {
    return texts[Math.floor((index + (at % 7) / 7) * step)] ?? '';
  });
}
