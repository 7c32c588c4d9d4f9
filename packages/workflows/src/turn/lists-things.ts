import { type Heard, has } from '../dialogue/heard.ts';
import { activeRun, slotOf, type Turn, workflowOf } from '../flow/turn.ts';
import { onlyItems } from '../slots/list-items.ts';

/** The message names things and nothing else where several are asked for: the answer, whatever topic their names sound like. */
export function listsThings(turn: Turn, heard: Heard): boolean {
  const run = activeRun(turn.state);
  const { askedAt: stop } = turn;
  if (run === null || stop?.kind !== 'ask' || has(heard, 'not_worked')) return false;
  const slot = slotOf(workflowOf(turn, run.workflow), stop.slot);
  return slot?.type === 'text' && slot.many && onlyItems(heard.text, turn.language) !== null;
}
