import type { Command } from '../dialogue/command.ts';
import { has } from '../dialogue/heard.ts';
import { activeRun, tell } from '../flow/turn.ts';
import { correctionWords } from '../language/correction-words.ts';
import { asksAnother } from '../subjects/requests-in.ts';
import { queueRequest } from '../turn/start-run.ts';

/**
 * "And please remove Nora Quist", while a new user is set up: that comes next, with its own words, and mixes with nothing. Does not
 * apply where she corrects what is under way.
 */
export const queue: Command = (turn, heard) => {
  const run = activeRun(turn.state);
  const isCorrection = has(heard, 'correct') || correctionWords(turn.language).cue.test(heard.text);
  if (run === null || isCorrection || !asksAnother(turn, run, heard.text)) return false;
  const topics = queueRequest(turn, run, heard.text);
  if (topics === null) return false;
  tell(turn, 'open.also', { topics });
  return 'said';
};
