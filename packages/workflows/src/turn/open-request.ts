import type { OpenRequest } from '../engine-types.ts';
import { say, type Turn } from '../flow/turn.ts';
import type { Run } from '../state/state-schema.ts';

/**
 * The same person with the same problem still open: offered once a run, at its start, or before its end when only then was
 * known who she is. Only a verified owner gets to add, so that no number is named before.
 */
export function offersOpenRequest(turn: Turn, run: Run): boolean {
  const open = run.offered || run.ticketed ? undefined : openRequestOf(turn, run);
  if (open?.ticketId == null) return false;
  run.offered = true;
  const number = open.ticketNumber ?? open.reference;
  turn.state.pending = { kind: 'add', ticketId: open.ticketId, number };
  say(
    turn,
    turn.state.identity.verified !== null
      ? `You already have an open request about this, #${number}. Shall I add what you told me to it, instead of opening another one?`
      : 'Is this about something you have already reported? Then I can add it to that request, after a quick check that it is you.',
  );
  turn.suggestions = ['Add to my request', "No, it's new", 'Talk to a person'];
  return true;
}

function openRequestOf({ state, context }: Turn, run: Run): OpenRequest | undefined {
  const reachable = context.known !== null && context.settings.codesEnabled && state.identity.status !== 'failed';
  if (!reachable && state.identity.verified === null) return undefined;
  return context.openRequests.find(
    (request) =>
      request.workflow === run.workflow &&
      request.ticketId !== null &&
      !state.tickets.some((ticket) => ticket.ticketId === request.ticketId),
  );
}
