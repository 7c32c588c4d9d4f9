import { z } from 'zod';
import { type SlotDefinition, slotSchema } from '../definition/slot-schema.ts';
import { readBuiltin } from './builtin-file.ts';

/** Answers about the customer: kept for the whole chat, shared by all runs. */
export const profileSlots = ['name', 'email', 'phone'] as const;
export type ProfileSlot = (typeof profileSlots)[number];

export function isProfileSlot(name: string): name is ProfileSlot {
  return (profileSlots as readonly string[]).includes(name);
}

/** Slots that every workflow may ask for without declaring them. */
export const builtinSlots: Readonly<Record<string, SlotDefinition>> = z
  .record(z.enum([...profileSlots, 'callback_time', 'details']), slotSchema)
  .parse(readBuiltin('slots.yaml'));
