import type { OpenRequest } from '../engine-types.ts';
import { provenMailbox } from '../flow/proof.ts';
import { sameAddress } from '../flow/same-account.ts';
import type { Turn } from '../flow/turn.ts';
import { askFrame } from '../frames/ask-frame.ts';
import type { Run } from '../state/state-schema.ts';

/**
 * The same person with the same problem still open: offered once a run, and only to who has proved in this chat the
 * address that was proven when that request was opened. Before that nothing tells whether there is one.
 */
export function offersOpenRequest(turn: Turn, run: Run): boolean {
  const open = run.offered || run.ticketed ? undefined : openRequestOf(turn, run);
  if (open?.ticketId == null) return false;
  run.offered = true;
  const number = open.ticketNumber ?? open.reference;
  turn.state.pending = { kind: 'add', ticketId: open.ticketId, number, email: open.email };
  askFrame(turn);
  return true;
}

function openRequestOf(turn: Turn, run: Run): OpenRequest | undefined {
  const { state, context } = turn;
  const mailbox = provenMailbox(turn);
  if (mailbox === null) return undefined;
  return context.openRequests.find(
    (request) =>
      sameAddress(request.email, mailbox) &&
      request.workflow === run.workflow &&
      request.ticketId !== null &&
      !state.tickets.some((ticket) => ticket.ticketId === request.ticketId),
  );
}
