import type { Heard } from '../dialogue/heard.ts';
import { provenPerson } from '../flow/proof.ts';
import { fill } from '../flow/templates.ts';
import { type Turn, workflowOf } from '../flow/turn.ts';
import { wordCount } from '../language/normalise.ts';
import type { QuestionTopic } from '../language/question-topics.ts';
import { asksPromise, questionTopic } from '../language/questions.ts';
import { says } from '../language/sayings.ts';
import { questionTopicsIn } from '../language/ticket-questions.ts';
import { language } from '../language/words.ts';
import type { KnownTicket } from '../state/state-schema.ts';
import { agreedCall } from './agreed-call.ts';
import { answerOfRun, generalAnswer, type OneAnswer, ownAnswer } from './known-answer.ts';
import { dueBeside, exactly, momentNamed, type NeededBy } from './needed-by.ts';
import { collectedOf, contentWords, recall } from './recall.ts';
import { runOfTicket } from './run-of-ticket.ts';
import { statusOf } from './status.ts';
import { shortName } from './ticket-texts.ts';
import { asksUrgent } from './urgency.ts';

/** Answers to what a message asks of a ticket. */
export interface Answers {
  readonly texts: readonly string[];
  /** Clauses that nothing here answers. */
  readonly forTeam: readonly string[];
  /** An answer says that the team gets the question. */
  readonly promisesTeam: boolean;
  /** Clauses that ask whether something stands on the ticket, where it does not yet. */
  readonly missing: readonly string[];
  /** She asks whether it is done by then. */
  readonly needed: NeededBy | null;
}

/** Answers each clause that asks, from what is known of the ticket; what nobody here knows is for the team. */
export function answersAbout(turn: Turn, ticket: KnownTicket, heard: Heard, asked: readonly string[]): Answers {
  const texts = new Set<string>();
  const forTeam: string[] = [];
  const missing: string[] = [];
  let needed: NeededBy | null = null;
  const done = new Set<QuestionTopic>();
  let isOpenToo = false;
  for (const [at, clause] of asked.entries()) {
    const byThen = isPromise(turn, clause) ? exactly(turn, momentNamed(turn, clause), heard.text) : null;
    if (byThen !== null) {
      needed = byThen;
      texts.add(turn.words('after.no_promise', { by: byThen.shown }));
      texts.add(dueBeside(turn, ticket, byThen));
      continue;
    }
    const planned = plannedText(turn, ticket, clause);
    if (planned !== null) {
      texts.add(planned);
      continue;
    }
    if (asksUrgent(turn, clause)) {
      texts.add(
        turn.words(ticket.raised ? 'after.is_urgent' : 'after.not_marked', { ticket: shortName(turn, ticket) }),
      );
      continue;
    }
    const known = asInRun(turn, ticket, clause);
    if (known.said !== null) {
      texts.add(known.said);
      isOpenToo ||= known.isOpen === true;
      continue;
    }
    const topics = onceEach(turn, ticket, topicsOf(turn, clause, heard, asked.length));
    const answers = topics
      .filter((topic) => !done.has(topic))
      .flatMap((topic) => {
        // "What is it for, the mailbox?" names the thing in the next clause.
        const about = contentWords(turn, clause).length > 0 ? clause : heard.text;
        const lines = topic === 'noted' ? linesAsked(turn, ticket, about) : [];
        if (topic === 'noted' && lines.length === 0) missing.push(clause);
        const answer =
          topic === 'noted'
            ? notedText(turn, ticket, lines, isNamed(turn, about))
            : answerTo(turn, ticket, topic, clause);
        if (answer !== null) done.add(topic);
        return answer === null ? [] : [answer];
      });
    for (const answer of answers) texts.add(answer);
    // "Is there a faster way?" is no question that the team answers: it is urgent.
    if (answers.length === 0 && language(turn).names('hurry', clause)) continue;
    const isOpen = answers.length === 0 && !topics.some((topic) => done.has(topic)) && !missing.includes(clause);
    // "And my guests, should I tell them?" is one question.
    if (isOpen && !opensNext(turn, ticket, clause, asked[at + 1])) forTeam.push(clause);
  }
  return {
    needed,
    texts: [...texts].filter((text) => text !== ''),
    forTeam,
    missing,
    promisesTeam: isOpenToo || done.has('price'),
  };
}

/** When it is planned for, where the request has a moment of its own and she asks when; null elsewhere. */
function plannedText(turn: Turn, ticket: KnownTicket, clause: string): string | null {
  if (!says('asks_when', clause, turn.language) || language(turn).names('a_call', clause)) return null;
  const run = runOfTicket(turn, ticket);
  const { definition } = workflowOf(turn, ticket.workflow);
  const name = definition.ticket.due;
  const answer = name === undefined ? undefined : run?.slots[name];
  if (name === undefined || answer === undefined || answer.v === null) return null;
  const label = definition.slots[name]?.label ?? name;
  return turn.words('after.planned', { ticket: shortName(turn, ticket), label, text: answer.t });
}

/** "Is the scanner on it?" is answered with yes, "what date do you have?" is not. */
const isNamed = (turn: Turn, about: string): boolean =>
  contentWords(turn, about).length > 0 && !says('asks_what', about, turn.language);

/** What the ticket has of it; "what date do you have?" is answered with all that was collected, where no line names it. */
function linesAsked(turn: Turn, ticket: KnownTicket, about: string): readonly string[] {
  const isOpen = says('asks_what', about, turn.language) && contentWords(turn, about).length === 0;
  const lines = isOpen ? [] : recall(turn, ticket, about);
  if (lines.length > 0 || !says('asks_what', about, turn.language)) return lines;
  return collectedOf(turn, ticket);
}

/** "Will it be fixed before 2?", and not who calls or comes by then. */
function isPromise(turn: Turn, clause: string): boolean {
  const { language: spoken } = turn;
  const topic = questionTopic(clause, spoken);
  const ofTime = (one: QuestionTopic) => one === 'duration' || one === 'progress' || one === 'again';
  return (
    asksPromise(clause, spoken) &&
    [...questionTopicsIn(clause, spoken), ...(topic === null ? [] : [topic])].every(ofTime)
  );
}

/** So few words before a comma only name what the next clause asks. */
const namingWordsMax = 5;

function opensNext(turn: Turn, ticket: KnownTicket, clause: string, next: string | undefined): boolean {
  if (next === undefined || !clause.endsWith(',') || wordCount(clause) > namingWordsMax) return false;
  return asInRun(turn, ticket, `${clause} ${next}`).said !== null;
}

/** What nothing of the ticket itself is named in is answered as it would be while the run is under way. */
function asInRun(turn: Turn, ticket: KnownTicket, clause: string): OneAnswer {
  const run = runOfTicket(turn, ticket) ?? null;
  const own = run === null ? null : ownAnswer(turn, run, clause);
  if (own !== null) return { said: own };
  if (questionTopicsIn(clause, turn.language).length > 0) return { said: null };
  return answerOfRun(turn, run, clause);
}

/** How long it takes is told with how it stands, unless the workflow says it in words of its own. */
function onceEach(turn: Turn, ticket: KnownTicket, topics: readonly QuestionTopic[]): readonly QuestionTopic[] {
  const isOwn = workflowOf(turn, ticket.workflow).definition.answers.duration !== undefined;
  return isOwn ? topics : [...new Set(topics.map((topic) => (topic === 'duration' ? 'progress' : topic)))];
}

/** What a clause asks: by its words, else how it stands, where the message was read so. What is noted comes before all else. */
function topicsOf(turn: Turn, clause: string, heard: Heard, clauses: number): readonly QuestionTopic[] {
  const named = questionTopicsIn(clause, turn.language);
  if (named.includes('noted')) return ['noted', ...named.filter((topic) => topic === 'duration')];
  if (named.includes('call')) return ['call'];
  if (named.length > 1) return named.filter((topic) => topic !== 'progress' && topic !== 'who');
  if (named.length > 0) return named;
  const [first] = turn.reader(clause, { kind: 'idle' }, turn.language).acts;
  // "When?", "and the printer?"
  const isShort = wordCount(clause) <= 3 || language(turn).isOnly('opens_question', clause);
  if (isShort && first?.act !== 'why') return ['progress'];
  const isStatus = first?.act === 'status' && first.confidence >= statusFrom;
  return isStatus || (clauses === 1 && heard.acts[0]?.act === 'status') ? ['progress'] : [];
}

const statusFrom = 0.5;

function answerTo(turn: Turn, ticket: KnownTicket, topic: QuestionTopic, clause: string): string | null {
  const { words } = turn;
  const named = shortName(turn, ticket);
  const run = runOfTicket(turn, ticket);
  const { definition } = workflowOf(turn, ticket.workflow);
  const own = definition.answers[topic as keyof typeof definition.answers];
  if (own !== undefined && run !== undefined) return fill(own, run, turn);
  switch (topic) {
    case 'progress':
    case 'duration':
      return statusOf(turn, ticket, clause);
    case 'news':
      return ticket.email === null
        ? words('after.news_here', { ticket: named })
        : words('after.news', { ticket: named, email: ticket.email });
    case 'call': {
      const call = agreedCall(turn, ticket);
      return call === null ? words('after.no_call_yet') : words('status.call', call);
    }
    case 'approval':
      return approvalText(turn, ticket, clause);
    default:
      return generalAnswer(turn, topic, run ?? null);
  }
}

/** Who approves it. Before a proof it reads the same, whomever the directory knows. */
function approvalText(turn: Turn, ticket: KnownTicket, clause: string): string {
  const { words } = turn;
  const isProven = provenPerson(turn) !== null;
  const isByHand = ticket.say === words('approval.team_asks');
  const isAwaited = ticket.outcome === 'awaiting_approval' || isByHand;
  // Logged before it came to that, or by somebody who is not known yet.
  if (!isAwaited && !isProven && needsApproval(turn, ticket)) return words('after.approval_team');
  if (!isAwaited) return words('after.no_approval', { ticket: shortName(turn, ticket) });
  if (!isProven && (!ticket.decided || ticket.approver === null)) return words('after.approval_team');
  return ticket.approver === null ? words('after.approval_open') : statusOf(turn, ticket, clause);
}

const needsApproval = (turn: Turn, { workflow }: KnownTicket): boolean =>
  workflowOf(turn, workflow).definition.steps.some((step) => 'end' in step && step.end === 'awaiting_approval');

function notedText({ words }: Turn, ticket: KnownTicket, lines: readonly string[], named: boolean): string | null {
  if (lines.length === 0) return null;
  const list = lines.map((line) => `• ${line}`).join('\n');
  return words('after.on_it', { named, ticket: shortName({ words }, ticket), lines: list });
}
