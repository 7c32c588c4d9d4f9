import { quietMs, type Turn, tell } from '../flow/turn.ts';
import { clearFrames } from '../frames/frames.ts';
import { language } from '../language/words.ts';
import { type Run, stackMax } from '../state/state-schema.ts';
import { topic } from './follow-up.ts';
import { keepPast } from './new-run.ts';
import { proceed } from './proceed.ts';
import { abandon } from './settle-stack.ts';
import { startRun } from './start-run.ts';
import { dropTold } from './told.ts';
import { noteUntold } from './untold.ts';

/** To another problem: the running one waits, unless it was only a wrong guess. */
export function switchTo(turn: Turn, run: Run, workflow: string, text: string): void {
  const { state } = turn;
  if (state.stack.some((waiting) => waiting.workflow === workflow) && resumeStacked(turn, workflow)) return;
  const added = language(turn).names('added_topic', text);
  if (!run.confirmed && !run.ticketed && !added) {
    tell(turn, 'understanding.misunderstood');
    run.ended = 'replaced';
    dropTold(turn, run);
    for (const said of [run.firstText, ...run.words]) noteUntold(state, said);
  } else {
    tell(turn, 'open.kept_open', { topic: topic(turn, run.workflow) });
    putAside(turn, run);
  }
  startRun(turn, workflow, text, []);
}

/** The running problem waits, the newest first in line. */
export function putAside(turn: Turn, run: Run): void {
  const { state } = turn;
  clearFrames(state);
  dropTold(turn, run);
  state.stack.push(run);
  const oldest = state.stack.length > stackMax ? state.stack.shift() : undefined;
  if (oldest !== undefined) abandon(turn, oldest, turn.team('team.reason.turned_others'));
  state.run = null;
}

/** Takes up a run that was put aside: the named one, else the last. False when there is none. */
export function resumeStacked(turn: Turn, workflow?: string): boolean {
  const { state } = turn;
  const index =
    workflow === undefined ? state.stack.length - 1 : state.stack.findLastIndex((run) => run.workflow === workflow);
  const [waiting] = index < 0 ? [] : state.stack.splice(index, 1);
  if (waiting === undefined) return false;
  if (state.run !== null && state.run.ended === null) putAside(turn, state.run);
  keepPast(state);
  state.run = waiting;
  clearFrames(state);
  state.session = 'active';
  tell(turn, 'open.back', { topic: topic(turn, waiting.workflow) });
  proceed(turn, waiting);
  return true;
}

/** Takes up the run that was cancelled just now. */
export function reviveCancelled(turn: Turn): boolean {
  const { run } = turn.state;
  if (run === null || run.ended !== 'cancelled' || run.ticketed || (quietMs(turn) ?? 0) > reviveMs) return false;
  run.ended = null;
  turn.state.session = 'active';
  clearFrames(turn.state);
  tell(turn, 'open.back', { topic: topic(turn, run.workflow) });
  proceed(turn, run);
  return true;
}

/** So long "no, go on" is about what was just dropped. */
const reviveMs = 30 * 60_000;
