import { activeRun, quietMs, say, type Turn } from '../flow/turn.ts';
import { wishesToCancel, wishesToSkip } from '../language/intents.ts';
import { bare } from '../language/normalise.ts';
import { wishesForCall, wishesForPerson } from '../language/wish-for-person.ts';
import { readYesNo } from '../language/yes-no.ts';
import type { Pending, Run } from '../state/state-schema.ts';
import { askFollowUp, followUp } from './follow-up.ts';
import { hearCall } from './hear-call.ts';
import { currentOrNew, toPerson } from './person.ts';
import { proceed, stopOf } from './proceed.ts';

/** The answer to "agent now, call back, or ticket?". */
export function chooseWay(turn: Turn, pending: Extract<Pending, { kind: 'ways' }>, text: string): boolean {
  const said = bare(text);
  if (wishesForCall(text) || /\bcall\b/.test(said)) return detour(turn, 'callback', pending);
  if (/\b(?:ticket|e-?mail me|write to me|log it)\b/.test(said) && !/\b(?:no|don't|not) /.test(said))
    return detour(turn, 'ticket', pending);
  if (wishesForPerson(text) || /\b(?:agent|person|human|now|first)\b/.test(said)) {
    toPerson(turn, { reason: reasonOf(pending), text: pending.text });
    return true;
  }
  if (wishesToCancel(text)) return false;
  const keeps =
    /\b(?:keep going|go on|continue|keep trying|try (?:again|more|something)|with you|here|back)\b/.test(said) ||
    readYesNo(text) === 'no' ||
    wishesToSkip(text);
  turn.state.pending = null;
  if (!keeps) return false;
  goOn(turn);
  return true;
}

export function detour(
  turn: Turn,
  kind: 'callback' | 'ticket',
  pending: Extract<Pending, { kind: 'ways' }> | null,
): boolean {
  const ticketed = activeRun(turn.state) === null ? lastTicketed(turn) : null;
  // What was closed as solved is not in anybody's hands: it is reopened.
  if (ticketed !== null && kind === 'ticket' && ticketed.ended !== 'resolved') return alreadyLogged(turn, ticketed);
  const run = ticketed ?? currentOrNew(turn, pending?.text ?? turn.said ?? '');
  leaveForDetour(turn, run, kind);
  // A call that is agreed anew has a time of its own.
  if (kind === 'callback') {
    delete run.slots.callback_time;
    hearCall(turn, run);
  }
  if (pending !== null) run.reason = reasonOf(pending);
  say(turn, kind === 'callback' ? agreedCall(turn, run) : "Sure, I'll log a ticket for the team.");
  // A run that says what it is about needs no description besides.
  if (kind === 'ticket' && run.firstText.length >= 12) run.slots.details ??= { v: run.firstText, t: run.firstText };
  proceed(turn, run);
  return true;
}

/** Takes the run, ended or not, out of its own steps: those of the detour come next. */
export function leaveForDetour(turn: Turn, run: Run, detour: 'callback' | 'ticket'): void {
  turn.state.pending = null;
  Object.assign(run, { ended: null, detour, reopen: null, asked: null } satisfies Partial<Run>);
}

/** Number and time are said back, so that a misreading is noticed now. */
function agreedCall({ state }: Turn, run: Run): string {
  const time = run.slots.callback_time?.t;
  return time === undefined || state.profile.phone === null
    ? 'Sure, we will call you back.'
    : `Sure, we will call you on ${state.profile.phone}, ${time}.`;
}

/** The run that ended just now: a call about it belongs to its ticket. */
function lastTicketed(turn: Turn): Run | null {
  const { run } = turn.state;
  return run?.ticketed === true && (quietMs(turn) ?? 0) < 6 * 3_600_000 ? run : null;
}

function alreadyLogged(turn: Turn, run: Run): boolean {
  const ticket = turn.state.tickets.find((known) => known.runId === run.id);
  const known =
    ticket?.number != null ? `as ticket #${ticket.number}` : `under the reference ${ticket?.reference ?? 'you have'}`;
  say(turn, `It is already logged ${known}. The team works from that and contacts you.`);
  followUp(turn);
  askFollowUp(turn);
  return true;
}

function goOn(turn: Turn): void {
  const run = activeRun(turn.state);
  if (run === null) {
    if (turn.state.tickets.length > 0) {
      followUp(turn);
      askFollowUp(turn);
      return;
    }
    say(turn, 'All right. Tell me in your own words what you need.');
    return;
  }
  say(turn, "All right, let's keep going.");
  const stop = stopOf(turn, run);
  if (stop.kind === 'offer') run.done[stop.key] = 'declined';
  if (stop.kind === 'ask' && (run.asked?.tries ?? 0) > 2) run.slots[stop.slot] ??= { v: null, t: 'not given' };
  if (stop.kind === 'guide' && (run.asked?.tries ?? 0) > 2) run.done[stop.key] = 'failed';
  run.asked = null;
  proceed(turn, run);
}

function reasonOf(pending: Extract<Pending, { kind: 'ways' }>): string {
  return {
    asked: 'The customer asked for a person.',
    stuck: 'The chat could not solve it.',
    upset: 'The customer is unhappy with how this goes: please take extra care.',
    no_agent: 'The customer asked for a person, and no agent was free.',
    asked_ticket: 'The customer asked for a ticket.',
    language: 'The customer writes in another language than English.',
  }[pending.why];
}
