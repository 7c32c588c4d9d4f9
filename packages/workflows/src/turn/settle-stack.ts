import type { EndStep } from '../definition/step-schema.ts';
import { answerOf, say, type Turn, workflowOf } from '../flow/turn.ts';
import type { Run } from '../state/state-schema.ts';
import { endRun } from './end-run.ts';

const silentEnd: EndStep = { end: 'ticket', tags: ['abandoned'], notes: [] };

/** Enough is known to act on: the answers that the file names, and a way to reach the customer. */
export function isWorthATicket(turn: Turn, run: Run): boolean {
  const { profile } = turn.state;
  if (profile.email === null && profile.phone === null) return false;
  const needed = workflowOf(turn, run.workflow).definition.ticket_when_abandoned;
  return needed.every((name) => (answerOf(turn.state, run, name)?.v ?? null) !== null);
}

/** Gives up a run: with a ticket when it is worth one. Returns whether there is a ticket. */
export function abandon(turn: Turn, run: Run, reason: string | null): boolean {
  if (run.ticketed) {
    run.ended = 'abandoned';
    return true;
  }
  if (!isWorthATicket(turn, run)) {
    run.ended = 'abandoned';
    return false;
  }
  if (reason !== null) run.reason = reason;
  endRun(turn, run, { outcome: 'abandoned', step: silentEnd, awaited: false, quiet: true });
  return true;
}

/** The customer leaves in the middle and means it: what is known is logged, and she may come back. */
export function letGo(turn: Turn, run: Run): void {
  const logged = abandon(turn, run, 'The customer left the chat before the end.');
  settleStack(turn);
  Object.assign(turn.state, { session: 'abandoned', pending: null });
  say(
    turn,
    logged
      ? 'All right. I logged what we have for the team; they will contact you. Have a good day!'
      : 'All right, I leave it there. You can go on here whenever you like. Have a good day!',
  );
}

/** Runs that were put aside and will not be gone back to. */
export function settleStack(turn: Turn): void {
  const waiting = turn.state.stack;
  turn.state.stack = [];
  for (const run of waiting)
    abandon(turn, run, 'The customer turned to another problem and did not come back to this one.');
}
