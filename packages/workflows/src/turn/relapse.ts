import { type Heard, has, only } from '../dialogue/heard.ts';
import { activeRun, quietMs, type Turn, tell } from '../flow/turn.ts';
import { language } from '../language/words.ts';
import type { Run } from '../state/state-schema.ts';
import { leaveForDetour } from './detour.ts';
import { proceed } from './proceed.ts';
import { isForeignRun, ticketOf } from './who-says.ts';

/** So long "it came back" is about what was solved here; later it is a problem of its own. */
const relapseMs = 48 * 3_600_000;
/** The same from the moment at which the team closed the ticket, which she may have noticed days later. */
const reopenMs = 7 * 24 * 3_600_000;
/**
 * "It didn't work after all", once the chat was closed as solved, or its ticket by the team: that goes back to the team, with
 * what was said, instead of a new problem from the start. False when the message is something else.
 */
export function fallsBack(turn: Turn, heard: Heard): boolean {
  const { text, topic } = heard;
  const { state } = turn;
  const { run } = state;
  if (run === null || activeRun(state) !== null || !run.ticketed) return false;
  if (isForeignRun(turn, run) || !isJustClosed(turn, run)) return false;
  if (topic?.outcome === 'match' && topic.workflow !== run.workflow) return false;
  const comesBack = language(turn).names('comes_back', text);
  if (only(heard, 'question', 'status') && !comesBack) return false;
  if (!has(heard, 'not_worked', 'partly') && !comesBack) return false;
  tell(turn, 'ticket.reopened');
  run.reason = turn.team('team.reason.not_solved');
  const details = [run.slots.details?.t, text.slice(0, 500)]
    .filter((part) => part !== undefined)
    .join('\n')
    .slice(0, 1_500);
  run.slots.details = { v: details, t: details };
  leaveForDetour(turn, run, 'ticket');
  proceed(turn, run);
  return true;
}

function isJustClosed(turn: Turn, run: Run): boolean {
  const closedAt = ticketOf(turn, run)?.closedAt ?? null;
  if (closedAt !== null) return Date.parse(turn.context.now) - Date.parse(closedAt) < reopenMs;
  return run.ended === 'resolved' && (quietMs(turn) ?? 0) < relapseMs;
}
