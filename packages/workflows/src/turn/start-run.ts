import { fill } from '../flow/templates.ts';
import { say, type Turn, tell, workflowOf } from '../flow/turn.ts';
import { askedIn } from '../language/questions.ts';
import { explainedIn } from '../language/terms.ts';
import { type Run, stackMax } from '../state/state-schema.ts';
import { fillFromMessage } from './answers.ts';
import { noteBesides } from './facts.ts';
import { topic } from './follow-up.ts';
import { answersTo } from './known-answer.ts';
import { newRun } from './new-run.ts';
import { notedOf, worthSaying } from './noted.ts';
import { offersOpenRequest } from './open-request.ts';
import { proceed } from './proceed.ts';
import { noteForTicket } from './run-notes.ts';

/** Begins a workflow: says what was understood, takes every answer the message holds, and puts the first question. */
export function startRun(
  turn: Turn,
  workflow: string,
  text: string,
  others: readonly string[],
  told: Run['slots'] = {},
): void {
  const { state } = turn;
  const { definition } = workflowOf(turn, workflow);
  const run = newRun(turn, definition.id, text);
  Object.assign(run.slots, told);
  state.greeted = true;
  const later = others.filter(
    (other) => other !== definition.id && turn.library.has(other) && !state.later.includes(other),
  );
  state.later = [...state.later.filter((other) => other !== definition.id), ...later].slice(0, stackMax);
  const openings = definition.opening;
  say(turn, fill(openings[state.runCount % openings.length] ?? definition.summary, run, turn));
  const noted = fillFromMessage(turn, run, text, null);
  noteBesides(turn, run, text);
  if (worthSaying(noted)) tell(turn, 'open.noted_first', { lines: notedOf(turn.words, noted) });
  if (later.length > 0) tell(turn, 'open.also', { topics: listed(turn, later) });
  if (offersOpenRequest(turn, run)) return;
  answerFirst(turn, run, text);
  proceed(turn, run);
}

/** What she asks with her first words, where the file knows answers; what only the team can tell is put on the ticket. */
function answerFirst(turn: Turn, run: Run, text: string): void {
  if (Object.keys(workflowOf(turn, run.workflow).definition.answers).length === 0) return;
  if (askedIn(text, turn.language).questions.length === 0) return;
  const { said, forTeam } = answersTo(turn, text);
  // A word of hers needs no explaining to her before any step has used it.
  const terms = explainedIn(text, turn.words.language);
  const known = said.filter((one) => !terms.includes(one));
  say(turn, ...known);
  if (known.length > 0) for (const question of forTeam) noteForTicket(turn, run, 'asked', question);
}

/** "your printer problem and your e-mail problem" */
function listed(turn: Turn, workflows: readonly string[]): string {
  const list = new Intl.ListFormat(turn.words.language, { type: 'conjunction' });
  return list.format(workflows.map((id) => topic(turn, id)));
}
