import { activeRun, type Turn, tell, workflowOf } from '../flow/turn.ts';
import { clearFrames } from '../frames/frames.ts';
import type { Run } from '../state/state-schema.ts';
import { endRun } from './end-run.ts';
import { askFollowUp, followUp } from './follow-up.ts';
import { isWorthATicket } from './settle-stack.ts';

/**
 * A run that is cancelled before anything could be done with it leaves no ticket. One that is worth a ticket is logged
 * as closed, so that the team can see what was asked for and withdrawn.
 */
export function cancelRun(turn: Turn, run: Run): void {
  const needed = workflowOf(turn, run.workflow).definition.ticket_when_abandoned;
  // Nothing of what is withdrawn goes to the request that it might have been added to.
  run.addTo = null;
  if (run.ticketed || (needed.length > 0 && run.confirmed && isWorthATicket(turn, run))) {
    run.reason = turn.team('team.reason.cancelled');
    tell(turn, 'cancel.withdrawn');
    endRun(turn, run, {
      outcome: 'resolved',
      step: { end: 'resolved', tags: ['cancelled'], notes: [] },
      awaited: true,
    });
    return;
  }
  dropRun(turn, run);
  tell(turn, 'cancel.done');
  followUp(turn);
  askFollowUp(turn);
}

function dropRun(turn: Turn, run: Run): void {
  run.ended = 'cancelled';
  run.asked = null;
  clearFrames(turn.state);
  turn.state.session = turn.state.tickets.length > 0 ? turn.state.session : 'new';
}

/** Forgets the running problem, keeps who the customer is. */
export function startOver(turn: Turn): void {
  const { state } = turn;
  const run = activeRun(state);
  if (run !== null) dropRun(turn, run);
  Object.assign(state, {
    stack: [],
    later: [],
    laterWords: [],
    untold: [],
    pending: null,
    frames: [],
    misses: 0,
    session: state.tickets.length > 0 ? state.session : 'new',
  });
  tell(turn, 'open.start_over');
}
