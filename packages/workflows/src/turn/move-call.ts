import { slotContext, type Turn, tell } from '../flow/turn.ts';
import { wordCount } from '../language/normalise.ts';
import { says } from '../language/sayings.ts';
import { language } from '../language/words.ts';
import { findPhone } from '../slots/parse-contact.ts';
import type { Answer, KnownTicket } from '../state/state-schema.ts';
import { agreedCall, hasOwnTime } from './agreed-call.ts';
import { callTimeIn } from './hear-call.ts';
import { clausesOf } from './message-parts.ts';
import { requestCall } from './request-call.ts';
import { reviseTicket, ticketNow } from './revise-ticket.ts';
import { runOfTicket } from './run-of-ticket.ts';

/** So few words beside a time are about the call. */
const timeWordsMax = 4;
/** A call that is due within these minutes, or was just now, does not get nearer. */
const sameMinutes = 20;

/**
 * Another time for the call that is agreed: "call me now", "no, before 2".
 * @returns the clauses that say so; none where no call is agreed, or no other time is said.
 */
export function movesCall(turn: Turn, ticket: KnownTicket, text: string): readonly string[] {
  const run = runOfTicket(turn, ticket);
  const before = agreedCall(turn, ticket);
  if (run === undefined || before === null) return [];
  const words = language(turn);
  // "Can you make it 10:30?" is of the call, unless the request has a time of its own.
  const isOfCall = (clause: string) =>
    words.names('a_call', clause) ||
    wordCount(clause) <= timeWordsMax ||
    (says('another_time', clause, turn.language) && !hasOwnTime(turn, run));
  const about = clausesOf(text).filter(isOfCall);
  const phone = otherPhone(turn, before.phone, text);
  if (about.length === 0 && phone === null) return [];
  const isSooner = about.some((clause) => words.names('call_sooner', clause));
  // "I can't at 9, call me before 11": the one that is not agreed already is meant, the last one first.
  const time = [about.join(' '), ...about.toReversed()]
    .map((clause) => callTimeIn(turn, run, clause, isSooner))
    .find((one) => one !== null && !isSame(run.slots.callback_time, one));
  if (time == null && phone === null) return [];
  const written = ticketNow(turn, ticket, run);
  if (phone !== null) turn.state.profile.phone = phone;
  if (time != null) run.slots.callback_time = time;
  requestCall(turn, run, ticket);
  reviseTicket(turn, ticket, run, written);
  tell(turn, 'after.call_moved', { phone: phone ?? before.phone, time: time?.t ?? before.time });
  return phone === null ? about : clausesOf(text);
}

/** "Don't call my cell, use 312 555 0199": another number than the one that is agreed; null where none is named. */
function otherPhone(turn: Turn, agreed: string, text: string): string | null {
  const phone = findPhone(text, slotContext(turn).country, turn.language);
  return phone === null || phone === agreed ? null : phone;
}

/** At the same moment in the same words, or so near to it that nobody would call sooner. */
function isSame(before: Answer | undefined, now: Answer): boolean {
  const apart = Math.abs(Date.parse(String(before?.v)) - Date.parse(String(now.v)));
  return apart === 0 ? before?.t === now.t : apart < sameMinutes * 60_000;
}

/** No call after all. */
export function dropAgreedCall(turn: Turn, ticket: KnownTicket): void {
  const run = runOfTicket(turn, ticket);
  if (run?.slots.callback_time === undefined) return;
  const before = ticketNow(turn, ticket, run);
  delete run.slots.callback_time;
  if (run.detour === 'callback') run.detour = null;
  reviseTicket(turn, ticket, run, before);
  tell(turn, 'ways.no_call');
}
