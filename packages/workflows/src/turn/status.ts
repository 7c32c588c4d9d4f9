import { quoted } from '@acebuddy/contracts';
import type { Heard } from '../dialogue/heard.ts';
import type { EarlierRequest, RequestNews } from '../engine-types.ts';
import { provenMailbox, provenPerson } from '../flow/proof.ts';
import { sameAddress } from '../flow/same-account.ts';
import { say, type Turn, workflowOf } from '../flow/turn.ts';
import { bare } from '../language/normalise.ts';
import type { KnownTicket } from '../state/state-schema.ts';
import { agreedCall } from './agreed-call.ts';
import { dueOf, momentOf, showNear } from './due.ts';
import { topic } from './follow-up.ts';
import { nameWords } from './name-words.ts';
import { isOpenTicket } from './open-ticket.ts';
import { shortName } from './ticket-texts.ts';
import { noteOfCustomer } from './who-says.ts';

/** What is known of a ticket of this chat: where it is, who has it, by when to hear of it, what an agent answered. */
export function tellTicket(turn: Turn, ticket: KnownTicket, { text }: Pick<Heard, 'text'>): void {
  say(turn, statusOf(turn, ticket, text));
}

/** The same as a text; where it was told just before and nothing is new, the team hears that she waits, and so does she. */
export function statusOf(turn: Turn, ticket: KnownTicket, question: string): string {
  const text = describeStatus(turn, ticket, question);
  const times = ticket.told?.text === text ? ticket.told.times + 1 : 0;
  ticket.told = { text, times };
  if (times === 0 || !isOpenTicket(ticket)) return text;
  if (!ticket.asked)
    noteOfCustomer(turn, ticket, turn.team('team.asks_status', { text: quoted(question.slice(0, 500)) }));
  ticket.asked = true;
  const params = { ticket: shortName(turn, ticket), due: dueText(turn, ticket) };
  if (times === 1) return turn.words('status.nothing_new', params).trim();
  return turn.words(times % 2 === 0 ? 'status.still_nothing' : 'status.call_instead', params);
}

function describeStatus(turn: Turn, ticket: KnownTicket, text: string): string {
  const news = turn.context.tickets?.find(({ runId }) => runId === ticket.runId) ?? null;
  const isClosed = ticket.closedAt !== null || ticket.outcome === 'resolved' || ticket.outcome === 'declined';
  const parts = [stateOf(turn, ticket, news), answerOf(turn, news, isClosed)];
  if (!isClosed && ticket.outcome !== 'awaiting_approval') parts.push(timeOf(turn, ticket, news, text));
  return parts.filter((part) => part !== '').join(' ');
}

/** By when to hear of it, in so many words; empty where nobody knows. */
export function dueText(turn: Turn, ticket: KnownTicket): string {
  const { words } = turn;
  const call = agreedCall(turn, ticket);
  if (call !== null) return words('status.call', call);
  if (ticket.outcome === 'awaiting_approval' || ticket.expected === null) return '';
  const news = turn.context.tickets?.find(({ runId }) => runId === ticket.runId);
  const due = news === undefined ? null : dueOf(turn, ticket.expected, news.openedAt);
  if (due === null) return words('status.expected', { expected: ticket.expected });
  const isAhead = due.toMillis() > Date.parse(turn.context.now);
  return words(isAhead ? 'status.due' : 'status.was_due', { due: showNear(turn, due) });
}

function stateOf(turn: Turn, ticket: KnownTicket, news: RequestNews | null): string {
  const { words } = turn;
  const named = nameOf(turn, ticket);
  const { team, approver, outcome } = ticket;
  if (ticket.closedAt !== null) return words('status.closed', { ticket: named });
  if (outcome === 'resolved') return words('status.solved', { ticket: named });
  if (outcome === 'declined') return words('status.declined', { ticket: named });
  // Where nobody could be asked by mail the team asks: that reads the same, else it told whom the directory knows.
  if (outcome === 'awaiting_approval' && (!ticket.decided || ticket.approver === null)) {
    // Who that is, is for her company's people only.
    const isNamed = approver !== null && provenPerson(turn) !== null;
    return words('status.awaiting', { ticket: named, team, named: isNamed, approver: isNamed ? approver : '' });
  }
  return words(news?.onHold === true ? 'status.on_hold' : 'status.open', { ticket: named, team });
}

function nameOf({ words }: Turn, { number, reference }: Pick<KnownTicket, 'number' | 'reference'>): string {
  if (number !== null) return words('status.ticket', { number });
  return reference === null ? words('status.unnumbered') : words('status.reference', { reference });
}

/** What an agent wrote last; nobody is said to have answered who was not heard of. */
function answerOf(turn: Turn, news: RequestNews | null, isClosed: boolean): string {
  const { words } = turn;
  if (news?.lastAnswer == null) return news === null || isClosed ? '' : words('status.unanswered');
  const { author, text, at } = news.lastAnswer;
  return words('status.answered', { author, at: showNear(turn, momentOf(turn, at)), text: quoted(text) });
}

/** By when to hear of it. Whoever had to hear already and asks is heard by the team. */
function timeOf(turn: Turn, ticket: KnownTicket, news: RequestNews | null, text: string): string {
  const { words, context } = turn;
  const call = agreedCall(turn, ticket);
  if (call !== null) return words('status.call', call);
  const due = news === null ? null : dueOf(turn, ticket.expected, news.openedAt);
  if (due === null) return ticket.expected === null ? '' : words('status.expected', { expected: ticket.expected });
  const shown = showNear(turn, due);
  if (due.toMillis() > Date.parse(context.now)) return words('status.due', { due: shown });
  if (news?.lastAnswer != null) return '';
  if (!ticket.asked) noteOfCustomer(turn, ticket, turn.team('team.asks_status', { text: quoted(text.slice(0, 500)) }));
  ticket.asked = true;
  return words('status.overdue', { due: shown });
}

/** So many requests are told of in one answer. */
const toldMax = 3;

/** Which earlier request is asked after: its number, else what it is about, by topic and in her words. */
export interface AskedOfEarlier {
  readonly number: string | null;
  readonly workflow: string | null;
  readonly about: string;
}

/** Requests of other chats, to who has proved the address: those of that number or problem, else what is open, else the newest. */
export function tellRequests(turn: Turn, asked: AskedOfEarlier): void {
  const { words } = turn;
  const { number } = asked;
  const mailbox = provenMailbox(turn);
  // Of nobody's but hers, whatever the caller gives.
  const all = (turn.context.earlierRequests ?? []).filter(
    ({ email }) => mailbox !== null && sameAddress(email, mailbox),
  );
  const named =
    number === null ? ofProblem(turn, all, asked) : all.filter(({ ticketNumber }) => ticketNumber === number);
  if (number !== null && named.length === 0) say(turn, words('status.no_such', { number }));
  if (all.length === 0 && number === null) say(turn, words('status.none'));
  const told = number === null || named.length === 0 ? openFirst(named.length > 0 ? named : all) : named;
  for (const request of told.slice(0, toldMax)) say(turn, describeEarlier(turn, request));
}

/** The open ones; where none is, the newest. */
function openFirst(requests: readonly EarlierRequest[]): readonly EarlierRequest[] {
  const open = requests.filter(({ closed }) => !closed);
  return open.length > 0 ? open : requests.slice(0, 1);
}

/** "My printer ticket": those of the problem that is named. */
function ofProblem(turn: Turn, all: readonly EarlierRequest[], { workflow, about }: AskedOfEarlier): EarlierRequest[] {
  const ofTopic = all.filter((request) => request.workflow === workflow);
  if (ofTopic.length > 0) return ofTopic;
  const said = new Set(bare(about).split(' '));
  return all.filter((request) => nameWords(turn, request.workflow).some((word) => said.has(word)));
}

function describeEarlier(turn: Turn, request: EarlierRequest): string {
  const { words } = turn;
  const { definition } = workflowOf(turn, request.workflow);
  const team = turn.context.settings.workflows[definition.id]?.team ?? definition.team;
  const ticket = nameOf(turn, { number: request.ticketNumber, reference: request.reference });
  const state = request.closed ? 'closed' : request.onHold ? 'on_hold' : 'other';
  const opened = showNear(turn, momentOf(turn, request.openedAt));
  return [
    words('status.earlier', { ticket, topic: topic(turn, request.workflow), opened, state, team }),
    answerOf(turn, request, request.closed),
  ]
    .filter((part) => part !== '')
    .join(' ');
}
