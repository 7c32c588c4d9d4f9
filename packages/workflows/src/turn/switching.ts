import { say, type Turn } from '../flow/turn.ts';
import { readYesNo } from '../language/yes-no.ts';
import { type Run, stackMax } from '../state/state-schema.ts';
import { topic } from './follow-up.ts';
import { proceed } from './proceed.ts';
import { abandon } from './settle-stack.ts';
import { startRun } from './start-run.ts';

/** To another problem: the running one waits, unless it was only a wrong guess. */
export function switchTo(turn: Turn, run: Run, workflow: string, text: string): void {
  const { state } = turn;
  if (state.stack.some((waiting) => waiting.workflow === workflow) && resumeStacked(turn, workflow)) return;
  const added =
    /\b(?:too|also|as well|additionally|in addition|on top of that|besides)\b/i.test(text) && readYesNo(text) !== 'no';
  if (!run.confirmed && !run.ticketed && !added) {
    say(turn, 'Sorry, I misunderstood.');
    run.ended = 'replaced';
  } else {
    say(turn, `Sure. I'll keep ${topic(turn, run.workflow)} open meanwhile.`);
    putAside(turn, run);
  }
  startRun(turn, workflow, text, []);
}

function putAside(turn: Turn, run: Run): void {
  const { state } = turn;
  state.pending = null;
  state.stack.push(run);
  const oldest = state.stack.length > stackMax ? state.stack.shift() : undefined;
  if (oldest !== undefined) abandon(turn, oldest, 'The customer turned to other problems.');
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
  state.run = waiting;
  state.pending = null;
  state.session = 'active';
  say(turn, `Back to ${topic(turn, waiting.workflow)}.`);
  proceed(turn, waiting);
  return true;
}
