import { z } from 'zod';
import { type SlotDefinition, slotSchema } from '../definition/slot-schema.ts';
import { keptByText } from '../language/kept.ts';
import { defaultLanguage } from '../replies/reply-types.ts';
import { readBuiltin } from './builtin-file.ts';

/** Answers about the customer: kept for the whole chat, shared by all runs. */
export const profileSlots = ['name', 'email', 'phone'] as const;
export type ProfileSlot = (typeof profileSlots)[number];

export function isProfileSlot(name: string): name is ProfileSlot {
  return (profileSlots as readonly string[]).includes(name);
}

const slotsSchema = z.record(z.enum([...profileSlots, 'callback_time', 'details']), slotSchema);

/** Slots that every workflow may ask for without declaring them, in a language. */
export const builtinSlotsIn = keptByText(
  (language): Readonly<Record<string, SlotDefinition>> => slotsSchema.parse(readBuiltin('slots.yaml', language)),
);

/** The same in English: for what does not depend on words. */
export const builtinSlots: Readonly<Record<string, SlotDefinition>> = builtinSlotsIn(defaultLanguage);
