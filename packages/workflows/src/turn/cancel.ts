import { activeRun, say, type Turn, workflowOf } from '../flow/turn.ts';
import type { Run } from '../state/state-schema.ts';
import { endRun } from './end-run.ts';
import { askFollowUp, followUp, topic } from './follow-up.ts';
import { isWorthATicket } from './settle-stack.ts';

/** "Cancel": asked once more, so that a slip of the tongue loses nothing. */
export function askToCancel(turn: Turn, run: Run): void {
  turn.state.pending = { kind: 'cancel' };
  say(turn, `Shall I cancel ${topic(turn, run.workflow)}?`);
  turn.suggestions = ['Yes, cancel it', 'No, go on', 'Talk to a person'];
}

/**
 * A run that is cancelled before anything could be done with it leaves no ticket. One that is worth a ticket is logged
 * as closed, so that the team can see what was asked for and withdrawn.
 */
export function cancelRun(turn: Turn, run: Run): void {
  const needed = workflowOf(turn, run.workflow).definition.ticket_when_abandoned;
  if (run.ticketed || (needed.length > 0 && run.confirmed && isWorthATicket(turn, run))) {
    run.reason = 'Cancelled by the customer in chat: nothing to do.';
    say(turn, 'Cancelled. Nothing will be done; I only note that it was withdrawn.');
    endRun(turn, run, {
      outcome: 'resolved',
      step: { end: 'resolved', tags: ['cancelled'], notes: [] },
      awaited: true,
    });
    return;
  }
  dropRun(turn, run);
  say(turn, "It's cancelled, nothing was sent.");
  followUp(turn);
  askFollowUp(turn);
}

function dropRun(turn: Turn, run: Run): void {
  run.ended = 'cancelled';
  run.asked = null;
  turn.state.pending = null;
  turn.state.session = turn.state.tickets.length > 0 ? turn.state.session : 'new';
}

export function askToStartOver(turn: Turn, run: Run | null): void {
  if (run === null || !run.confirmed) {
    startOver(turn);
    return;
  }
  turn.state.pending = { kind: 'start_over' };
  say(turn, 'Shall I forget what we have so far and start over?');
  turn.suggestions = ['Yes, start over', 'No, go on', 'Talk to a person'];
}

/** Forgets the running problem, keeps who the customer is. */
export function startOver(turn: Turn): void {
  const { state } = turn;
  const run = activeRun(state);
  if (run !== null) dropRun(turn, run);
  Object.assign(state, {
    stack: [],
    later: [],
    pending: null,
    misses: 0,
    session: state.tickets.length > 0 ? state.session : 'new',
  });
  say(turn, "Let's start over. What do you need help with?");
}
