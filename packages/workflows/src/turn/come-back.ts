import { type Heard, only } from '../dialogue/heard.ts';
import { quietMs, type Turn, tell } from '../flow/turn.ts';
import { clearFrames } from '../frames/frames.ts';
import type { Run } from '../state/state-schema.ts';
import { topic } from './follow-up.ts';
import { proceed } from './proceed.ts';
import { isForeignRun } from './who-says.ts';

/** So long a silence is worth a word. */
const awayMs = 6 * 3_600_000;

/** A customer who answers late is taken up where she was: the next day, or after the run was given up. */
export function comeBack(turn: Turn, hear: () => Heard): boolean {
  const { state } = turn;
  const run = state.run;
  const away = (quietMs(turn) ?? 0) >= awayMs;
  if (run === null) return false;
  if (run.ended === null) {
    if (!away) return false;
    tell(turn, 'open.welcome_back_at', { topic: topic(turn, run.workflow) });
    return greeted(turn, run, hear);
  }
  if (run.ended !== 'abandoned') {
    // Yesterday's "anything else?" is not what a new message answers.
    if (away) clearFrames(state);
    return false;
  }
  const heard = hear();
  const isOther = heard.topic?.outcome === 'match' && heard.topic.workflow !== run.workflow;
  if (isOther || isForeignRun(turn, run) || state.pending !== null || only(heard, 'thanks', 'bye', 'smalltalk')) {
    if (state.pending === null) run.ended = 'left';
    return false;
  }
  run.ended = null;
  state.session = 'active';
  tell(turn, 'open.welcome_back_on', { topic: topic(turn, run.workflow) });
  return greeted(turn, run, hear);
}

/** A greeting answers nothing: the open question is put again, in full. */
function greeted(turn: Turn, run: Run, hear: () => Heard): boolean {
  if (turn.state.pending !== null || !only(hear(), 'greet')) return false;
  proceed(turn, run);
  return true;
}
