import type { Understanding } from '../engine-types.ts';
import { activeRun, noteOnTicket, say, type Turn } from '../flow/turn.ts';
import { correct } from './corrections.ts';
import { askFollowUp } from './follow-up.ts';
import { namesNewValue } from './lines.ts';

/** "Sorry, the user name is jdoes" after the ticket is there: noted on it. False when the message is no correction. */
export function correctsTicket(turn: Turn, text: string, understanding: Understanding | null): boolean {
  const { run } = turn.state;
  if (run === null || activeRun(turn.state) !== null || !run.ticketed) return false;
  // A readable new value makes it a correction, whatever topic its words may sound like.
  if (understanding?.outcome === 'match' && !namesNewValue(turn, run, text)) return false;
  // Tried on a copy: half a correction must leave no trace.
  const trial = { ...turn, state: structuredClone(turn.state) };
  const correction = trial.state.run === null ? null : correct(trial, trial.state.run, text, null);
  if (correction === null || correction.changed.length === 0) return false;
  Object.assign(turn.state, trial.state);
  const lines = correction.changed.map((line) => `${line.label}: ${line.text}`).join('; ');
  noteOnTicket(turn, run.id, `Correction by the customer: ${lines}`);
  say(turn, `Thanks, I noted that on your ticket. ${lines}.`);
  turn.state.pending = { kind: 'more' };
  askFollowUp(turn);
  return true;
}
