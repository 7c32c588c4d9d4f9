import { type Turn, workflowOf } from '../flow/turn.ts';
import { addedItems, saysMissed, withItems } from '../slots/list-items.ts';
import type { Run } from '../state/state-schema.ts';
import { setAnswer } from './answers.ts';
import { type NotedLine, toNoted } from './noted.ts';

/** Adds what a message names besides to the list that was named before: "plus Zoom". Returns the lines that grew. */
export function addToLists(turn: Turn, run: Run, text: string): NotedLine[] {
  const lists = Object.entries(workflowOf(turn, run.workflow).definition.slots).filter(
    ([name, slot]) =>
      slot.type === 'text' && slot.many && (typeof run.slots[name]?.v === 'string' || saysMissed(text, turn.language)),
  );
  const [only, second] = lists;
  const added = only === undefined || second !== undefined ? [] : addedItems(text, turn.language);
  if (only === undefined || added.length === 0) return [];
  const [name, slot] = only;
  const standing = String(run.slots[name]?.v ?? '');
  const all = standing === '' ? added.join(', ') : withItems(standing, added, turn.language);
  if (all === standing) return [];
  setAnswer(turn, run, name, { v: all, t: all });
  return [toNoted(slot, { v: all, t: all })];
}
