import type { OpenQuestion } from '@acebuddy/detection';
import type { SlotDefinition } from '../definition/slot-schema.ts';
import { activeRun, slotContext, slotOf, type Turn, workflowOf } from '../flow/turn.ts';
import { askedIn, isClosed, opensQuestion } from '../language/questions.ts';
import { says } from '../language/sayings.ts';
import { language } from '../language/words.ts';
import { parseAnswer } from '../slots/parse-answer.ts';
import { knowsAnswer } from '../turn/known-answer.ts';
import { type Heard, has, only, type ReadAct } from './heard.ts';

type Read = Pick<Heard, 'acts' | 'guesses' | 'answer' | 'isPlain'>;

/** Without a problem under way, or with the ways to people offered, what is asked is no question beside an answer. */
const free: ReadonlySet<OpenQuestion['kind']> = new Set(['idle', 'closing', 'ways']);

/**
 * What a message says beside the act that was read of it as a whole: an answer beside a question and a question beside an
 * answer, that something was missed, that a step was not possible, that she does not know.
 */
export function readBesides(turn: Turn, text: string, question: OpenQuestion, read: Read): Read {
  if (free.has(question.kind)) return read;
  const steps = [withoutFalseAlarm, withReproach, withQuestion, withAnswer, withObstacle, withUnsure];
  return steps.reduce((known, step) => step(turn, text, question, known), read);
}

type Step = (turn: Turn, text: string, question: OpenQuestion, read: Read) => Read;

const added = (read: Read, ...acts: ReadAct['act'][]): Read => ({
  ...read,
  acts: [...read.acts, ...acts.filter((act) => !read.acts.some((one) => one.act === act)).map(surely)],
});
const surely = (act: ReadAct['act']): ReadAct => ({ act, confidence: 1 });

/** "Keep it and forward it to me" answers what was asked: an attack is what speaks to the program about its rules. */
const withoutFalseAlarm: Step = (turn, text, question, read) => {
  // "Hmm then 60" is no nonsense where a plan is chosen.
  if (only(read, 'nonsense') && isAnswer(turn, text, question)) return { ...read, acts: [surely('answer')] };
  if (!has(read, 'injection') || says('steering', text, turn.language) || !isAnswer(turn, text, question)) return read;
  const acts = read.acts.filter(({ act }) => act !== 'injection');
  return { ...read, acts: acts.length === 0 ? [surely('answer')] : acts };
};

/** Values of a kind that not every text has. */
const strict: ReadonlySet<SlotDefinition['type']> = new Set(['choice', 'yes_no', 'date', 'datetime', 'email', 'phone']);

function isAnswer(turn: Turn, text: string, question: OpenQuestion): boolean {
  const slot = slotAsked(turn, question);
  return slot !== undefined && strict.has(slot.type) && parseAnswer(slot, text, slotContext(turn)).ok;
}

function slotAsked(turn: Turn, { kind }: OpenQuestion): SlotDefinition | undefined {
  const run = activeRun(turn.state);
  const isStep = kind !== 'guide' && kind !== 'confirm' && turn.state.pending === null;
  return run !== null && isStep && turn.askedAt?.kind === 'ask'
    ? slotOf(workflowOf(turn, run.workflow), turn.askedAt.slot)
    : undefined;
}

/** "I told you already", "you didn't answer": heard as what it is, beside whatever else is said. */
const withReproach: Step = (turn, text, { kind }, read) => {
  if (has(read, 'correct', 'injection', 'wait', 'back', 'restart')) return read;
  const isUnanswered = says('unanswered', text, turn.language);
  const isMissed = says('missed', text, turn.language);
  if (!isUnanswered && !isMissed && !says('told_already', text, turn.language)) return read;
  // Of a summary something is missing: that is to be mended.
  if (!isUnanswered) return added(read, 'complaint', ...(isMissed && kind === 'confirm' ? (['correct'] as const) : []));
  // "You didn't answer me" tells nothing of how a step went.
  const acts = says('persists', text, turn.language) ? read.acts : read.acts.filter(({ act }) => !negative.has(act));
  return added({ ...read, acts }, 'complaint', 'question');
};

const negative: ReadonlySet<ReadAct['act']> = new Set(['no', 'not_worked', 'cannot', 'answer']);

/** Acts that answer, beside which any question is one. */
const answers = ['answer', 'yes', 'no', 'worked', 'not_worked', 'partly', 'cannot', 'done', 'skip'] as const;
const isAnswering = (act: ReadAct['act']): boolean => (answers as readonly ReadAct['act'][]).includes(act);

/** Acts beside which a question that was not read as one may stand. */
const mayAsk = [...answers, 'request', 'status', 'complaint', 'thanks', 'greet', 'smalltalk'] as const;

/** A question whose answer is known here is one, whatever else it was read as; so is a message that asks and nothing more. */
const withQuestion: Step = (turn, text, question, read) => {
  if (isAskedOfStep(turn, text, question, read)) return { ...read, acts: [surely('question')] };
  if (has(read, 'question', 'why', 'how', 'rephrase') || !(read.acts.length === 0 || has(read, ...mayAsk))) return read;
  const { questions, rest } = askedIn(text, turn.language);
  const isKnown = questions.some((one) => knowsAnswer(turn, one));
  const isBesides = has(read, ...answers) || (question.kind === 'guide' && read.acts.length === 0);
  const standsBeside = rest !== '' && isBesides && questions.some((one) => opensQuestion(one, turn.language));
  const asksOnly = !isKnown && questions.length > 0 && onlyAsks(turn, text, question, read, rest);
  if (!isKnown && !standsBeside && !asksOnly) return read;
  const isOfTicket = language(turn).names('ticket_named', text);
  const acts = isOfTicket ? read.acts : read.acts.filter(({ act }) => act !== 'status');
  return added({ ...read, acts: asksOnly ? acts.filter(({ act }) => act === 'complaint') : acts }, 'question');
};

/** "It wants an update, do I press OK?" asks for a yes or no, not how the step is done. */
function isAskedOfStep(turn: Turn, text: string, { kind }: OpenQuestion, read: Read): boolean {
  if (kind !== 'guide' || !only(read, 'how')) return false;
  const { questions } = askedIn(text, turn.language);
  return questions.length > 0 && questions.every((one) => isClosed(one, turn.language));
}

/** Nothing but a question, where what was read would be a value that it does not hold, or nothing was read at a step. */
function onlyAsks(turn: Turn, text: string, question: OpenQuestion, read: Read, rest: string): boolean {
  const isUnread = read.acts.length === 0 || only(read, 'complaint', 'thanks', 'greet', 'smalltalk');
  if (question.kind === 'guide') return isUnread && !says('obstacle', text, turn.language);
  const slot = slotAsked(turn, question);
  const isFree = slot === undefined || !strict.has(slot.type);
  return rest === '' && !isFree && (read.acts.length === 0 || only(read, 'answer')) && !isAnswer(turn, text, question);
}

/** What asks; the rest of such a message may answer. */
const asking = ['question', 'why', 'how', 'rephrase', 'status', 'complaint', 'thanks', 'greet'] as const;
const restMin = 0.5;

/** "APP02. Will people be warned?": what is not asked is read by itself. */
const withAnswer: Step = (turn, text, question, read) => {
  const { questions, rest } = askedIn(text, turn.language);
  if (questions.length === 0 || !/[\p{L}\p{N}]/u.test(rest)) return read;
  if (!has(read, 'question', 'why', 'how')) return read;
  const answer = question.kind === 'guide' ? read.answer : rest;
  if (!only(read, ...asking)) return { ...read, answer };
  const [first] = turn.reader(rest, question, turn.language).acts;
  const isRead = first !== undefined && first.confidence >= restMin && isAnswering(first.act);
  if (isRead) return { ...added(read, first.act), answer };
  return isAnswer(turn, rest, question) ? { ...added(read, 'answer'), answer } : read;
};

const outcomes = ['worked', 'not_worked', 'partly', 'cannot', 'done', 'skip', 'no', 'yes', 'how', 'wait'] as const;
const courses = [
  'human',
  'ticket',
  'callback',
  'cancel',
  'restart',
  'back',
  'repeat',
  'rephrase',
  'resume',
  'solved',
  'correct',
] as const;

/** At a step, "there is no such button" and "I'm not doing that" say that it could not be done. */
const withObstacle: Step = (turn, text, { kind }, read) => {
  if (kind !== 'guide' || has(read, ...outcomes, ...courses, 'injection', 'nonsense')) return read;
  const wantsOther = says('other_way', text, turn.language);
  // What only a question says is no report: "can I switch it to something else instead?"
  const { questions, rest } = askedIn(text, turn.language);
  const told = questions.length === 0 ? text : rest;
  const isObstacle =
    says('refuses', told, turn.language) || says('obstacle', told, turn.language) || says('lacks', text, turn.language);
  // "I have no idea where that is" asks how.
  if (!isObstacle && !wantsOther)
    return read.acts.length === 0 && says('unsure', text, turn.language) ? added(read, 'how') : read;
  // "Is there another way?" is answered by the next one.
  const isAnswered = wantsOther && !questions.some((one) => knowsAnswer(turn, one));
  const dropped: ReadAct['act'][] = ['answer', 'request', ...(isAnswered ? (['question'] as const) : [])];
  const others = read.acts.filter(({ act }) => !dropped.includes(act));
  return { ...read, acts: [...others, surely('cannot')] };
};

/** Where one of a few answers is asked for, "I wouldn't know" is the answer "not sure", in any words. */
const withUnsure: Step = (turn, text, question, read) => {
  if (
    question.kind !== 'choice' ||
    !(read.acts.length === 0 || only(read, 'answer', 'no', 'cannot', 'not_worked', 'how', 'question'))
  )
    return read;
  const slot = slotAsked(turn, question);
  if (slot === undefined || !says('unsure', text, turn.language)) return read;
  const asks = has(read, 'question') && askedIn(text, turn.language).questions.some((one) => knowsAnswer(turn, one));
  return asks || parseAnswer(slot, read.answer, slotContext(turn)).ok ? read : { ...read, acts: [surely('skip')] };
};
