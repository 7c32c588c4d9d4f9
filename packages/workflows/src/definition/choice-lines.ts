import { type ChoiceLine, noOption } from '@acebuddy/detection';
import type { Workflow } from './program.ts';
import type { ChoiceSlot } from './slot-schema.ts';

/** Fewer examples of an option teach nothing. */
export const choiceExamplesMin = 8;

/** What the reader of choices learns from workflow files: `own` of `createChoiceReader`. */
export function choiceLinesOf(workflows: readonly Workflow[]): ChoiceLine[] {
  return workflows.flatMap(({ definition: { id, slots } }) =>
    Object.entries(slots).flatMap(([name, slot]) => (slot.type === 'choice' ? linesOf(`${id}.${name}`, slot) : [])),
  );
}

function linesOf(question: string, slot: ChoiceSlot): ChoiceLine[] {
  const examples = (slot.choices ?? []).map(({ value, examples }) => ({ option: String(value), examples }));
  if (examples.every((one) => one.examples.length === 0)) return [];
  return [...examples, { option: noOption, examples: slot.other_examples }].flatMap((one) =>
    one.examples.map((text) => ({ question, option: one.option, text })),
  );
}
