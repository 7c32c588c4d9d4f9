import { fill } from '../flow/templates.ts';
import { say, type Turn, workflowOf } from '../flow/turn.ts';
import { saysGreeting } from '../language/intents.ts';
import { stackMax } from '../state/state-schema.ts';
import { fillFromMessage } from './answers.ts';
import { newRun } from './new-run.ts';
import { offersOpenRequest } from './open-request.ts';
import { proceed } from './proceed.ts';

/** Begins a workflow: says what was understood, takes every answer the message holds, and puts the first question. */
export function startRun(turn: Turn, workflow: string, text: string, others: readonly string[]): void {
  const { state } = turn;
  const { definition } = workflowOf(turn, workflow);
  const run = newRun(turn, definition.id, text);
  state.greeted = true;
  const later = others.filter(
    (other) => other !== definition.id && turn.library.has(other) && !state.later.includes(other),
  );
  state.later = [...state.later.filter((other) => other !== definition.id), ...later].slice(0, stackMax);
  const openings = definition.opening;
  say(turn, fill(openings[state.runCount % openings.length] ?? definition.summary, run, turn));
  const noted = saysGreeting(text) ? [] : fillFromMessage(turn, run, text, null);
  if (noted.length > 0) say(turn, `I noted: ${noted.map((line) => `${line.label}: ${line.text}`).join('; ')}.`);
  if (offersOpenRequest(turn, run)) return;
  proceed(turn, run);
}
