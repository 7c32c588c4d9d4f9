import type { Understanding } from '../engine-types.ts';
import { activeRun, quietMs, say, type Turn } from '../flow/turn.ts';
import { saysThanks } from '../language/intents.ts';
import { wordCount } from '../language/normalise.ts';
import { readStepAnswer } from '../language/step-answer.ts';
import { leaveForDetour } from './choose-way.ts';
import { proceed } from './proceed.ts';

/** So long "it came back" is about what was solved here; later it is a problem of its own. */
const relapseMs = 48 * 3_600_000;
const words = /\b(?:work\w*|help\w*|fix\w*|solv\w*|still|again|back|same|broke\w*|fail\w*|happen\w*|changed)\b/i;

/**
 * "It didn't work after all", once the chat was closed as solved: its ticket goes back to the team, with what was said,
 * instead of a new problem from the start. False when the message is something else.
 */
export function fallsBack(turn: Turn, text: string, understanding: Understanding | null): boolean {
  const { state } = turn;
  const { run } = state;
  if (run === null || activeRun(state) !== null || !run.ticketed || run.ended !== 'resolved') return false;
  if ((quietMs(turn) ?? 0) >= relapseMs || wordCount(text) < 2 || saysThanks(text) || !words.test(text)) return false;
  if (understanding?.outcome === 'match' && understanding.workflow !== run.workflow) return false;
  if (readStepAnswer(text) !== 'broken') return false;
  say(turn, "I'm sorry, so it isn't solved after all. I reopen your request for the team.");
  run.reason = 'It was closed as solved, but the customer says that it is not.';
  run.slots.details = { v: text.slice(0, 500), t: text.slice(0, 500) };
  leaveForDetour(turn, run, 'ticket');
  proceed(turn, run);
  return true;
}
