import { quoted } from '@acebuddy/contracts';
import type { EngineInput } from '../engine-types.ts';
import { provenPerson } from '../flow/proof.ts';
import { activeRun, nextEffectId, noteOnTicket, quietMs, say, type Turn, tell, workflowOf } from '../flow/turn.ts';
import { clearFrames } from '../frames/frames.ts';
import type { Words } from '../replies/reply-types.ts';
import type { KnownTicket, State } from '../state/state-schema.ts';
import { endRun } from './end-run.ts';
import { peekStop } from './proceed.ts';
import { abandon, isReachable, settleLater, settleStack } from './settle-stack.ts';
import { lateNumber, shortName } from './ticket-texts.ts';
import { logUntold } from './untold.ts';
import { offerWays } from './ways.ts';
import { isHers, newestOfHers } from './who-says.ts';

/** SalesIQ's word on who holds the chat. While a person has it, each is a line that its ticket does not have yet. */
export function onOperator(turn: Turn, event: Extract<EngineInput, { kind: 'operator' }>['event']): void {
  const { state } = turn;
  const wasAttended = state.holder === 'person';
  if (event === 'joined') handToOperator(turn);
  // Her own words into an empty chat bring nobody nearer.
  if (event === 'joined' || (event === 'talked' && state.handedOver?.joined === true))
    state.handedOver = { at: turn.context.now, joined: true };
  if (state.holder === 'person') state.unsaid = state.tickets.length > 0;
  switch (event) {
    case 'joined':
    case 'talked':
      return;
    case 'left':
      if (wasAttended) takeBack(turn, state.tickets);
      return;
    case 'completed':
      appendTranscript(turn, null);
      // Whoever gave an address reads it in her mail; this chat is over.
      if (wasAttended)
        takeBack(
          turn,
          state.tickets.filter(({ email }) => email === null),
        );
      return;
    case 'missed':
      appendTranscript(turn, null);
      if (!wasAttended) return;
      noAgent(turn, 30);
      // The newest one was just named.
      takeBack(turn, state.tickets.slice(0, -1));
      return;
  }
}

function handToOperator(turn: Turn): void {
  const { state } = turn;
  const run = activeRun(state);
  if (run !== null) {
    run.reason = turn.team('team.reason.operator');
    endRun(turn, run, {
      outcome: 'escalated',
      step: { end: 'escalated', tags: [], notes: [] },
      awaited: false,
      quiet: true,
    });
  }
  settleStack(turn);
  Object.assign(state, { holder: 'person', pending: null, later: [], laterWords: [], noForwardUntil: null });
}

/** The bot has the chat again. Promised numbers that came while it had to be silent are told. */
export function takeBack(turn: Turn, toTell: readonly KnownTicket[]): void {
  Object.assign(turn.state, { holder: 'bot', handedOver: null });
  const untold = toTell.filter((ticket) => ticket.untold && isHers(turn, ticket));
  for (const ticket of turn.state.tickets) ticket.untold = false;
  say(turn, ...untold.map((ticket) => lateNumber(turn, ticket)));
}

/** Nobody took the chat: it comes back with the ticket it already has. Never handed over again right away. */
export function noAgent(turn: Turn, barMinutes: number): void {
  const { state, context } = turn;
  Object.assign(state, { holder: 'bot', handedOver: null });
  state.noForwardUntil = new Date(Date.parse(context.now) + barMinutes * 60_000).toISOString();
  const ticket = newestOfHers(turn);
  const known = ticket === undefined || (ticket.number ?? ticket.reference) === null ? null : shortName(turn, ticket);
  tell(turn, 'ways.nobody_takes', { logged: known !== null, ticket: known ?? '' });
  offerWays(turn, 'no_agent');
}

export function appendTranscript(turn: Turn, note: string | null): void {
  const ticket = turn.state.tickets.at(-1);
  if (ticket === undefined || !turn.state.unsaid) return;
  turn.effects.push({
    id: nextEffectId(turn, 'transcript'),
    awaited: false,
    kind: 'appendTranscript',
    runId: ticket.runId,
    note,
  });
  turn.state.unsaid = false;
}

/** The point of contact decided (or never did): on the ticket, to the customer in chat and by mail. */
export function onApproval(turn: Turn, input: Extract<EngineInput, { kind: 'approval' }>): void {
  const { state } = turn;
  const ticket = awaitingTicket(state, input.runId);
  if (ticket === undefined) return;
  ticket.decided = true;
  const { decision } = input;
  const comment = input.comment === null || input.comment.trim() === '' ? null : quoted(input.comment.slice(0, 500));
  const remark = (words: Words) => (comment === null ? '' : ` ${words('approval.comment', { comment })}`);
  const decidedBy = ticket.approver ?? turn.team('approval.poc');
  const who = ticket.approver ?? turn.words('approval.poc');
  const status = { approved: 'Open', declined: 'Closed', expired: 'Escalated' }[decision];
  noteOnTicket(turn, ticket.runId, `${turn.team(`team.${decision}`, { who: decidedBy })}${remark(turn.team)}`);
  turn.effects.push(
    { id: nextEffectId(turn, 'status'), awaited: false, kind: 'status', runId: ticket.runId, status },
    {
      id: nextEffectId(turn, 'mail'),
      awaited: false,
      kind: 'mailCustomer',
      runId: ticket.runId,
      text: `${decisionText(turn, ticket, decision, who)}${remark(turn.words)}`,
    },
  );
  if (decision !== 'expired') ticket.outcome = decision === 'approved' ? 'ticket' : 'declined';
  const newest = state.tickets.at(-1) === ticket;
  if (newest && activeRun(state) === null && state.session === 'awaiting_approval' && decision !== 'expired')
    state.session = decision === 'approved' ? 'ticket' : 'declined';
  if (!isWatching(turn) || !isHers(turn, ticket)) return;
  // By mail it goes to her address; in the chat only who has proved that it is hers hears who decides.
  const named = provenPerson(turn) === null ? turn.words('approval.your_poc') : who;
  const text = decisionText(turn, ticket, decision, named);
  say(turn, `${text.slice(0, 1).toUpperCase()}${text.slice(1)}${remark(turn.words)}`);
}

/** What the customer is told of a decision. `who` decided, or did not. */
function decisionText(
  turn: Turn,
  ticket: KnownTicket,
  decision: Extract<EngineInput, { kind: 'approval' }>['decision'],
  who: string,
): string {
  const { name } = workflowOf(turn, ticket.workflow).definition;
  const request = turn.words('request.titled', { name, number: shortName(turn, ticket) });
  return turn.words(`approval.${decision}`, { who, request, team: ticket.team });
}

/** The ticket that waits for this decision; without a run the newest one that waits. */
export function awaitingTicket(state: State, runId: string | null): KnownTicket | undefined {
  return state.tickets.findLast(
    (known) => known.outcome === 'awaiting_approval' && !known.decided && (runId === null || known.runId === runId),
  );
}

/** The customer is taken to be in the chat window for half an hour after her last word. */
function isWatching(turn: Turn): boolean {
  const { holder, session } = turn.state;
  return holder === 'bot' && session !== 'closed' && (quietMs(turn) ?? Number.POSITIVE_INFINITY) < 30 * 60_000;
}

/** The team closed or reopened the ticket. Customers hear of it by mail; the session follows. */
export function onTicketStatus(turn: Turn, input: Extract<EngineInput, { kind: 'ticket_status' }>): void {
  const { state } = turn;
  const ticket = state.tickets.find((known) => known.runId === input.runId);
  if (ticket === undefined) return;
  ticket.closedAt = input.closed ? turn.context.now : null;
  if (activeRun(state) !== null || state.tickets.at(-1) !== ticket) return;
  if (input.closed && state.holder === 'bot') state.session = ticket.outcome === 'declined' ? 'declined' : 'resolved';
}

/** Silence: a nudge, then the run is given up, with a ticket when enough is known. */
export function onTimer(turn: Turn): void {
  const { state } = turn;
  const run = activeRun(state);
  state.wakeAt = null;
  if (state.session === 'closed') return;
  if (state.holder !== 'bot') {
    appendTranscript(turn, null);
    return;
  }
  const isTelling = run !== null || state.untold.length > 0;
  if (isTelling && !state.nudged) {
    state.nudged = true;
    tell(turn, 'silence.nudge');
    return;
  }
  if (run !== null) run.leftAtStep = peekStop(turn, run).kind === 'guide';
  const logged = run === null ? logUntold(turn, null) : abandon(turn, run, null);
  settleStack(turn);
  settleLater(turn);
  clearFrames(state);
  if (!isTelling) {
    appendTranscript(turn, null);
    return;
  }
  Object.assign(state, { session: 'abandoned', nudged: false });
  tell(turn, !logged ? 'silence.paused' : isReachable(turn) ? 'silence.logged' : 'silence.logged_unreachable');
}

const closedBecause = ({ team }: Turn, reason: string | null): string =>
  reason === null ? team('team.reason.closed') : team('team.reason.closed_by', { reason });

/** Closed from outside. What is worth a ticket gets one; nothing is said. */
export function onClose(turn: Turn, reason: string | null): void {
  const { state } = turn;
  const run = activeRun(state);
  if (run === null) logUntold(turn, closedBecause(turn, reason));
  else abandon(turn, run, closedBecause(turn, reason));
  settleStack(turn);
  settleLater(turn);
  Object.assign(state, {
    session: 'closed',
    holder: 'bot',
    handedOver: null,
    pending: null,
    wakeAt: null,
    nudged: false,
  });
}
