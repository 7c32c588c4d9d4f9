import type { Command } from '../dialogue/command.ts';
import { has } from '../dialogue/heard.ts';
import { activeRun, tell } from '../flow/turn.ts';
import { correctionWords } from '../language/correction-words.ts';
import { says } from '../language/sayings.ts';
import { language } from '../language/words.ts';
import { saysAdded } from '../slots/list-items.ts';
import { addToLists, dropFromLists } from '../turn/additions.ts';
import { fillFromMessage } from '../turn/answers.ts';
import { noteBeside } from '../turn/note-beside.ts';
import { notedOf, worthSaying } from '../turn/noted.ts';
import { stopOf } from '../turn/proceed.ts';

/** The summary is right; what is told besides ("yes, and her cell is 312 555 0101") comes to it. */
export const confirm: Command = (turn, heard) => {
  const { text } = heard;
  const run = activeRun(turn.state);
  if (run === null) return false;
  const stop = stopOf(turn, run);
  if (stop.kind !== 'confirm') return 'moved';
  if (says('not_right', text, turn.language)) return false;
  const lines = heard.isPlain
    ? []
    : [...fillFromMessage(turn, run, text, null), ...addToLists(turn, run, text), ...dropFromLists(turn, run, text)];
  if (worthSaying(lines)) tell(turn, 'open.noted', { lines: notedOf(turn.words, lines) });
  if (!heard.isPlain && lines.length === 0) noteBeside(turn, run, heard);
  run.done[stop.key] = 'confirmed';
  run.confirmed = true;
  return 'moved';
};

/** At the summary, what no line of it takes: noted in her words, instead of "I didn't get that". */
export const noteWords: Command = (turn, heard) => {
  const run = activeRun(turn.state);
  if (run === null || heard.isPlain || turn.state.pending !== null) return false;
  if (stopOf(turn, run).kind !== 'confirm') return false;
  // "That's wrong" asks what to change.
  const isAdded = saysAdded(heard.text, turn.language) || language(turn).names('added_topic', heard.text);
  const isWrong = correctionWords(turn.language).wrong.test(heard.text);
  if (has(heard, 'correct', 'no') && !isAdded && isWrong) return false;
  return noteBeside(turn, run, heard) ? 'said' : false;
};
