import { z } from 'zod';
import { anyOf, languageFile, wordEnd } from './language-file.ts';
import { phrasesSchema, saysAny } from './phrases.ts';
import { type QuestionTopic, questionTopics } from './question-topics.ts';

const fileSchema = z.strictObject({
  openers: phrasesSchema,
  closed: phrasesSchema,
  of_matter: phrasesSchema,
  supposing: phrasesSchema,
  telling: phrasesSchema,
  promised: phrasesSchema,
  joints: z.array(z.string().min(1)).min(1),
  topics: z.record(z.enum(questionTopics), phrasesSchema),
  meaning: phrasesSchema,
});

/** How questions begin and what they are about: `language/<language>/questions.yaml`. */
const questionWords = languageFile(
  'questions',
  fileSchema,
  ({ openers, closed, of_matter: ofMatter, supposing, telling, promised, joints, topics, meaning }) => ({
    openers: [...openers, ...closed],
    closed,
    ofMatter,
    supposing,
    telling,
    promised,
    topics,
    meaning,
    joint: new RegExp(`(?:^|[\\s,])(?:${anyOf(joints)}${wordEnd}[\\s,]*)+`, 'giu'),
    leading: new RegExp(`^(?:${anyOf(joints)}${wordEnd}[\\s,]*)+`, 'iu'),
  }),
);

/** A message in its clauses: what asks, and the rest of it. */
export interface AskedIn {
  readonly questions: readonly string[];
  readonly rest: string;
}

/** Whoever asks something stops before that: what is longer is a log or a flood, and no part of it may cost more than its length. */
const askedCharsMax = 1_500;
/** An opener stands at the beginning of what it opens. */
const openerCharsMax = 80;

/** Tells the questions of a message from what else it says: "APP02. does it take long, and is it safe?" asks twice. */
export function askedIn(text: string, language?: string): AskedIn {
  const words = questionWords(language);
  const parts = text
    .slice(0, askedCharsMax)
    .split(/(?<=[.!?;])\s+|\n+/)
    .flatMap((sentence) => splitAtQuestions(sentence, words));
  const isQuestion = (part: string) => /\?\W*$/.test(part) || opensQuestion(part, language);
  return {
    questions: parts.filter(isQuestion),
    rest: parts
      .filter((part) => !isQuestion(part))
      .concat(text.slice(askedCharsMax))
      .join(' ')
      .trim(),
  };
}

type QuestionWords = ReturnType<typeof questionWords>;

/** "Tonight, and will people be warned": where another question begins, a part of its own begins. */
function splitAtQuestions(sentence: string, words: QuestionWords): string[] {
  const cuts = [...sentence.matchAll(words.joint)]
    .map(({ 0: joint, index }) => ({ index, after: index + joint.length }))
    .filter(({ index, after }) => index > 0 && saysAny(sentence.slice(after, after + openerCharsMax), words.openers));
  const starts = [0, ...cuts.map(({ index }) => index)];
  return starts
    .map((start, at) => sentence.slice(start, starts[at + 1]).replace(/^[\s,]+|[\s,]+$/g, ''))
    .filter((part) => part !== '');
}

/** The clause begins as questions do. A mark at the end alone may be mere surprise. */
export function opensQuestion(clause: string, language?: string): boolean {
  const words = questionWords(language);
  return saysAny(clause.replace(words.leading, ''), words.openers);
}

/** Yes or no would answer it: "do I press that?" */
export function isClosed(question: string, language: string): boolean {
  const words = questionWords(language);
  return saysAny(question.replace(words.leading, ''), words.closed);
}

/** It asks whether something is so of what is under way, or what would be: "could the server be the reason?" */
export function asksOfMatter(question: string, language: string): boolean {
  const words = questionWords(language);
  const said = question.replace(words.leading, '');
  return saysAny(said, words.ofMatter) || saysAny(said, words.supposing);
}

/** The same, and nothing is told with it: "have we been hacked?", and not "is it normal that all files have another name?" */
export const onlyWonders = (question: string, language: string): boolean =>
  asksOfMatter(question, language) && !saysAny(question, questionWords(language).telling);

/** Whether something is done or works by then, which nobody can promise: "will it be ready on Friday?" */
export function asksPromise(question: string, language: string): boolean {
  const words = questionWords(language);
  return saysAny(question.replace(words.leading, ''), words.promised);
}

/** What is asked, by the words of the language; null where none of these, or only what is left out. */
export function questionTopic(
  text: string,
  language: string,
  without: readonly QuestionTopic[] = ['code'],
): QuestionTopic | null {
  const { topics } = questionWords(language);
  return questionTopics.find((topic) => !without.includes(topic) && saysAny(text, topics[topic])) ?? null;
}

/** It is asked what something is, or where. */
export const asksMeaning = (text: string, language: string): boolean => saysAny(text, questionWords(language).meaning);
