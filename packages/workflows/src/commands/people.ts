import { quoted } from '@acebuddy/contracts';
import type { Command } from '../dialogue/command.ts';
import { type Heard, has } from '../dialogue/heard.ts';
import { supportWorkflow } from '../flow/builtin-workflows.ts';
import { activeRun, quietMs, slotContext, type Turn, tell } from '../flow/turn.ts';
import { clearFrames } from '../frames/frames.ts';
import { wordCount } from '../language/normalise.ts';
import { says } from '../language/sayings.ts';
import { findPhone } from '../slots/parse-contact.ts';
import { agreedCall, ofAgreedCall } from '../turn/agreed-call.ts';
import { setAnswer } from '../turn/answers.ts';
import { detour, endDetour, toldBefore } from '../turn/detour.ts';
import { movesCall } from '../turn/move-call.ts';
import { putOnTicket } from '../turn/note-on-ticket.ts';
import { toPerson } from '../turn/person.ts';
import { saysNoCall } from '../turn/saying-no-call.ts';
import { ticketMeant } from '../turn/ticket-meant.ts';
import { isUrgent } from '../turn/urgency.ts';
import { newestOfHers, noteOfCustomer } from '../turn/who-says.ts';

/** To a person, now, or the other two ways when nobody is there. */
export const handOver: Command = (turn, heard) => {
  toPerson(turn, { reason: turn.team('team.reason.asked'), text: toldBefore(turn, heard.text) });
  return 'done';
};

/** A call: number and time are taken from the message where it has them. */
export const callBack: Command = (turn, heard) => {
  // Already being agreed: her words are about its number or time.
  if (activeRun(turn.state)?.detour === 'callback' && turn.state.pending === null)
    return withoutAddress(turn, heard) ? 'moved' : 'said';
  if (keepsCall(turn, heard)) return 'said';
  const ticket = ticketMeant(turn, heard);
  detour(turn, 'callback', about(heard));
  // Who is to call, and why, stands in her words.
  if (ticket !== null && wordCount(heard.text) >= wishWordsMin)
    putOnTicket(turn, ticket, { text: heard.text.trim(), isUrgent: isUrgent(turn, heard.text) });
  return 'done';
};

/** "Just call me", where an address was asked for beside the number: the number is enough. */
function withoutAddress(turn: Turn, { text }: Heard): boolean {
  const { askedAt, state } = turn;
  const run = activeRun(state);
  const isAsked = askedAt?.kind === 'ask' && askedAt.slot === 'email' && state.profile.email === null;
  if (run === null || !isAsked || state.profile.phone === null || text.includes('@')) return false;
  setAnswer(turn, run, 'email', { v: null, t: turn.words('answer.not_given') });
  tell(turn, 'question.skipped');
  return true;
}

/** A wish of so many words says more than that a call is wanted. */
const wishWordsMin = 7;

/** A call is agreed already: it is moved to the time that she names, or said once more. */
function keepsCall(turn: Turn, heard: Heard): boolean {
  const meant = ticketMeant(turn, heard);
  const isMoved = says('another_time', heard.text, turn.language);
  const ticket = meant === null || !isMoved ? meant : ofAgreedCall(turn, heard.text, meant);
  const call = ticket === null ? null : agreedCall(turn, ticket);
  if (ticket === null || call === null) return false;
  const phone = findPhone(heard.text, slotContext(turn).country);
  if (phone !== null && phone !== call.phone) return false;
  if (movesCall(turn, ticket, heard.text).length === 0) tell(turn, 'status.call', call);
  if (turn.state.pending?.kind === 'ways') clearFrames(turn.state);
  return true;
}

/** No call after all: only that falls away, never the request. */
export const dropCall: Command = (turn, heard) => {
  const run = activeRun(turn.state);
  if (run === null || run.detour !== 'callback' || isAboutHer(turn, heard)) return false;
  delete run.slots.callback_time;
  tell(turn, 'ways.no_call');
  if (run.ticketed) {
    endDetour(turn, run);
    return 'said';
  }
  // Chosen from the ways to people, or without a problem of its own: the ticket is what is left of them.
  if (has(heard, 'ticket') || run.reason !== null || run.workflow === supportWorkflow.definition.id) {
    detour(turn, 'ticket', about(heard));
    return 'done';
  }
  Object.assign(run, { detour: null, asked: null });
  return 'moved';
};

/** Her name or address is asked for: she gives none of it, and wants the call all the same. */
function isAboutHer(turn: Turn, heard: Heard): boolean {
  const { askedAt } = turn;
  const isAsked = askedAt?.kind === 'ask' && (askedAt.slot === 'email' || askedAt.slot === 'name');
  return isAsked && turn.state.pending === null && !has(heard, 'cancel', 'ticket') && !saysNoCall(turn, heard.text);
}

/** The customer withdraws what has its ticket already: the team is told, and decides what that means. */
export const withdraw: Command = (turn, heard) => {
  const ticket = newestOfHers(turn);
  const isOpen = ticket !== undefined && ticket.closedAt === null && !['resolved', 'declined'].includes(ticket.outcome);
  if (!isOpen || activeRun(turn.state) !== null || (quietMs(turn) ?? 0) > withdrawMs) return false;
  noteOfCustomer(turn, ticket, turn.team('team.withdrawn', { text: quoted(heard.text.slice(0, 500)) }));
  const { number } = ticket;
  const known = number === null ? turn.words('request.yours') : turn.words('request.number', { number });
  tell(turn, 'ticket.withdrawn', { ticket: known });
  turn.state.pending = { kind: 'more' };
  return 'said';
};

/** So long "cancel it" is about the ticket of this chat. */
const withdrawMs = 24 * 3_600_000;

/** A number where the ways are offered is where she wants to be called. */
export const callNumber: Command = (turn, heard) =>
  findPhone(heard.text, slotContext(turn).country) === null ? false : callBack(turn, heard);

/** A ticket, without further steps. */
export const logTicket: Command = (turn, heard) => {
  if (activeRun(turn.state)?.detour === 'ticket' && turn.state.pending === null) return 'said';
  detour(turn, 'ticket', about(heard));
  return 'done';
};

/** The words are about the request where they hold one; a mere wish describes nothing. */
function about({ acts, topic, text }: Heard): string {
  return acts.some(({ act }) => act === 'request') || topic?.outcome === 'match' ? text : '';
}
