import { z } from 'zod';
import { instantSchema } from './ids.ts';

/** What may answer a message before the table of precedence is asked; named as `row` of `TurnWhy` beside the rows of the table. */
export const rulesBeforeTable = [
  /** A person has the chat, or was called: the bot is silent, or says that nobody came. */
  'attended',
  /** Back after a long silence with a greeting: the open question is put again. */
  'came_back',
  /** The open question is one of a newer release, which stands beside this one during an update. */
  'newer_question',
  /** Nothing was left of the message when its secret was taken out. */
  'only_a_secret',
  /** Files and no words. */
  'only_files',
  /** The visitor is over her limit of an hour: a person takes over. */
  'over_cap',
  /** She said the same again, since she was not given the answer: it is given now. */
  'said_again',
] as const;
export type RuleBeforeTable = (typeof rulesBeforeTable)[number];

/**
 * Why the bot answered one message as it did: what was read, which row of the table of precedence decided, what was filled
 * and what was done. Kept with the turn, sealed as it is and as long as it is. Small: some hundred bytes, at most about 2 kB.
 */
export const turnWhySchema = z.object({
  /** What was open when the message came; `ask`: the beginning of its words, where it has any of its own. Null: nothing was asked. */
  question: z.object({ kind: z.string().max(20), ask: z.string().max(80).nullable() }).nullable(),
  /** The workflow and step in which it was read; null outside of a run. */
  at: z.object({ workflow: z.string(), step: z.string().nullable() }).nullable(),
  /**
   * Acts that were read, the primary one first; confidence from 0 to 1. An emergency or another matter that decided stands
   * first. Where the row is `unsure`, these were read, and not surely enough.
   */
  acts: z.array(z.object({ act: z.string(), confidence: z.number() })).max(6),
  /** Topics, the likeliest first; workflow null: none of them. */
  topics: z.array(z.object({ workflow: z.string().nullable(), confidence: z.number() })).max(3),
  /**
   * Rows of the table of precedence that decided, in order, by their names, with the commands they led to: `answer at choice`
   * (row and column of the table), `yes at frame cancel` (a question outside the steps), `after_ticket`, or one of
   * `rulesBeforeTable`. Without commands, where none of them applied: the open question was put again.
   */
  rows: z.array(z.object({ row: z.string(), commands: z.array(z.string()).max(8) })).max(8),
  /**
   * Values that were set, and the words of the message they came from, both as the transcript has them, cut where they are
   * long; text null: not from words of this message (the channel, a rule, a default, an earlier message).
   */
  filled: z
    .array(z.object({ slot: z.string(), value: z.string().max(100), text: z.string().max(100).nullable() }))
    .max(12),
  /** Slots whose value was taken away. */
  cleared: z.array(z.string()).max(12),
  /** Kinds of the effects that were ordered: `createTicket`, `sendCode` …; `forward`: a person was asked to take over. */
  effects: z.array(z.string()).max(12),
});
export type TurnWhy = z.infer<typeof turnWhySchema>;

export const explainedTurnSchema = z.object({
  seq: z.number().int(),
  at: instantSchema,
  /** What the bot said, as the transcript has it; empty where it was silent. */
  answer: z.array(z.string()),
  why: turnWhySchema,
});
export type ExplainedTurn = z.infer<typeof explainedTurnSchema>;
/** Answer of `conversation.whyOf`: the newest 250 turns as far as messages caused them, oldest first. */
export const explainedTurnsSchema = z.object({ items: z.array(explainedTurnSchema) });
