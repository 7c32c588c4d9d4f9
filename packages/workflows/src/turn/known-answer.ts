import { describeHours } from '../flow/business-hours.ts';
import { fill } from '../flow/templates.ts';
import { activeRun, type Turn, workflowOf } from '../flow/turn.ts';
import { saysAny } from '../language/phrases.ts';
import type { QuestionTopic } from '../language/question-topics.ts';
import { askedIn, asksMeaning, questionTopic } from '../language/questions.ts';
import { explainedIn } from '../language/terms.ts';
import type { Run } from '../state/state-schema.ts';

/** What a message asks, as far as it is known here, and what of it is not. */
export interface Answers {
  readonly said: readonly string[];
  /** Questions that the team has to answer, in her words. */
  readonly forTeam: readonly string[];
  /** Those of them of which nothing was said. */
  readonly unknown: readonly string[];
}

/** Answers every question of the message from what the workflow's file, the words of the steps and the product tell. */
export function answersTo(turn: Turn, text: string): Answers {
  const { questions } = askedIn(text, turn.language);
  const asked = questions.length > 0 ? questions : [text];
  const answers = asked.map((question) => {
    const known = answerTo(turn, question);
    return { question, ...(known.said === null ? { said: ofStep(turn, text) } : known) };
  });
  return {
    said: [...new Set(answers.flatMap(({ said }) => said ?? []))],
    forTeam: answers.filter(({ said, isOpen }) => said === null || isOpen).map(({ question }) => question),
    unknown: answers.filter(({ said }) => said === null).map(({ question }) => question),
  };
}

/** Whether one of the questions of the message has its answer here. */
export const knowsAnswer = (turn: Turn, question: string): boolean => answerTo(turn, question).said !== null;

/** At a step, what a question is about may stand beside it: "it says Work Offline here, should I click that?" */
function ofStep(turn: Turn, text: string): string | null {
  return turn.askedAt?.kind === 'guide' ? (explainedIn(text, turn.words.language)[0] ?? null) : null;
}

/** What is said to one question; null where nothing here knows it. */
export interface OneAnswer {
  readonly said: string | null;
  /** Said, and for the team all the same. */
  readonly isOpen?: boolean;
}

const answerTo = (turn: Turn, question: string): OneAnswer =>
  answerOfRun(turn, activeRun(turn.state) ?? lastRun(turn), question);

/** What is known to one question about this run, be it under way or on a ticket. */
export function answerOfRun(turn: Turn, run: Run | null, question: string): OneAnswer {
  const own = run === null ? null : ownAnswer(turn, run, question);
  if (own !== null) return { said: own };
  const topic = topicOf(turn, question);
  const known = topic === null ? null : byTopic(turn, topic, run);
  if (known !== null) return { said: known, isOpen: openTopics.some((open) => known === turn.words(open)) };
  const [meaning] = asksMeaning(question, turn.language) ? explainedIn(question, turn.words.language) : [];
  return { said: meaning ?? null };
}

/** Answers that leave something to the team. */
const openTopics = ['answers.price', 'answers.agreed_first', 'answers.break_in', 'answers.cause'] as const;

/** How long "it" is good for is asked of the code where one is asked for, and nowhere else. */
function topicOf(turn: Turn, question: string): QuestionTopic | null {
  const { pending } = turn.state;
  const atCode = turn.askedAt?.kind === 'verify' || pending?.kind === 'code' || pending?.kind === 'status_code';
  return questionTopic(question, turn.language, atCode ? [] : ['code']);
}

/** The run that ended just now: what is asked is about it. */
const lastRun = ({ state }: Turn): Run | null => (state.run?.ticketed === true ? state.run : null);

/** What the file says to questions that only this workflow knows. */
export function ownAnswer(turn: Turn, run: Run, question: string): string | null {
  const { questions } = workflowOf(turn, run.workflow).definition;
  const found = questions.find(({ asked }) => saysAny(question, asked));
  return found === undefined ? null : fill(found.answer, run, turn);
}

/** "Will I lose anything" and "is it safe" ask the same where a file has only one of them. */
const alike: Partial<Record<QuestionTopic, QuestionTopic>> = { lose: 'safe', safe: 'lose' };

function byTopic(turn: Turn, topic: QuestionTopic, run: Run | null): string | null {
  if (run === null) return generalAnswer(turn, topic, run);
  const answers: Partial<Record<QuestionTopic, string>> = workflowOf(turn, run.workflow).definition.answers;
  const own = answers[topic] ?? answers[alike[topic] ?? topic];
  return own === undefined ? generalAnswer(turn, topic, run) : fill(own, run, turn);
}

/** The same from what the product knows of itself. */
export function generalAnswer(turn: Turn, topic: QuestionTopic, run: Run | null): string | null {
  const { words } = turn;
  if (topic === 'hours') return words('answers.hours', { hours: hoursOf(turn) });
  if (topic === 'contact') return contact(turn);
  if (topic === 'language' || topic === 'recorded' || topic === 'code') return words(`answers.${topic}`);
  return run === null ? null : ofRun(turn, topic, run);
}

function ofRun(turn: Turn, topic: QuestionTopic, run: Run): string | null {
  const { words, state } = turn;
  // Facts may have sent the ticket to another team than the workflow's usual one.
  const team =
    state.tickets.find(({ runId }) => runId === run.id)?.team ?? workflowOf(turn, run.workflow).definition.team;
  const { email, refused } = state.profile;
  switch (topic) {
    case 'duration':
      return words('answers.duration', { expected: expectedOf(turn, run) });
    case 'who':
      return words('answers.who', { team });
    case 'price':
      return words('answers.price');
    case 'next':
      return run.ticketed ? words('answers.next_logged', { team, expected: expectedOf(turn, run) }) : null;
    case 'notice':
      return refused.includes('email') ? null : words('answers.notice', { known: email !== null, email: email ?? '' });
    // Whatever the team finds: nobody is thrown out for it unasked.
    case 'others':
    case 'downtime':
      return run.ticketed ? words('answers.agreed_first') : null;
    case 'break_in':
    case 'cause':
    case 'presence':
    case 'again':
      return words(`answers.${topic}`);
    default:
      return null;
  }
}

function contact(turn: Turn): string {
  const { supportEmail: email, supportPhone: phone } = turn.context.settings;
  return turn.words('ways.contact', { email, byPhone: phone !== null, phone: phone ?? '', hours: hoursOf(turn) });
}

const hoursOf = ({ context: { settings, now }, words }: Turn): string =>
  describeHours(settings.businessHours, now, words);

function expectedOf(turn: Turn, run: Run): string {
  const ticket = turn.state.tickets.find(({ runId }) => runId === run.id);
  const { definition } = workflowOf(turn, run.workflow);
  return ticket?.expected ?? turn.context.settings.workflows[definition.id]?.expectedResolution ?? definition.expected;
}
