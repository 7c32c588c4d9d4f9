import { type ChoiceLine, noOption, peopleQuestion, readChoiceLines } from './choice-lines.ts';
import { linesOfOtherTopics } from './other-topics.ts';

/** What a model is made from: the lines of a language's folder, one's own, and what chooses nothing. */
export function choiceTrainingLines(folder: URL, language: string, own: readonly ChoiceLine[] = []): ChoiceLine[] {
  const bundled = readChoiceLines(folder);
  const questions = [...new Set([...bundled, ...own].map(({ question }) => question))];
  return [...bundled, ...own, ...commonNone(bundled, own), ...linesOfOtherTopics(questions, language)];
}

/** Whoever writes examples seldom thinks of what chooses nothing: the bundled lines of that kind stand for it as well. */
function commonNone(bundled: readonly ChoiceLine[], own: readonly ChoiceLine[]): ChoiceLine[] {
  const known = new Set(bundled.map(({ question }) => question));
  const added = [...new Set(own.map(({ question }) => question))].filter((question) => !known.has(question));
  const none = bundled.filter(({ question, option }) => question === peopleQuestion && option === noOption);
  return added.flatMap((question) => none.map((line) => ({ ...line, question })));
}
