import { slotContext, type Turn, workflowOf } from '../flow/turn.ts';
import { says } from '../language/sayings.ts';
import { language } from '../language/words.ts';
import { findMoment } from '../slots/find-moment.ts';
import type { KnownTicket, Run } from '../state/state-schema.ts';
import { isOpenTicket } from './open-ticket.ts';
import { runOfTicket } from './run-of-ticket.ts';
import { isHers } from './who-says.ts';

/** The call that is agreed on a ticket; null where none is. */
export function agreedCall(turn: Turn, ticket: KnownTicket): { phone: string; time: string } | null {
  const time = runOfTicket(turn, ticket)?.slots.callback_time;
  const { phone } = turn.state.profile;
  return time?.v == null || phone === null ? null : { phone, time: time.t };
}

/** "When do they call?" is about the request that a call is agreed for, where the one that is meant has none. */
export function ofAgreedCall(turn: Turn, text: string, meant: KnownTicket): KnownTicket {
  if (agreedCall(turn, meant) !== null || !isOfCall(turn, text, meant)) return meant;
  const isCalled = (one: KnownTicket) => isOpenTicket(one) && isHers(turn, one) && agreedCall(turn, one) !== null;
  return turn.state.tickets.findLast(isCalled) ?? meant;
}

function isOfCall(turn: Turn, text: string, meant: KnownTicket): boolean {
  if (language(turn).names('a_call', text)) return true;
  const run = runOfTicket(turn, meant);
  const isTime = says('another_time', text, turn.language) && findMoment(text, slotContext(turn))?.timeKnown === true;
  return isTime && run !== undefined && !hasOwnTime(turn, run);
}

/** The request itself is for a day or an hour, which another time may be meant for. */
export const hasOwnTime = (turn: Turn, run: Run): boolean =>
  Object.entries(workflowOf(turn, run.workflow).definition.slots).some(
    ([name, { type }]) => (type === 'datetime' || type === 'date') && (run.slots[name]?.v ?? null) !== null,
  );
