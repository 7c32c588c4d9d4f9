import type { EndStep } from '../definition/step-schema.ts';
import { answerOf, type Turn, tell, workflowOf } from '../flow/turn.ts';
import type { Run } from '../state/state-schema.ts';
import { fillFromMessage } from './answers.ts';
import { attachFiles, endRun } from './end-run.ts';
import { newRun } from './new-run.ts';

/** The end of a run that was given up. */
export const silentEnd: EndStep = { end: 'ticket', tags: ['abandoned'], notes: [] };

/** There is a way to reach the customer. */
export const isReachable = ({ state: { profile } }: Pick<Turn, 'state'>): boolean =>
  profile.email !== null || profile.phone !== null;

/**
 * Enough is known that a withdrawal is worth a record: the answers that the file names, and a way to reach the customer.
 */
export function isWorthATicket(turn: Turn, run: Run): boolean {
  if (!isReachable(turn)) return false;
  const needed = workflowOf(turn, run.workflow).definition.ticket_when_abandoned;
  return needed.every((name) => (answerOf(turn, run, name)?.v ?? null) !== null);
}

/** She told what is wrong, or somebody can ask her: the team must have it. */
function isTold(turn: Turn, run: Run): boolean {
  return run.firstText !== '' || run.confirmed || (run.slots.details?.v ?? null) !== null || isReachable(turn);
}

/** Gives up a run: with a ticket when anything was told. Returns whether there is a ticket. */
export function abandon(turn: Turn, run: Run, reason: string | null): boolean {
  if (run.ticketed) {
    run.ended = 'abandoned';
    attachFiles(turn, run);
    return true;
  }
  if (!isTold(turn, run)) {
    run.ended = 'abandoned';
    return false;
  }
  if (reason !== null) run.reason = reason;
  endRun(turn, run, { outcome: 'abandoned', step: silentEnd, awaited: false, quiet: true });
  return true;
}

/** The customer leaves in the middle and means it: what is known is logged, and she may come back. */
export function letGo(turn: Turn, run: Run): void {
  const logged = abandon(turn, run, turn.team('team.reason.left'));
  if (logged) leaveLogged(turn);
  else {
    settleStack(turn);
    Object.assign(turn.state, { session: 'abandoned', pending: null });
    tell(turn, 'silence.left');
  }
}

/** The goodbye to who leaves behind what was just logged. Who can be reached is told that she will be. */
export function leaveLogged(turn: Turn): void {
  settleStack(turn);
  Object.assign(turn.state, { session: 'abandoned', pending: null });
  tell(turn, isReachable(turn) ? 'silence.left_logged' : 'silence.left_unreachable');
}

/** Runs that were put aside and will not be gone back to. */
export function settleStack(turn: Turn): void {
  const waiting = turn.state.stack;
  turn.state.stack = [];
  for (const run of waiting) abandon(turn, run, turn.team('team.reason.turned'));
}

/** What she asked for besides and nobody came to: a ticket of its own, with what her words say of it. */
export function settleLater(turn: Turn): void {
  const { state } = turn;
  const waiting = state.laterWords.filter(({ workflow }) => turn.library.has(workflow));
  Object.assign(state, { later: [], laterWords: [] });
  for (const { workflow, text } of waiting) {
    const run = newRun(turn, workflow, text);
    fillFromMessage(turn, run, text, null);
    abandon(turn, run, turn.team('team.reason.turned'));
  }
}
