import { fill } from '../flow/templates.ts';
import { say, type Turn, tell, workflowOf } from '../flow/turn.ts';
import { askedIn } from '../language/questions.ts';
import { explainedIn } from '../language/terms.ts';
import { laterWordsMax, type Run, stackMax } from '../state/state-schema.ts';
import { type RequestPart, requestsIn } from '../subjects/requests-in.ts';
import { subjectWords } from '../subjects/subject-words.ts';
import { fillFromMessage } from './answers.ts';
import { noteBesides } from './facts.ts';
import { laterNamed } from './follow-up.ts';
import { answersTo } from './known-answer.ts';
import { newRun } from './new-run.ts';
import { notedOf, worthSaying } from './noted.ts';
import { offersOpenRequest } from './open-request.ts';
import { proceed } from './proceed.ts';
import { noteForTicket } from './run-notes.ts';
import { dropTold } from './told.ts';

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
  const [own, ...further] = requestsIn(turn, definition.id, others, text);
  Object.assign(run.slots, told);
  run.about = own.text === text ? '' : own.text.slice(0, 500);
  state.greeted = true;
  const later = noteLater(turn, definition.id, others, further);
  const openings = definition.opening;
  say(turn, fill(openings[state.runCount % openings.length] ?? definition.summary, run, turn));
  const noted = fillFromMessage(turn, run, own.text, null);
  noteBesides(turn, run, own.text);
  if (worthSaying(noted)) tell(turn, 'open.noted_first', { lines: notedOf(turn.words, noted) });
  if (later !== '') tell(turn, 'open.also', { topics: later });
  if (offersOpenRequest(turn, run)) return;
  answerFirst(turn, run, justSaid(turn, own.text));
  proceed(turn, run);
}

/** What else the message asks for waits, with its own words; of one topic there may be another request. As a sentence names it. */
function noteLater(turn: Turn, workflow: string, others: readonly string[], further: readonly RequestPart[]): string {
  const { state } = turn;
  const isNew = (other: string) => turn.library.has(other) && !state.later.includes(other);
  const unnamed = others.filter((other) => other !== workflow && further.every((part) => part.workflow !== other));
  const worded = further.filter((part) => isNew(part.workflow)).map(shortened);
  const added = unnamed.filter(isNew);
  const waiting = [
    ...state.later.filter((other) => other !== workflow),
    ...worded.map((part) => part.workflow),
    ...added,
  ];
  state.later = [...new Set(waiting)].slice(0, stackMax);
  // Those that waited before wait on, also of the workflow that begins: what it begins with was taken out.
  state.laterWords = [...state.laterWords, ...worded].slice(0, laterWordsMax);
  const list = new Intl.ListFormat(turn.words.language, { type: 'conjunction' });
  return list.format([
    ...worded.map((part) => laterNamed(turn, part.workflow, part.text)),
    ...added.map((id) => laterNamed(turn, id)),
  ]);
}

/** Another request of the workflow that is under way waits until that is done. As a sentence names it; null: too many wait. */
export function queueRequest(turn: Turn, run: Run, text: string): string | null {
  const { state } = turn;
  if (state.laterWords.length >= laterWordsMax) return null;
  const part = shortened({ workflow: run.workflow, text: text.trim().replace(subjectWords(turn.language).lead, '') });
  state.laterWords = [...state.laterWords, part];
  dropTold(turn, run);
  return laterNamed(turn, run.workflow, part.text);
}

const shortened = ({ workflow, text }: RequestPart): RequestPart => ({ workflow, text: text.slice(0, 500) });

/** What stood before an emergency was answered then: only what she wrote just now asks. */
function justSaid({ said }: Turn, text: string): string {
  const now = said?.trim() ?? '';
  return now !== '' && text !== now && text.endsWith(now) ? now : text;
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
