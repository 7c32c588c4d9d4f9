import type { Command } from '../dialogue/command.ts';
import { has } from '../dialogue/heard.ts';
import { isProfileSlot } from '../flow/builtin-slots.ts';
import { activeRun, slotOf, tell, workflowOf } from '../flow/turn.ts';
import { setAnswer } from '../turn/answers.ts';
import { stopOf } from '../turn/proceed.ts';

/**
 * Leaves the open question out. A mere "no" skips free words and who she is only, and never the description of a request.
 */
export const skipQuestion: Command = (turn, heard) => {
  const run = activeRun(turn.state);
  if (run === null) return false;
  const stop = stopOf(turn, run);
  if (stop.kind !== 'ask') return false;
  const slot = slotOf(workflowOf(turn, run.workflow), stop.slot);
  if (slot === undefined) return false;
  const isFree = (slot.type === 'text' && stop.slot !== 'details') || isProfileSlot(stop.slot);
  if (has(heard, 'no') && !has(heard, 'skip', 'cannot') && !isFree) return false;
  const isPick = slot.type === 'choice' || slot.type === 'yes_no';
  setAnswer(turn, run, stop.slot, { v: null, t: turn.words(isPick ? 'answer.not_sure' : 'answer.not_given') });
  if (run.reopen === stop.slot) run.reopen = null;
  run.confirmed = true;
  tell(turn, 'question.skipped');
  return 'moved';
};
