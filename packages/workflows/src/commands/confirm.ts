import type { Command } from '../dialogue/command.ts';
import { activeRun, tell } from '../flow/turn.ts';
import { wordCount } from '../language/normalise.ts';
import { addToLists } from '../turn/additions.ts';
import { fillFromMessage } from '../turn/answers.ts';
import { notedOf, worthSaying } from '../turn/noted.ts';
import { stopOf } from '../turn/proceed.ts';

/** A yes of so few words tells nothing besides. */
const bareWordsMax = 3;

/** The summary is right; what is told besides ("yes, and her cell is 312 555 0101") comes to it. */
export const confirm: Command = (turn, { text }) => {
  const run = activeRun(turn.state);
  if (run === null) return false;
  const stop = stopOf(turn, run);
  if (stop.kind !== 'confirm') return 'moved';
  const besides =
    wordCount(text) > bareWordsMax ? [...fillFromMessage(turn, run, text, null), ...addToLists(turn, run, text)] : [];
  if (worthSaying(besides)) tell(turn, 'open.noted', { lines: notedOf(turn.words, besides) });
  run.done[stop.key] = 'confirmed';
  run.confirmed = true;
  return 'moved';
};
