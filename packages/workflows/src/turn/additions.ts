import { type Turn, workflowOf } from '../flow/turn.ts';
import { clearedBy } from '../slots/cleared-by.ts';
import { findPeople } from '../slots/find-people.ts';
import { addedItems, addsSomebody, saysMissed, withItems } from '../slots/list-items.ts';
import { listed, unlisted } from '../slots/listed-names.ts';
import type { Run } from '../state/state-schema.ts';
import { forgetAnswer, setAnswer } from './answers.ts';
import { type NotedLine, toNoted } from './noted.ts';

/** Adds what a message names besides to the list that was named before: "plus Zoom". Returns the lines that grew. */
export function addToLists(turn: Turn, run: Run, text: string): NotedLine[] {
  return [...addPeople(turn, run, text), ...addThings(turn, run, text)];
}

/** "And one more: Kai Moss" beside the people who were named before. */
function addPeople(turn: Turn, run: Run, text: string): NotedLine[] {
  if (!addsSomebody(text, turn.language)) return [];
  const { slots } = workflowOf(turn, run.workflow).definition;
  return Object.entries(slots).flatMap(([name, slot]) => {
    const standing = slot.type === 'name' && slot.find ? run.slots[name]?.v : undefined;
    if (typeof standing !== 'string') return [];
    const known = unlisted(standing);
    const fresh = findPeople(text, turn.language, turn.state.profile.name).filter((one) => !known.includes(one));
    const all = listed([...known, ...fresh]);
    if (fresh.length === 0 || all === null) return [];
    setAnswer(turn, run, name, { v: all, t: all });
    for (const other of clearedBy([name], slots)) forgetAnswer(run, other);
    return [toNoted(slot, { v: all, t: all })];
  });
}

function addThings(turn: Turn, run: Run, text: string): NotedLine[] {
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
