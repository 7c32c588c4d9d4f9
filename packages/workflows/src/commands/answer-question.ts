import type { Command } from '../dialogue/command.ts';
import { type Heard, has, peopleWishes } from '../dialogue/heard.ts';
import { activeRun, say, type Turn, tell } from '../flow/turn.ts';
import { askedIn, questionTopic } from '../language/questions.ts';
import { says } from '../language/sayings.ts';
import type { Run } from '../state/state-schema.ts';
import { answersTo } from '../turn/known-answer.ts';
import { partsOf } from '../turn/message-parts.ts';
import { noteBeside } from '../turn/note-beside.ts';
import { noteForTicket } from '../turn/run-notes.ts';
import { answerFromArticle } from '../turn/small-talk.ts';

/**
 * Questions beside the answer, every one of them: from what the workflow says (how long, how much, is it safe), the words of
 * the steps, the help articles, or what the product knows of itself; what nobody here knows is said so, and is on the ticket.
 */
export const answerQuestion: Command = (turn, heard) => {
  const run = activeRun(turn.state);
  const asked = askedAgain(turn, run, heard.text);
  if (asked === null) {
    tell(turn, 'question.which');
    return 'said';
  }
  const { said, forTeam, unknown } = answersTo(turn, asked);
  say(turn, ...said);
  if (unknown.length > 0 && said.length === 0 && answerFromArticle(turn)) {
    turn.state.misses = 0;
    return 'said';
  }
  if (run === null) return said.length > 0 ? 'said' : false;
  // "Tell Joe before you do it" asks nothing.
  if (said.length === 0 && asked === heard.text && !isAsked(turn, heard)) {
    if (!has(heard, 'yes', 'done')) noteBeside(turn, run, heard);
    return 'said';
  }
  const before = run.notes.filter(({ kind }) => kind === 'asked').map(({ text }) => text);
  for (const question of forTeam) noteForTicket(turn, run, 'asked', question);
  // A wish for people that stands beside the question answers it better.
  if (unknown.length > 0 && !has(heard, ...peopleWishes)) tell(turn, leadOf(unknown, before));
  return 'said';
};

const isAsked = (turn: Turn, heard: Heard): boolean =>
  heard.text.includes('?') ||
  askedIn(heard.text, turn.language).questions.length > 0 ||
  partsOf(turn, heard).asked.length > 0;

/** Never the same sentence twice: what is on the ticket already, what is one more, and the first of all. */
function leadOf(unknown: readonly string[], before: readonly string[]) {
  if (unknown.every((question) => before.includes(question))) return 'question.for_ticket_already';
  return before.length > 0 ? 'question.for_ticket_too' : 'question.for_ticket';
}

/**
 * "You didn't answer me" asks nothing new: the question of her last message is meant, else the last one that is still open.
 * Null where nobody knows which.
 */
function askedAgain(turn: Turn, run: Run | null, text: string): string | null {
  const isReminder = askedIn(text, turn.language).questions.length === 0 && says('unanswered', text, turn.language);
  if (run === null || !isReminder || questionTopic(text, turn.language) !== null) return text;
  const before = askedIn(run.words.at(-1) ?? '', turn.language).questions.join(' ');
  return before === '' ? (run.notes.findLast(({ kind }) => kind === 'asked')?.text ?? null) : before;
}
