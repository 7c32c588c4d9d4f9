import type { SlotDefinition } from '../definition/slot-schema.ts';
import { type Turn, workflowOf } from '../flow/turn.ts';
import { clearedBy } from '../slots/cleared-by.ts';
import { findPeople } from '../slots/find-people.ts';
import { addedItems, addsSomebody, droppedItems, itemsIn, saysMissed, withItems } from '../slots/list-items.ts';
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
  const list = listOf(turn, run, saysMissed(text, turn.language));
  const added = list === null ? [] : addedItems(text, turn.language);
  if (list === null || added.length === 0) return [];
  const all = list.standing === '' ? added.join(', ') : withItems(list.standing, added, turn.language);
  return all === list.standing ? [] : [write(turn, run, list, all)];
}

/** Takes out of that list what a message says is not to be in it: "without Drake". Returns the line that became shorter. */
export function dropFromLists(turn: Turn, run: Run, text: string): NotedLine[] {
  const list = listOf(turn, run, false);
  if (list === null) return [];
  const items = itemsIn(list.standing, turn.language);
  const dropped = droppedItems(text, items, turn.language);
  const kept = items.filter((item) => !dropped.includes(item));
  return dropped.length === 0 || kept.length === 0 ? [] : [write(turn, run, list, kept.join(', '))];
}

interface List {
  readonly name: string;
  readonly slot: SlotDefinition;
  readonly standing: string;
}

/** The only list of the request, with what stands in it. `isOpen`: it may still be to be made. */
function listOf(turn: Turn, run: Run, isOpen: boolean): List | null {
  const lists = Object.entries(workflowOf(turn, run.workflow).definition.slots).filter(
    ([name, slot]) => slot.type === 'text' && slot.many && (typeof run.slots[name]?.v === 'string' || isOpen),
  );
  const [only, second] = lists;
  if (only === undefined || second !== undefined) return null;
  const [name, slot] = only;
  return { name, slot, standing: String(run.slots[name]?.v ?? '') };
}

function write(turn: Turn, run: Run, { name, slot }: List, all: string): NotedLine {
  setAnswer(turn, run, name, { v: all, t: all });
  return toNoted(slot, { v: all, t: all });
}
