import { profileSlots } from '../flow/builtin-slots.ts';
import { answerOf, slotOf, type Turn, workflowOf } from '../flow/turn.ts';
import type { Words } from '../replies/reply-types.ts';
import type { Run } from '../state/state-schema.ts';
import { clearAnswer } from './answers.ts';

/** Slots that have an answer, the newest first. */
export function answered(turn: Turn, run: Run): string[] {
  const names = [
    ...run.order,
    ...Object.keys(run.slots),
    ...profileSlots.filter((name) => turn.state.profile[name] !== null),
  ];
  return [...new Set(names)].filter((name) => answerOf(turn, run, name) !== undefined).reverse();
}

/** Reopens the newest answer: "go back". */
export function reopenLast(turn: Turn, run: Run): string | null {
  const name = answered(turn, run).find((candidate) => run.order.includes(candidate));
  if (name === undefined) return null;
  clearAnswer(turn, run, name);
  return name;
}

/** Answers as one line: "Printer: HP LaserJet; Cable: USB". */
export function linesOf(words: Words, lines: readonly { readonly label: string; readonly text: string }[]): string {
  return lines.map(({ label, text }) => words('answer.line', { label, text })).join('; ');
}

/** Labels of everything that can be corrected, newest last. */
export function correctable(turn: Turn, run: Run): { name: string; label: string }[] {
  const workflow = workflowOf(turn, run.workflow);
  return answered(turn, run)
    .reverse()
    .map((name) => ({ name, label: slotOf(workflow, name)?.label ?? name }));
}
