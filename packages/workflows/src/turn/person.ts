import type { EndStep } from '../definition/step-schema.ts';
import { supportWorkflow } from '../flow/builtin-workflows.ts';
import { activeRun, nextEffectId, noteOnTicket, quietMs, say, type Turn } from '../flow/turn.ts';
import type { KnownTicket, Run } from '../state/state-schema.ts';
import { endRun } from './end-run.ts';
import { newRun } from './new-run.ts';
import { settleStack } from './settle-stack.ts';
import { canForward, offerWays } from './ways.ts';

export interface HandOver {
  /** For the ticket; null when the run knows it already. */
  readonly reason: string | null;
  /** The end that a workflow file names, with its own priority and action. */
  readonly step?: EndStep;
  /** What the customer said, when no problem was named before. */
  readonly text?: string;
}

/** Said at every hand-over. */
export const connecting =
  "I'm connecting you with a colleague now. They can see everything you told me, so you won't have to repeat it.";

const plainEnd: EndStep = { end: 'escalated', tags: [], notes: [] };

/**
 * To a person, now: in business hours the chat leaves the bot in this very turn, with its ticket. Outside of them
 * (or after a hand-over that failed) the request is escalated as a ticket when the file demands it, else the other
 * two ways are offered.
 */
export function toPerson(turn: Turn, request: HandOver): void {
  const { state } = turn;
  const forwarding = canForward(turn);
  if (!forwarding && request.step === undefined) {
    offerWays(turn, 'asked');
    return;
  }
  const last = activeRun(state) === null && request.step === undefined ? recentTicket(turn) : null;
  if (last !== null) {
    reopenForPerson(turn, last, request);
    return;
  }
  const run = currentOrNew(turn, request.text ?? '');
  if (request.reason !== null) run.reason = request.reason;
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

function leaveChat(turn: Turn): void {
  settleStack(turn);
  Object.assign(turn.state, { holder: 'person', pending: null, session: 'escalated', later: [] });
  turn.action = 'forward';
  turn.suggestions = [];
  turn.input = null;
  say(turn, connecting);
}

/** The ticket that was just opened: a person who is asked for right after it takes that one, not a second. */
function recentTicket(turn: Turn): KnownTicket | null {
  const ticket = turn.state.tickets.at(-1);
  return ticket === undefined || (quietMs(turn) ?? 0) > 6 * 3_600_000 ? null : ticket;
}

function reopenForPerson(turn: Turn, ticket: KnownTicket, request: HandOver): void {
  const said = request.text === undefined || request.text === '' ? '' : ` She wrote: "${request.text.slice(0, 500)}"`;
  const text = `${request.reason ?? 'The customer asked for a person.'}${said}`;
  const { runId } = ticket;
  noteOnTicket(turn, runId, text);
  turn.effects.push(
    { id: nextEffectId(turn, 'status'), awaited: false, kind: 'status', runId, status: 'Escalated' },
    { id: nextEffectId(turn, 'transcript'), awaited: false, kind: 'appendTranscript', runId, note: null },
  );
  turn.state.unsaid = false;
  ticket.outcome = ticket.outcome === 'awaiting_approval' ? ticket.outcome : 'escalated';
  leaveChat(turn);
}

function escalateByTicket(turn: Turn, run: Run, step: EndStep): void {
  say(turn, 'No agent is in the chat right now, so I am escalating this to the team.');
  endRun(turn, run, { outcome: 'escalated', step, awaited: true });
}

/** The run that the person takes over; a chat without one becomes a plain request. */
export function currentOrNew(turn: Turn, text: string): Run {
  const active = activeRun(turn.state);
  if (active !== null) return active;
  return newRun(turn, supportWorkflow.definition.id, text);
}
