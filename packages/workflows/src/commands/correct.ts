import type { Command } from '../dialogue/command.ts';
import { has } from '../dialogue/heard.ts';
import { activeRun, say } from '../flow/turn.ts';
import { language } from '../language/words.ts';
import { addToLists, dropFromLists } from '../turn/additions.ts';
import { correct as correction } from '../turn/corrections.ts';
import { linesOf } from '../turn/lines.ts';
import { noteRest } from '../turn/note-beside.ts';
import { stopOf } from '../turn/proceed.ts';

/** Changes what was said before, as many lines as the message names. Does not apply where it names none. */
export const correct: Command = (turn, heard) => {
  const run = activeRun(turn.state);
  if (run === null) return false;
  const found = correction(turn, run, heard, stopOf(turn, run));
  // "Yes, plus Lacerte" confirms, with what is added.
  if (found === null && has(heard, 'yes')) return false;
  const added = [...addToLists(turn, run, heard.text), ...dropFromLists(turn, run, heard.text)];
  if (found === null && added.length === 0) return false;
  run.confirmed = true;
  const grown = new Set(added.map(({ label }) => label));
  const changed = (found?.changed ?? []).filter(({ label }) => !grown.has(label));
  const lines = linesOf(turn.words, [...changed, ...added]);
  say(turn, lines === '' ? turn.words('correction.sorry') : turn.words('correction.changed', { lines }));
  if (added.length > 0 || language(turn).names('added_topic', heard.text))
    noteRest(turn, run, heard, [...changed, ...added]);
  return 'moved';
};
