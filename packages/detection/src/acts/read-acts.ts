import type { ActClassifier } from './act-classifier.ts';
import { readActText } from './act-words.ts';
import { type Act, acts, type OpenQuestion, type ReadAct } from './acts.ts';
import type { Language } from './language.ts';
import { viewQuestion } from './question-view.ts';
import { oddsByRules } from './rules.ts';

export interface ActReading {
  readonly acts: ReadAct[];
  readonly alternatives: ReadAct[];
}

/** A second act is named from this chance on. */
export const presentFrom = 0.46;
const alternativesMax = 3;
/** Less likely acts are not worth naming; the likeliest of so many is above it always. */
const namedFrom = 0.01;

/** Makes the reading of one language: which acts a message holds, where a question is open. */
export function createActReading(
  classifier: ActClassifier,
  language: Language,
): (text: string, question: OpenQuestion) => ActReading {
  return (text, question) => {
    const message = readActText(text, language.words);
    const view = viewQuestion(question, language.words);
    const odds = oddsByRules(message, language.rules);
    const scores = classifier.scores(message, { from: 0, to: message.words.length }, view);
    const ranked = rank(classifier.primary(scores, view, odds), namedFrom);
    const present = classifier.present(scores, odds);
    const first = ranked[0] as ReadAct;
    const seconds = rank(present, presentFrom).filter((one) => one.act !== first.act);
    return { acts: [first, ...seconds], alternatives: ranked.slice(0, alternativesMax) };
  };
}

/** Acts of this chance and more, likeliest first; equal ones in the order of the closed list. */
function rank(chances: ArrayLike<number>, from: number): ReadAct[] {
  const named: ReadAct[] = [];
  for (let index = 0; index < acts.length; index += 1) {
    const confidence = chances[index] as number;
    if (confidence >= from) named.push({ act: acts[index] as Act, confidence });
  }
  return named.sort((one, other) => other.confidence - one.confidence);
}
