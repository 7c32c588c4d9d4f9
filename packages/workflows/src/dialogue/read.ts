import { type Act, type OpenQuestion, wishes } from '@acebuddy/detection';
import type { Understanding } from '../engine-types.ts';
import { isButton } from '../flow/reply.ts';
import { activeRun, slotContext, type Turn, workflowOf } from '../flow/turn.ts';
import { bare, wordCount } from '../language/normalise.ts';
import { plainAct } from '../language/plain.ts';
import { askedIn } from '../language/questions.ts';
import { language } from '../language/words.ts';
import { readYesNo } from '../language/yes-no.ts';
import { isPlainValue } from '../slots/is-plain-value.ts';
import { optionsOf } from '../slots/parse-choice.ts';
import { readCircumstances } from '../slots/read-circumstances.ts';
import { readRating } from '../turn/rating.ts';
import { choosesOption } from '../turn/read-choice.ts';
import { saysNoCall } from '../turn/saying-no-call.ts';
import { type Heard, has, peopleWishes, type ReadAct, type ReadActs } from './heard.ts';
import { precedence } from './precedence.ts';
import { readBesides } from './read-besides.ts';

/** What a message must be read with, to be acted on: its first act, a further one, and a further one that would be dear. */
export const bars = {
  first: 0.5,
  further: 0.5,
  furtherWish: 0.7,
  topic: 0.6,
  topicForSure: 0.9,
  topicGuess: 0.3,
  wishBesideTopic: 0.9,
  end: 0.65,
  injection: 0.8,
  endForSure: 0.95,
  notAnEnd: 0.7,
  wishBesides: 0.65,
  wishGuess: 0.4,
  /** Measured on the development lines: 24 of 27 that it adds are meant. */
  wishOfClause: 0.8,
} as const;
/** Words of one clause are not read apart: it would cost more than it tells. */
const clausesMax = 8;

type Read = Pick<Heard, 'acts' | 'guesses' | 'answer' | 'isPlain'>;

/** The acts of a message behind the open question, and what of it answers. */
export function read(turn: Turn, text: string, question: OpenQuestion, topic: Understanding | null = null): Read {
  const found = withoutIdleQuestion(turn, text, readActs(turn, text, question, topic));
  if (question.kind !== 'choice' || !choosesOption(turn, text)) return found;
  // What surely chooses one of the options is an answer, whatever else it does; it asks nothing without saying so.
  const acts = found.acts.filter(({ act }) => act !== 'question' || text.includes('?'));
  return { ...found, acts: has({ acts }, 'answer') ? acts : [...acts, { act: 'answer', confidence: 1 }] };
}

/** "Sunday at 11 then" corrects something and asks nothing, whatever else it was read as. */
function withoutIdleQuestion({ language: of }: Turn, text: string, found: Read): Read {
  const asks = !has(found, 'correct') || text.includes('?') || askedIn(text, of).questions.length > 0;
  return asks ? found : { ...found, acts: found.acts.filter(({ act }) => act !== 'question') };
}

function readActs(turn: Turn, text: string, question: OpenQuestion, topic: Understanding | null): Read {
  const pressed = buttonIn(turn, text, question);
  if (pressed !== null) return surely(pressed, text);
  const plain = plainAct(text, question.kind, turn.language);
  if (plain !== null) return surely(plain, text);
  if (endsTalk(turn, text)) return surely('bye', text);
  if (!/[\p{L}\p{N}\p{Extended_Pictographic}]/u.test(text)) return surely('nonsense', text);
  if (isPlainValue(text, question.kind, slotContext(turn)) || isChoiceOfRun(turn, text)) return surely('answer', text);
  return readBesides(turn, text, question, readWhole(turn, text, question, topic));
}

/** Once a ticket is there, a message of nothing but thanks, patience and goodbyes; where stars are asked for such words are some. */
function endsTalk(turn: Turn, text: string): boolean {
  const { state } = turn;
  const words = language(turn);
  if (activeRun(state) !== null || state.tickets.length === 0) return false;
  if (state.pending?.kind === 'rating' && readRating(text, words) !== null) return false;
  const isLong = wordCount(text) >= endingWordsMin && !text.includes('?');
  return isLong && words.isOnly('ending', text) && !words.names('no_ending', text);
}

/** Fewer words are read by the lists of plain ones. */
const endingWordsMin = 2;

/** A choice of this workflow, word for word: pressed for a question that was answered meanwhile, it is no other topic. */
function isChoiceOfRun(turn: Turn, text: string): boolean {
  const run = activeRun(turn.state);
  if (run === null) return false;
  const said = bare(text);
  const { lists } = slotContext(turn);
  return Object.values(workflowOf(turn, run.workflow).definition.slots).some(
    (slot) => slot.type === 'choice' && optionsOf(slot, lists).some(({ label }) => bare(label) === said),
  );
}

/** The message as one, as the trained reader has it. */
function readWhole(turn: Turn, text: string, question: OpenQuestion, topic: Understanding | null): Read {
  const isPlain = false;
  const { acts: read, alternatives } = turn.reader(text, question, turn.language);
  const acts = withPlainWish(turn, text, read);
  const isSure = acts[0] !== undefined && acts[0].confidence >= firstBarOf(acts[0].act);
  // Where the first act is not sure, only what stands beside it so surely that it would stand alone counts.
  const sure = isSure
    ? acts.filter((one, at) => one.confidence >= barOf(one.act, at))
    : acts.slice(1).filter((one) => one.confidence >= bars.furtherWish && !isWish(one.act));
  const answer = answering(turn, text, question, sure);
  const other =
    isEnd(sure[0]?.act ?? 'other') && (sure[0]?.confidence ?? 0) < bars.endForSure ? otherThanEnd(turn, text) : null;
  if (other !== null) return { acts: [other], guesses: alternatives, answer, isPlain };
  if (question.kind === 'ways' && !sure.some(({ act }) => isWish(act)) && wantsInWriting(turn, text))
    return { acts: [{ act: 'ticket', confidence: 1 }], guesses: [], answer, isPlain };
  if (saysNoCall(turn, text)) return { acts: withoutCall(turn, text, sure, question), guesses: [], answer, isPlain };
  if (sure.length > 0)
    return {
      acts: withRequestFirst(turn, text, withoutEnd(sure), question, topic),
      guesses: alternatives,
      answer,
      isPlain,
    };
  const wish = question.kind === 'idle' ? null : wishBesides(turn, text);
  if (wish !== null && wish.confidence >= bars.wishBesides) return { acts: [wish], guesses: [], answer, isPlain };
  return { acts: [], guesses: wish === null ? alternatives : [wish], answer, isPlain };
}

/** A clause that is nothing but a wish for people is one, whatever stands around it: "please open a ticket: my printer is offline". */
function withPlainWish(turn: Turn, text: string, acts: ReadActs['acts']): ReadActs['acts'] {
  const clauses = text.split(/[.:;!?,\n]+/);
  if (clauses.length < 2 || clauses.length > clausesMax) return acts;
  const wish =
    clauses.map((clause) => plainAct(clause, 'idle', turn.language)).find((act) => act !== null && isPeopleWish(act)) ??
    wishOfClause(turn, clauses);
  if (wish == null) return acts;
  const others = acts.filter(({ act, confidence }) => act !== wish && confidence >= bars.further);
  return [...others, { act: wish, confidence: 1 }];
}

/** So many words a clause has that wishes for people; a longer one is a story. */
const wishWords = { min: 3, max: 14 } as const;
const isPeopleWish = (act: Act | 'other'): boolean => (peopleWishes as readonly (Act | 'other')[]).includes(act);

/** In a long message a wish for people is read best by itself: "… I am done with questions, put somebody real on". */
function wishOfClause(turn: Turn, clauses: readonly string[]): Act | null {
  for (const clause of clauses) {
    const words = wordCount(clause);
    if (words < wishWords.min || words > wishWords.max) continue;
    const [first] = turn.reader(clause.trim(), { kind: 'idle' }, turn.language).acts;
    if (first !== undefined && isPeopleWish(first.act) && first.confidence >= bars.wishOfClause) return first.act;
  }
  return null;
}

/** "Just mail me", where a call, a person or a ticket is to be chosen. */
function wantsInWriting(turn: Turn, text: string): boolean {
  return readCircumstances([text], turn.language).some((one) => one.kind === 'reach' && one.way !== 'phone');
}

/** What ends a request as solved. */
const isEnd = (act: Act | 'other'): boolean => act === 'worked' || act === 'solved';

/** "It works" beside a "but", a problem, a wish or anger is no end: what is closed by mistake helps nobody. */
function withoutEnd(acts: readonly ReadAct[]): readonly ReadAct[] {
  const isMixed = has({ acts }, 'request', 'not_worked', 'partly', 'complaint', ...peopleWishes);
  return isMixed && acts.some(({ act }) => isEnd(act)) ? acts.filter(({ act }) => !isEnd(act)) : acts;
}

/** What a message that was read as an end tells by itself, where that is a problem: "no update problem, it's the scanner". */
function otherThanEnd(turn: Turn, text: string): ReadAct | null {
  const [first] = turn.reader(text, { kind: 'idle' }, turn.language).acts;
  const isOther = first !== undefined && ['request', 'not_worked', 'complaint'].includes(first.act);
  return isOther && first.confidence >= bars.notAnEnd ? first : null;
}

/** No call is wished for: where one is being agreed it falls away, where the ways are offered a ticket is what is left. */
function withoutCall(turn: Turn, text: string, acts: readonly ReadAct[], { kind }: OpenQuestion): readonly ReadAct[] {
  const isOfCall = has({ acts }, 'ticket') && refusesCallOnly(turn, text);
  const others = acts.filter(({ act }) => act !== 'callback' && act !== 'human' && !(act === 'no' && isOfCall));
  if (activeRun(turn.state)?.detour === 'callback')
    return [{ act: has({ acts: others }, 'ticket') ? 'ticket' : 'skip', confidence: 1 }];
  return kind === 'ways' ? [{ act: 'ticket', confidence: 1 }] : others;
}

/** "No need to call me, a ticket is fine" says no to the call, and not to what was asked. */
function refusesCallOnly(turn: Turn, text: string): boolean {
  const others = text.split(/[.:;!?,\n]+/).filter((clause) => !language(turn).names('no_call', clause));
  return !others.some((clause) => readYesNo(clause, turn.language) === 'no');
}

/** A wish about the course of the talk, read as if nothing were asked: behind a question it is easily missed. */
function wishBesides(turn: Turn, text: string): ReadAct | null {
  const [first] = turn.reader(text, { kind: 'idle' }, turn.language).acts;
  return first !== undefined && isWish(first.act) && first.confidence >= bars.wishGuess ? first : null;
}

const surely = (act: Act | 'other', text: string): Read => ({
  acts: [{ act, confidence: 1 }],
  guesses: [],
  answer: text,
  isPlain: true,
});

/** The act of a button that is pressed, or whose words are typed; an option of the open question is its answer. */
function buttonIn(turn: Turn, text: string, question: OpenQuestion): Act | 'other' | null {
  const said = bare(text);
  if (
    question.kind === 'choice' &&
    (question.options ?? []).some((label) => bare(label) === said) &&
    !isButton(turn, text, ...yesNo)
  )
    return 'answer';
  return precedence.buttons.find(({ key, at }) => at.includes(question.kind) && isButton(turn, text, key))?.act ?? null;
}

const yesNo = ['button.yes', 'button.no', 'button.not_sure'] as const;

/**
 * "Please give Sarah access to a folder": where nothing is open, a problem or wish that has a topic is what the message is
 * about; a wish for people that is no surer than it waits.
 */
function withRequestFirst(
  turn: Turn,
  text: string,
  acts: readonly ReadAct[],
  { kind }: OpenQuestion,
  topic: Understanding | null,
): readonly ReadAct[] {
  const isFree = kind === 'idle' || kind === 'closing';
  const hasTopic = topic?.outcome === 'match' && topic.confidence >= bars.topic;
  if (isFree && tellsNews(turn, text, acts, topic)) return [{ act: 'request', confidence: bars.first }];
  if (!isFree || !hasTopic) return acts;
  if (acts.some(({ act }) => act === 'request')) return acts.filter((one) => !isDoubtful(one));
  const isNews = acts.length > 0 && acts.every((one) => one.act === 'status' && isDoubtful(one));
  // "Customers tell me they get a bounce" tells of a problem, and asks for no news of a ticket.
  return isNews && topic.confidence >= bars.topicForSure && !language(turn).names('ticket_named', text)
    ? [{ act: 'request', confidence: topic.confidence }]
    : acts;
}

/** "We let him go and he is still signed on": without a ticket to ask after, what may have a topic tells rather than asks. */
function tellsNews(turn: Turn, text: string, acts: readonly ReadAct[], topic: Understanding | null): boolean {
  const mayBe =
    topic !== null && topic.outcome !== 'none' && (topic.alternatives[0]?.confidence ?? 0) >= bars.topicGuess;
  const isNews = acts.length > 0 && acts.every((one) => one.act === 'status' && isDoubtful(one));
  return (
    mayBe &&
    isNews &&
    turn.state.tickets.length === 0 &&
    !text.includes('?') &&
    !language(turn).names('ticket_named', text)
  );
}

const isDoubtful = ({ act, confidence }: ReadAct): boolean =>
  confidence < bars.wishBesideTopic && (isWish(act) || act === 'status' || act === 'question');

const isWish = (act: Act | 'other'): boolean => (wishes as readonly (Act | 'other')[]).includes(act);

/** What ends a request, or is called an attack, has to be read more surely. */
const firstBarOf = (act: Act): number => (isEnd(act) ? bars.end : act === 'injection' ? bars.injection : bars.first);

const barOf = (act: Act, at: number): number => {
  if (act === 'injection') return bars.injection;
  return at === 0 ? bars.first : isWish(act) ? bars.furtherWish : bars.further;
};

/** What speaks beside an answer, and is none. */
const beside: ReadonlySet<Act | 'other'> = new Set([
  'question',
  'why',
  'how',
  'rephrase',
  'repeat',
  'human',
  'callback',
  'ticket',
  'cancel',
  'restart',
  'status',
  'thanks',
  'greet',
  'bye',
  'smalltalk',
  'complaint',
  'skip',
  'wait',
]);

/** The clauses that answer: where words of any kind would be one, what asks, wishes or thanks is left out of it. */
function answering(turn: Turn, text: string, question: OpenQuestion, acts: readonly ReadAct[]): string {
  if (!['text', 'name'].includes(question.kind) || !acts.some(({ act }) => beside.has(act))) return text;
  const clauses = clausesOf(text);
  if (clauses.length < 2 || clauses.length > clausesMax) return text;
  const kept = clauses.filter((clause) => {
    const [first] = turn.reader(clause, question, turn.language).acts;
    return first === undefined || first.confidence < bars.first || !beside.has(first.act);
  });
  const answer = kept.join(' ').trim();
  return answer === '' ? text : answer;
}

/** Sentences, and what stands between their larger marks. */
const clausesOf = (text: string): string[] =>
  text
    .split(/(?<=[.!?;])\s+|\n+/)
    .map((clause) => clause.trim())
    .filter((clause) => clause !== '');
