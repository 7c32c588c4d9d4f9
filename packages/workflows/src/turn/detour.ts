import { quoted } from '@acebuddy/contracts';
import { activeRun, quietMs, say, type Turn, tell } from '../flow/turn.ts';
import { clearFrames } from '../frames/frames.ts';
import type { Run } from '../state/state-schema.ts';
import { takeContact } from './answers.ts';
import { askFollowUp, followUp } from './follow-up.ts';
import { hearCall } from './hear-call.ts';
import { currentOrNew } from './person.ts';
import { proceed } from './proceed.ts';
import { describeUpdate, whereLogged } from './ticket-texts.ts';
import { isForeignRun, noteOfCustomer, ticketOf } from './who-says.ts';

/** Out of the workflow's own steps: a call is agreed, or a ticket is logged. */
export function detour(turn: Turn, kind: 'callback' | 'ticket', about: string): void {
  const { pending } = turn.state;
  const ticketed = activeRun(turn.state) === null ? lastTicketed(turn) : null;
  // What was closed as solved is not in anybody's hands: it is reopened.
  const isClosed = ticketed !== null && (ticketed.ended === 'resolved' || ticketOf(turn, ticketed)?.closedAt != null);
  if (ticketed !== null && kind === 'ticket' && !isClosed) {
    alreadyLogged(turn, ticketed);
    return;
  }
  const run = ticketed ?? currentOrNew(turn, toldBefore(turn, about));
  leaveForDetour(turn, run, kind);
  takeContact(turn, run, turn.said ?? '', { asks: true });
  // A call that is agreed anew has a time of its own.
  let refused: string | null = null;
  if (kind === 'callback') {
    delete run.slots.callback_time;
    refused = hearCall(turn, run);
  }
  if (pending?.kind === 'ways') run.reason = turn.team(`team.reason.${pending.why}`);
  say(turn, kind === 'callback' ? agreedCall(turn, run) : turn.words('ways.ticket_agreed'), refused ?? '');
  // A run that says what it is about needs no description besides.
  if (kind === 'ticket' && run.firstText.length >= 12) run.slots.details ??= { v: run.firstText, t: run.firstText };
  proceed(turn, run);
}

/** What the request is about: what was said before a choice was offered, else these words. */
export function toldBefore({ state: { pending } }: Turn, text: string): string {
  return pending?.kind === 'ways' || pending?.kind === 'which' ? pending.text : text;
}

/** Takes the run, ended or not, out of its own steps: those of the detour come next. */
export function leaveForDetour(turn: Turn, run: Run, detour: 'callback' | 'ticket'): void {
  clearFrames(turn.state);
  Object.assign(run, { ended: null, detour, reopen: null, asked: null } satisfies Partial<Run>);
}

/** Back out of the steps of a call: the run has its ticket, as it was. */
export function endDetour(turn: Turn, run: Run): void {
  const { state } = turn;
  Object.assign(run, { detour: null, asked: null, reopen: null, ended: ticketOf(turn, run)?.outcome ?? 'ticket' });
  state.session = (run.ended ?? 'ticket') as typeof state.session;
}

/** Number and time are said back, so that a misreading is noticed now. */
function agreedCall({ state, words }: Turn, run: Run): string {
  const time = run.slots.callback_time?.t;
  const { phone } = state.profile;
  return time === undefined || phone === null
    ? words('ways.call_agreed')
    : words('ways.call_agreed_at', { phone, time });
}

/** The same once an answer has made the call complete. */
export function tellAgreedCall(turn: Turn, run: Run, slot: string): void {
  const isOfCall = run.detour === 'callback' && (slot === 'phone' || slot === 'callback_time');
  if (isOfCall && run.slots.callback_time?.v != null && turn.state.profile.phone !== null)
    say(turn, agreedCall(turn, run));
}

/** The run that ended just now: a call about it belongs to its ticket. */
function lastTicketed(turn: Turn): Run | null {
  const { run } = turn.state;
  return run?.ticketed === true && !isForeignRun(turn, run) && (quietMs(turn) ?? 0) < 6 * 3_600_000 ? run : null;
}

function alreadyLogged(turn: Turn, run: Run): void {
  const ticket = ticketOf(turn, run);
  // What is said beside the wish for a ticket is on none yet.
  if (ticket !== undefined && turn.told !== null) {
    noteOfCustomer(turn, ticket, turn.team('team.added_in_chat', { text: quoted(turn.told) }));
    say(turn, describeUpdate(turn, ticket));
  } else tell(turn, 'ticket.already', { known: whereLogged(turn, ticket, 'request.unknown_reference') });
  followUp(turn);
  askFollowUp(turn);
}
