import { quoted } from '@acebuddy/contracts';
import type { EndStep } from '../definition/step-schema.ts';
import { supportWorkflow } from '../flow/builtin-workflows.ts';
import { describeHours, isOpen } from '../flow/business-hours.ts';
import { activeRun, nextEffectId, quietMs, type Turn, tell } from '../flow/turn.ts';
import { clearFrames } from '../frames/frames.ts';
import type { KnownTicket, Run } from '../state/state-schema.ts';
import { endRun } from './end-run.ts';
import { newRun } from './new-run.ts';
import { isOpenTicket } from './open-ticket.ts';
import { settleStack } from './settle-stack.ts';
import { shortName } from './ticket-texts.ts';
import { canForward, offerWays } from './ways.ts';
import { isHers, noteOfCustomer } from './who-says.ts';

export interface HandOver {
  /** For the ticket; null when the run knows it already. */
  readonly reason: string | null;
  /** The end that a workflow file names, with its own priority and action. */
  readonly step?: EndStep;
  /** What the customer said, when no problem was named before. */
  readonly text?: string;
}

const plainEnd: EndStep = { end: 'escalated', tags: [], notes: [] };

/**
 * To a person, now: in business hours the chat leaves the bot in this very turn, with its ticket. Outside of them
 * (or after a hand-over that failed) the request is escalated as a ticket when the file demands it, else the other
 * two ways are offered.
 */
export function toPerson(turn: Turn, request: HandOver): void {
  const { state } = turn;
  const forwarding = canForward(turn);
  const last = activeRun(state) === null && request.step === undefined ? recentTicket(turn) : null;
  if (!forwarding && request.step === undefined) {
    if (last !== null && isOpenTicket(last)) askForPerson(turn, last);
    else offerWays(turn, 'asked');
    return;
  }
  if (last !== null) {
    reopenForPerson(turn, last, request);
    return;
  }
  const run = currentOrNew(turn, request.text ?? '');
  if (request.reason !== null) run.reason = request.reason;
  if (request.step !== undefined) run.byRule = true;
  if (!forwarding) {
    escalateByTicket(turn, run, request.step ?? plainEnd);
    return;
  }
  endRun(turn, run, {
    outcome: 'escalated',
    step: { ...(request.step ?? plainEnd), end: 'escalated' },
    awaited: true,
    quiet: true,
  });
  leaveChat(turn);
}

/** Nobody is there now, and the request is logged: the team reads on it that she asked for somebody. */
function askForPerson(turn: Turn, ticket: KnownTicket): void {
  const { words, context } = turn;
  noteOfCustomer(turn, ticket, turn.team('team.wants_person', { text: quoted((turn.said ?? '').slice(0, 500)) }));
  const hours = describeHours(context.settings.businessHours, context.now, words);
  const open = isOpen(context.settings.businessHours, context.now);
  tell(turn, 'after.wants_person', { ticket: shortName(turn, ticket), open, hours });
  clearFrames(turn.state);
  offerWays(turn, 'logged');
}

function leaveChat(turn: Turn): void {
  settleStack(turn);
  const handedOver = { at: turn.context.now, joined: false };
  Object.assign(turn.state, {
    holder: 'person',
    handedOver,
    pending: null,
    session: 'escalated',
    later: [],
    laterWords: [],
  });
  turn.action = 'forward';
  turn.suggestions = [];
  turn.input = null;
  tell(turn, 'ways.connecting');
}

/** The ticket that was just opened: a person who is asked for right after it takes that one, not a second. */
function recentTicket(turn: Turn): KnownTicket | null {
  const ticket = turn.state.tickets.at(-1);
  return ticket === undefined || !isHers(turn, ticket) || (quietMs(turn) ?? 0) > 6 * 3_600_000 ? null : ticket;
}

function reopenForPerson(turn: Turn, ticket: KnownTicket, request: HandOver): void {
  const wrote = request.text === undefined || request.text === '' ? null : quoted(request.text.slice(0, 500));
  const said = wrote === null ? [] : [turn.team('team.wrote', { text: wrote })];
  const text = [request.reason ?? turn.team('team.reason.asked'), ...said].join(' ');
  const { runId } = ticket;
  noteOfCustomer(turn, ticket, text);
  turn.effects.push(
    { id: nextEffectId(turn, 'status'), awaited: false, kind: 'status', runId, status: 'Escalated' },
    { id: nextEffectId(turn, 'transcript'), awaited: false, kind: 'appendTranscript', runId, note: null },
  );
  turn.state.unsaid = false;
  ticket.closedAt = null;
  ticket.outcome = ticket.outcome === 'awaiting_approval' ? ticket.outcome : 'escalated';
  leaveChat(turn);
}

function escalateByTicket(turn: Turn, run: Run, step: EndStep): void {
  tell(turn, 'ways.nobody_now');
  endRun(turn, run, { outcome: 'escalated', step, awaited: true });
}

/** The run that the person takes over; a chat without one becomes a plain request. */
export function currentOrNew(turn: Turn, text: string): Run {
  const active = activeRun(turn.state);
  if (active !== null) return active;
  return newRun(turn, supportWorkflow.definition.id, text);
}
