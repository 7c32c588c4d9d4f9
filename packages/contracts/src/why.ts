import { z } from 'zod';

/**
 * Why the bot answered one message as it did: what was read, which row of the table of precedence decided, what was filled
 * and what was done. Kept with the turn, sealed as it is and as long as it is.
 */
export const turnWhySchema = z.object({
  /** What was open when the message came; null: nothing was asked. */
  question: z.object({ kind: z.string(), ask: z.string().nullable() }).nullable(),
  /** The workflow and step in which it was read; null outside of a run. */
  at: z.object({ workflow: z.string(), step: z.string().nullable() }).nullable(),
  /** Acts that were read, the primary one first; confidence from 0 to 1. */
  acts: z.array(z.object({ act: z.string(), confidence: z.number() })).max(6),
  /** Topics, the likeliest first; workflow null: none of them. */
  topics: z.array(z.object({ workflow: z.string().nullable(), confidence: z.number() })).max(3),
  /** Rows of the table of precedence that decided, in order, by their names, with the commands they led to. */
  rows: z.array(z.object({ row: z.string(), commands: z.array(z.string()).max(8) })).max(8),
  /** Values that were set, and the words of the message they came from; text null: not from words (a rule, a default). */
  filled: z.array(z.object({ slot: z.string(), value: z.string(), text: z.string().nullable() })).max(12),
  /** Slots whose value was taken away. */
  cleared: z.array(z.string()).max(12),
  /** Kinds of the effects that were ordered: `createTicket`, `sendMail` … */
  effects: z.array(z.string()).max(12),
});
export type TurnWhy = z.infer<typeof turnWhySchema>;
