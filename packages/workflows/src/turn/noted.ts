import type { SlotDefinition } from '../definition/slot-schema.ts';
import type { Words } from '../replies/reply-types.ts';
import type { Answer } from '../state/state-schema.ts';

/** An answer that was heard: its line, and, where the file words it, the part of a sentence that says it back. */
export interface NotedLine {
  readonly label: string;
  readonly text: string;
  readonly phrase?: string | undefined;
}

/** What a heard answer is said back as. */
export function toNoted(slot: SlotDefinition, answer: Answer): NotedLine {
  return { label: slot.label, text: answer.t, phrase: phraseOf(slot, answer)?.replace('{value}', answer.t) };
}

function phraseOf(slot: SlotDefinition, { v: value, t: text }: Answer): string | undefined {
  if (slot.type === 'yes_no' && value === false) return slot.noted_no;
  const choice = slot.type === 'choice' ? slot.choices?.find((option) => option.value === value) : undefined;
  // Of several that are true together each is said.
  const isAlone = choice === undefined || text === (choice.text ?? choice.label);
  return (isAlone ? choice?.noted : undefined) ?? slot.noted;
}

/** Lines that are worth saying back: a phrase that the file leaves empty is not. */
export const worthSaying = (lines: readonly NotedLine[]): boolean => lines.some(({ phrase }) => phrase !== '');

/** "the printer is offline, it is on the network, and Printer: HP": what was heard, in one sentence. */
export function notedOf(words: Words, lines: readonly NotedLine[]): string {
  const parts = lines
    .map(({ label, text, phrase }) => phrase ?? words('answer.line', { label, text }))
    .filter((part) => part !== '');
  return new Intl.ListFormat(words.language, { type: 'conjunction' }).format(parts);
}
