import type { Turn } from '../flow/turn.ts';
import type { KnownTicket } from '../state/state-schema.ts';
import { runOfTicket } from './run-of-ticket.ts';

/** The call that is agreed on a ticket; null where none is. */
export function agreedCall(turn: Turn, ticket: KnownTicket): { phone: string; time: string } | null {
  const time = runOfTicket(turn, ticket)?.slots.callback_time;
  const { phone } = turn.state.profile;
  return time?.v == null || phone === null ? null : { phone, time: time.t };
}
