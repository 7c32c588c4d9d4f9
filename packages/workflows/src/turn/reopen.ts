import { nextEffectId, type Turn } from '../flow/turn.ts';
import type { KnownTicket } from '../state/state-schema.ts';

/** Whatever comes to a ticket that the team has closed opens it again: on a closed one nobody would see it. */
export function reopen(turn: Turn, ticket: KnownTicket): boolean {
  if (ticket.closedAt === null) return false;
  ticket.closedAt = null;
  const { runId } = ticket;
  turn.effects.push({ id: nextEffectId(turn, 'status'), awaited: false, kind: 'status', runId, status: 'Open' });
  return true;
}
