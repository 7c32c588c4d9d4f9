import { z } from 'zod';
import { actSchema, openQuestionSchema } from '../acts/acts.ts';

/** What a person said that a message means: a topic (workflow null: none of them), or what it does to the open question. */
export const learnTargetSchema = z.discriminatedUnion('head', [
  z.object({ head: z.literal('topic'), workflow: z.string().min(1).max(100).nullable() }),
  z.object({ head: z.literal('act'), act: actSchema, question: openQuestionSchema }),
]);

/** A labelled message, to learn from beside the shipped lines. */
export const learnLineSchema = z.object({
  text: z.string().trim().min(1).max(5_000),
  /** Of the data that read it: "en". Null: nobody said so. */
  language: z.string().max(20).nullable(),
  /** What it came from, a chat: lines of one group are learned from or measured on, never both. */
  group: z.string().min(1),
  target: learnTargetSchema,
});
export type LearnLine = z.infer<typeof learnLineSchema>;
