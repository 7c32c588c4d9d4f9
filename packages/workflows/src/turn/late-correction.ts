import { quoted } from '@acebuddy/contracts';
import { type Heard, has } from '../dialogue/heard.ts';
import { activeRun, type Turn, tell } from '../flow/turn.ts';
import { says } from '../language/sayings.ts';
import { language } from '../language/words.ts';
import { type KnownTicket, noteCharsMax } from '../state/state-schema.ts';
import { correct, correctsAnything } from './corrections.ts';
import { askFollowUp } from './follow-up.ts';
import { linesOf } from './lines.ts';
import { reopen } from './reopen.ts';
import { requestCall } from './request-call.ts';
import { reviseTicket, ticketNow } from './revise-ticket.ts';
import { runOfTicket } from './run-of-ticket.ts';
import { ticketMeant } from './ticket-meant.ts';
import { addWords } from './told.ts';
import { isHers, noteOfCustomer, ticketOf, updateProof } from './who-says.ts';

/**
 * "Sorry, the user name is jdoes" after the ticket is there: noted on it, with what is proven for the new value. False when
 * the message is no correction.
 */
export function correctsTicket(turn: Turn, heard: Heard): boolean {
  const { topic } = heard;
  if (!has(heard, 'correct') && language(turn).names('another', heard.text)) return false;
  if (activeRun(turn.state) !== null) return false;
  const ticket = ticketMeant(turn, heard) ?? newestTicketed(turn);
  const run = ticket === null ? undefined : runOfTicket(turn, ticket);
  if (ticket === null || run === undefined || !run.ticketed || !isHers(turn, ticket)) return false;
  // A readable new value makes it a correction, whatever topic its words may sound like.
  const isCued = has(heard, 'correct') || says('another_time', heard.text, turn.language);
  if (topic?.outcome === 'match' && !isCued && !correctsAnything(turn, run, heard)) return false;
  // Tried on a copy: half a correction must leave no trace.
  const trial = { ...turn, state: structuredClone(turn.state) };
  const tried = runOfTicket(trial, ticket);
  const correction = tried === undefined ? null : correct(trial, tried, heard, null);
  if (correction === null || correction.changed.length === 0) return false;
  const before = ticketNow(turn, ticket, run);
  Object.assign(turn.state, trial.state);
  const { changed } = correction;
  // Of the state as it is now: a ticket and a run of the copy above.
  const noted = ticketOf(turn, run) ?? ticket;
  const corrected = runOfTicket(turn, noted) ?? run;
  addWords(corrected, heard.text.trim().slice(0, noteCharsMax));
  noteOfCustomer(
    turn,
    noted,
    `${turn.team('team.correction', { lines: quoted(linesOf(turn.team, changed)) })}${approvalWords(turn, noted)}`,
  );
  updateProof(turn, noted, corrected);
  reviseTicket(turn, noted, corrected, before);
  // The call is work on the desk of its own.
  if (corrected.slots.callback_time?.v !== run.slots.callback_time?.v) requestCall(turn, corrected, noted);
  reopen(turn, noted);
  tell(turn, 'correction.on_ticket', { lines: linesOf(turn.words, changed) });
  turn.state.pending = { kind: 'more' };
  askFollowUp(turn);
  return true;
}

function newestTicketed({ state }: Turn): KnownTicket | null {
  const { run } = state;
  return run === null ? null : (state.tickets.find(({ runId }) => runId === run.id) ?? null);
}

/** What a point of contact is asked for, or has approved, is what the ticket said then. */
function approvalWords({ team }: Turn, { approver, outcome, decided }: KnownTicket): string {
  if (approver === null || outcome === 'declined') return '';
  return `\n${team(decided ? 'team.approval_was_before' : 'team.approval_is_before', { approver })}`;
}
