import type { EngineInput } from '../engine-types.ts';
import { activeRun, nextEffectId, noteOnTicket, quietMs, say, type Turn, workflowOf } from '../flow/turn.ts';
import type { KnownTicket, State } from '../state/state-schema.ts';
import { endRun } from './end-run.ts';
import { abandon, settleStack } from './settle-stack.ts';
import { lateNumber } from './ticket-texts.ts';
import { offerWays } from './ways.ts';

/** SalesIQ's word on who holds the chat. While a person has it, each is a line that its ticket does not have yet. */
export function onOperator(turn: Turn, event: Extract<EngineInput, { kind: 'operator' }>['event']): void {
  const { state } = turn;
  const wasAttended = state.holder === 'person';
  if (event === 'joined') handToOperator(turn);
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
    run.reason = 'An operator took over the chat.';
    endRun(turn, run, {
      outcome: 'escalated',
      step: { end: 'escalated', tags: [], notes: [] },
      awaited: false,
      quiet: true,
    });
  }
  settleStack(turn);
  Object.assign(state, { holder: 'person', pending: null, later: [], noForwardUntil: null });
}

/** The bot has the chat again. Promised numbers that came while it had to be silent are told. */
function takeBack(turn: Turn, toTell: readonly KnownTicket[]): void {
  turn.state.holder = 'bot';
  const untold = toTell.filter((ticket) => ticket.untold);
  for (const ticket of turn.state.tickets) ticket.untold = false;
  say(turn, ...untold.map((ticket) => lateNumber(turn, ticket)));
}

/** Nobody took the chat: it comes back with the ticket it already has. Never handed over again right away. */
export function noAgent(turn: Turn, barMinutes: number): void {
  const { state, context } = turn;
  state.holder = 'bot';
  state.noForwardUntil = new Date(Date.parse(context.now) + barMinutes * 60_000).toISOString();
  const ticket = state.tickets.at(-1);
  const known =
    ticket?.number != null
      ? `ticket #${ticket.number}`
      : ticket?.reference != null
        ? `reference ${ticket.reference}`
        : null;
  const logged = known === null ? '' : ` Your request is already logged as ${known}, so nothing is lost.`;
  say(turn, `I'm sorry, no agent can take the chat right now.${logged}`);
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
  const { definition } = workflowOf(turn, ticket.workflow);
  const who = ticket.approver ?? 'The point of contact';
  const remark =
    input.comment === null || input.comment.trim() === '' ? '' : ` Comment: "${input.comment.trim().slice(0, 500)}"`;
  const number = ticket.number === null ? `reference ${ticket.reference ?? ''}`.trim() : `ticket #${ticket.number}`;
  const words = {
    approved: {
      status: 'Open',
      note: `Approved by ${who}.`,
      text: `Good news: ${who} approved your request "${definition.name}" (${number}). The ${ticket.team} team goes ahead now.`,
    },
    declined: {
      status: 'Closed',
      note: `Declined by ${who}.`,
      text: `${who} declined your request "${definition.name}" (${number}), so nothing will be changed. Please talk to ${who} if you think it should be done after all.`,
    },
    expired: {
      status: 'Escalated',
      note: `No decision from ${who} in time.`,
      text: `${who} has not decided on your request "${definition.name}" (${number}) yet. The ${ticket.team} team follows it up.`,
    },
  }[input.decision];
  noteOnTicket(turn, ticket.runId, `${words.note}${remark}`);
  turn.effects.push(
    { id: nextEffectId(turn, 'status'), awaited: false, kind: 'status', runId: ticket.runId, status: words.status },
    {
      id: nextEffectId(turn, 'mail'),
      awaited: false,
      kind: 'mailCustomer',
      runId: ticket.runId,
      text: `${words.text}${remark}`,
    },
  );
  if (input.decision !== 'expired') ticket.outcome = input.decision === 'approved' ? 'ticket' : 'declined';
  const newest = state.tickets.at(-1) === ticket;
  if (newest && activeRun(state) === null && state.session === 'awaiting_approval' && input.decision !== 'expired')
    state.session = input.decision === 'approved' ? 'ticket' : 'declined';
  if (isWatching(turn)) say(turn, `${words.text}${remark}`);
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
  if (ticket === undefined || activeRun(state) !== null || state.tickets.at(-1) !== ticket) return;
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
  if (run === null) {
    settleStack(turn);
    state.pending = null;
    appendTranscript(turn, null);
    return;
  }
  if (!state.nudged) {
    state.nudged = true;
    say(
      turn,
      'Are you still there? Take your time. If you need to leave, I keep what we have, and you can go on whenever you are back.',
    );
    return;
  }
  const logged = abandon(turn, run, null);
  settleStack(turn);
  Object.assign(state, { session: 'abandoned', pending: null, nudged: false });
  say(
    turn,
    logged
      ? "I haven't heard from you, so I logged what we have for the team. They will contact you; you can also just go on here."
      : "I haven't heard from you, so I pause here. Just write when you want to go on.",
  );
}

/** Closed from outside. What is worth a ticket gets one; nothing is said. */
export function onClose(turn: Turn, reason: string | null): void {
  const { state } = turn;
  const run = activeRun(state);
  if (run !== null) abandon(turn, run, reason === null ? 'The chat was closed.' : `The chat was closed: ${reason}`);
  settleStack(turn);
  Object.assign(state, { session: 'closed', holder: 'bot', pending: null, wakeAt: null, nudged: false });
}
