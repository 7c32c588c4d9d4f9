import type { Understanding } from '../engine-types.ts';
import { quietMs, say, type Turn } from '../flow/turn.ts';
import { saysGoodbye, saysGreeting, saysThanks } from '../language/intents.ts';
import type { Run } from '../state/state-schema.ts';
import { topic } from './follow-up.ts';
import { proceed } from './proceed.ts';

/** So long a silence is worth a word. */
const awayMs = 6 * 3_600_000;

/** A customer who answers late is taken up where she was: the next day, or after the run was given up. */
export function comeBack(turn: Turn, text: string, understanding: Understanding | null): boolean {
  const { state } = turn;
  const run = state.run;
  const away = (quietMs(turn) ?? 0) >= awayMs;
  if (run === null) return false;
  if (run.ended === null) {
    if (!away) return false;
    say(turn, `Welcome back! We were at ${topic(turn, run.workflow)}.`);
    return greeted(turn, run, text);
  }
  if (run.ended !== 'abandoned') {
    // Yesterday's "anything else?" is not what a new message answers.
    if (away && state.pending !== null) state.pending = null;
    return false;
  }
  const other = understanding?.outcome === 'match' && understanding.workflow !== run.workflow;
  if (other || state.pending !== null || saysThanks(text) || saysGoodbye(text)) {
    if (state.pending === null) run.ended = 'left';
    return false;
  }
  run.ended = null;
  state.session = 'active';
  say(turn, `Welcome back! Let's go on with ${topic(turn, run.workflow)}.`);
  return greeted(turn, run, text);
}

/** A greeting answers nothing: the open question is put again, in full. */
function greeted(turn: Turn, run: Run, text: string): boolean {
  if (!saysGreeting(text) || turn.state.pending !== null) return false;
  proceed(turn, run);
  return true;
}
