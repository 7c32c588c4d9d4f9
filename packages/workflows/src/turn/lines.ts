import type { SlotDefinition } from '../definition/slot-schema.ts';
import { isProfileSlot, profileSlots } from '../flow/builtin-slots.ts';
import { answerOf, slotContext, slotOf, type Turn, workflowOf } from '../flow/turn.ts';
import type { Stop } from '../flow/walk.ts';
import { bare, escapeRegex } from '../language/normalise.ts';
import { parseAnswer } from '../slots/parse-answer.ts';
import type { Answer, Run } from '../state/state-schema.ts';
import { clearAnswer } from './answers.ts';

/** Slots that have an answer, the newest first. */
export function answered(turn: Turn, run: Run): string[] {
  const names = [
    ...run.order,
    ...Object.keys(run.slots),
    ...profileSlots.filter((name) => turn.state.profile[name] !== null),
  ];
  return [...new Set(names)].filter((name) => answerOf(turn.state, run, name) !== undefined).reverse();
}

function wordsFor(slot: SlotDefinition, name: string): string[] {
  return [...new Set([slot.label, name.replaceAll('_', ' '), ...slot.names].map(bare))]
    .filter((word) => word.length > 2)
    .sort((a, b) => b.length - a.length);
}

/** The line that a text speaks of, by its label or one of its names. */
export function mentioned(
  turn: Turn,
  run: Run,
  text: string,
): { name: string; slot: SlotDefinition; end: number; word: string } | null {
  const workflow = workflowOf(turn, run.workflow);
  const hits = answered(turn, run).flatMap((name) => {
    const slot = slotOf(workflow, name);
    if (slot === undefined) return [];
    return wordsFor(slot, name).flatMap((word) => {
      const match = new RegExp(
        `(?<![\\p{L}\\p{N}])${escapeRegex(word).replaceAll(' ', '[\\s-]+')}(?![\\p{L}\\p{N}@])`,
        'iu',
      ).exec(text);
      return match === null ? [] : [{ name, slot, end: match.index + match[0].length, word }];
    });
  });
  // Of equal words the run's own line is meant: "the name is wrong" in a request about another person.
  const own = (name: string) => (isProfileSlot(name) ? 0 : 1);
  return hits.sort((a, b) => b.word.length - a.word.length || own(b.name) - own(a.name))[0] ?? null;
}

export function namesOther(turn: Turn, run: Run, text: string, stop: Stop | null): boolean {
  const hit = mentioned(turn, run, text);
  return hit !== null && !(stop?.kind === 'ask' && stop.slot === hit.name);
}

/** "The user name is jdoes": a new value for a line that has one, whatever topic the words may sound like. */
export function namesNewValue(turn: Turn, run: Run, text: string): boolean {
  const hit = mentioned(turn, run, text);
  if (hit === null || !/^\s*(?:is|should be|must be|to|was meant to be|=|:)\b/i.test(text.slice(hit.end))) return false;
  return readValue(turn, hit.slot, tailOf(text, hit.end)) !== null;
}

/** What follows the name of a line: the new value. */
export function tailOf(text: string, end: number): string {
  return text
    .slice(end)
    .replace(
      /^\s*(?:is|was|are)?\s*(?:wrong|incorrect|not right|not correct|a typo|misspelled|misspelt)\b[,.;:!\s]*/i,
      '',
    )
    .replace(
      /^[\s,.;:!-]*(?:(?:it's|its|it is|that's|it should be|should be|should say|should read|should have been|is supposed to be|supposed to be|needs to be|must be|will be|would be|to be|to|is|was|as|with|from .+? to|not .+? but|=|→)\b\s*)+/i,
      '',
    )
    .trim();
}

export function readValue(turn: Turn, slot: SlotDefinition, tail: string): Answer | null {
  const read = parseAnswer(slot, tail.replace(/[.!\s]+$/, ''), slotContext(turn));
  return read.ok ? read.answer : null;
}

/** Reopens the newest answer: "go back". */
export function reopenLast(turn: Turn, run: Run): string | null {
  const name = answered(turn, run).find((candidate) => run.order.includes(candidate));
  if (name === undefined) return null;
  clearAnswer(turn, run, name);
  return name;
}

/** Labels of everything that can be corrected, newest last. */
export function correctable(turn: Turn, run: Run): { name: string; label: string }[] {
  const workflow = workflowOf(turn, run.workflow);
  return answered(turn, run)
    .reverse()
    .map((name) => ({ name, label: slotOf(workflow, name)?.label ?? name }));
}
