import type { Wording } from '../domain/wording.ts';
import { createClassifier, type Scored, softmax } from '../engine/classifier.ts';
import type { ClassifierModel } from '../engine/classifier-model.ts';
import type { WordVectors } from '../engine/word-vectors.ts';
import { choiceDocument } from './choice-document.ts';
import { optionIn, questionIn } from './choice-label.ts';

/** Every option of a question with its chance, best first; null for a question that the model does not know. */
export type RankOptions = (question: string, text: string) => Scored[] | null;

/** One model for all questions: the features of a text are found once, its options compared question by question. */
export function createChoiceClassifier(model: ClassifierModel, vectors: WordVectors, wording: Wording): RankOptions {
  const classifier = createClassifier(model, vectors);
  const places = new Map<string, number[]>();
  model.labels.forEach((label, index) => {
    const question = questionIn(label);
    places.set(question, [...(places.get(question) ?? []), index]);
  });
  // Several questions of a workflow are read from the same message.
  let last: { text: string; scores: Float64Array } | null = null;
  return (question, text) => {
    const indices = places.get(question);
    if (indices === undefined) return null;
    if (last?.text !== text) last = { text, scores: classifier.scores(choiceDocument(text, wording)).slice() };
    const { scores } = last;
    const margins = indices.map((index) => scores[index] as number);
    const chances = softmax(margins, model.sharpness);
    return indices
      .map((index, at) => ({
        label: optionIn(model.labels[index] as string),
        score: margins[at] as number,
        probability: chances[at] as number,
      }))
      .sort((one, other) => other.score - one.score || (one.label < other.label ? -1 : 1));
  };
}
