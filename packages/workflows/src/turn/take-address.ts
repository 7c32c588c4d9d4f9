import { slotContext, type Turn } from '../flow/turn.ts';
import { findEmails, findPhone } from '../slots/parse-contact.ts';
import type { KnownTicket } from '../state/state-schema.ts';
import { setAnswer } from './answers.ts';
import { runOfTicket } from './run-of-ticket.ts';

/**
 * Address and number that are given after the ticket, where none was known: of a ticket without an address, updates go there
 * from now on. Another address than the known one changes nothing here: it would be another person's.
 * @returns the new address for updates; null where there is none.
 */
export function takeAddress(turn: Turn, ticket: KnownTicket, told: readonly string[]): string | null {
  const run = runOfTicket(turn, ticket);
  if (run === undefined) return null;
  const { profile } = turn.state;
  const text = told.join(' ');
  const phone = profile.phone === null ? findPhone(text, slotContext(turn).country) : null;
  if (phone !== null) setAnswer(turn, run, 'phone', { v: phone, t: phone });
  const [email, second] = findEmails(text);
  if (email === undefined || second !== undefined || ticket.email !== null || profile.email !== null) return null;
  setAnswer(turn, run, 'email', { v: email, t: email });
  ticket.email = email;
  return email;
}
