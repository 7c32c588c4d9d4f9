import type { SlotDefinition } from '../definition/slot-schema.ts';
import { slotContext, type Turn, workflowOf } from '../flow/turn.ts';
import { wordCount } from '../language/normalise.ts';
import { extract } from '../slots/extract.ts';
import type { Run } from '../state/state-schema.ts';
import { optionIn } from '../turn/read-choice.ts';
import { subjectWords } from './subject-words.ts';

/** One thing that a message asks for, with the words that are about it. */
export interface RequestPart {
  readonly workflow: string;
  readonly text: string;
}

/** So surely must the topic of a clause be read for it to begin a request, and so many words it has at least. */
const begins = { from: 0.8, wordsMin: 3 } as const;
/** Who writes more tells a story, whose clauses belong together. */
const clausesMax = 14;

interface Group {
  workflow: string | null;
  readonly clauses: string[];
  /** What the slots that tell requests of this workflow apart have in these clauses. */
  readonly marks: Map<string, unknown>;
}

/**
 * What a message asks for, each with its own words, so that two requests share no facts: "set up Tom Becker from 7 December,
 * and delete Nora Quist's login". A clause that begins none belongs to the one before it. The request of `main` comes first.
 *
 * @param main the workflow that begins
 * @param others further ones that the message surely names; a clause about anything else begins nothing
 */
export function requestsIn(
  turn: Turn,
  main: string,
  others: readonly string[],
  text: string,
): readonly [RequestPart, ...RequestPart[]] {
  const whole: RequestPart = { workflow: main, text };
  if (others.length === 0 && namesApart(turn, main).length === 0) return [whole];
  const clauses = text.split(subjectWords(turn.language).clauseEnd).filter((clause) => /[\p{L}\p{N}]/u.test(clause));
  if (clauses.length < 2 || clauses.length > clausesMax) return [whole];
  const known = new Set([main, ...others]);
  const groups: Group[] = [];
  for (const clause of clauses) {
    const workflow = workflowBegun(turn, clause, known);
    const current = groups.at(-1);
    const marks = marksOf(turn, workflow ?? current?.workflow ?? main, clause);
    if (current === undefined || beginsAnother(current, workflow, marks))
      groups.push({ workflow, clauses: [clause], marks });
    else {
      current.workflow ??= workflow;
      current.clauses.push(clause);
      for (const [name, value] of marks) if (!current.marks.has(name)) current.marks.set(name, value);
    }
  }
  return inOrder(whole, told(turn, main, groups), subjectWords(turn.language).lead);
}

/** The message asks for another thing of the workflow that is under way: every value that tells its requests apart is another one. */
export function asksAnother(turn: Turn, run: Run, text: string): boolean {
  const names = namesApart(turn, run.workflow);
  const marks = marksOf(turn, run.workflow, text);
  const standing = (name: string) => run.slots[name]?.v ?? null;
  return (
    names.length > 0 &&
    names.every((name) => standing(name) !== null && marks.has(name) && marks.get(name) !== standing(name))
  );
}

/** The workflow that a clause begins, of those that the message names. */
function workflowBegun(turn: Turn, clause: string, known: ReadonlySet<string>): string | null {
  if (wordCount(clause) < begins.wordsMin) return null;
  const topic = turn.topics(clause);
  const isRead = topic !== null && topic.outcome === 'match' && topic.confidence >= begins.from;
  return isRead && topic.workflow !== null && known.has(topic.workflow) ? topic.workflow : null;
}

/** The values that tell one request of this workflow from another, as far as the clause has them. */
function marksOf(turn: Turn, workflow: string, clause: string): Map<string, unknown> {
  const { slots } = workflowOf(turn, workflow).definition;
  const marks = new Map<string, unknown>();
  for (const [name, slot] of Object.entries(slots) as [string, SlotDefinition][]) {
    if (!slot.tells_apart) continue;
    const value =
      slot.type === 'choice'
        ? optionIn(turn, workflow, name, slot, clause)
        : (extract(slot, clause, slotContext(turn))?.v ?? null);
    if (value !== null) marks.set(name, value);
  }
  return marks;
}

/** Another workflow is named, or another value where a value is there already. */
function beginsAnother(current: Group, workflow: string | null, marks: ReadonlyMap<string, unknown>): boolean {
  if (workflow !== null && current.workflow !== null && workflow !== current.workflow) return true;
  return [...marks].some(([name, value]) => current.marks.has(name) && current.marks.get(name) !== value);
}

/** Of one workflow only requests that differ in each value that tells them apart are two; the others belong together. */
function told(turn: Turn, main: string, groups: readonly Group[]): Group[] {
  const kept: Group[] = [];
  for (const group of groups) {
    const workflow = group.workflow ?? main;
    const same = kept.find((other) => (other.workflow ?? main) === workflow && !isOther(turn, workflow, other, group));
    if (same === undefined) kept.push(group);
    else {
      same.clauses.push(...group.clauses);
      for (const [name, value] of group.marks) if (!same.marks.has(name)) same.marks.set(name, value);
    }
  }
  return kept;
}

/** The slots that tell one request of this workflow from another. */
function namesApart(turn: Turn, workflow: string): string[] {
  const { slots } = workflowOf(turn, workflow).definition;
  return Object.keys(slots).filter((name) => slots[name]?.tells_apart === true);
}

function isOther(turn: Turn, workflow: string, a: Group, b: Group): boolean {
  const names = namesApart(turn, workflow);
  return (
    names.length > 0 &&
    names.every((name) => a.marks.has(name) && b.marks.has(name) && a.marks.get(name) !== b.marks.get(name))
  );
}

function inOrder(whole: RequestPart, groups: readonly Group[], lead: RegExp): readonly [RequestPart, ...RequestPart[]] {
  if (groups.length < 2) return [whole];
  const parts = groups.map(({ workflow, clauses }) => ({
    workflow: workflow ?? whole.workflow,
    text: clauses.join(' ').trim().replace(lead, ''),
  }));
  const first = parts.find(({ workflow }) => workflow === whole.workflow);
  return first === undefined ? [whole] : [first, ...parts.filter((part) => part !== first)];
}
