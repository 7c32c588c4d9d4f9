import { z } from 'zod';
import { actorSchema } from './audit.ts';
import { extensibleEnum } from './extensible-enum.ts';
import { conversationIdSchema, instantSchema } from './ids.ts';
import { turnWhySchema } from './why.ts';

/*
 * Messages that were not understood, what people say they mean, and the model that is learned from that. Owned by conversation.
 */

/** Why a message is in the list of those that were not understood. */
export const doubtKinds = [
  /** Nothing of it was understood. */
  'none',
  /** "A or B?" was asked back. */
  'unsure',
  /** It began a request that she then left for the one that she meant. */
  'switched',
  /** She corrected a value that was read from it. */
  'corrected',
  /** It led to the ways to people. */
  'people',
] as const;
export type DoubtKind = (typeof doubtKinds)[number];

/** One message: the chat and the number of the turn. */
export const messageKeySchema = z.object({ conversationId: conversationIdSchema, seq: z.number().int().positive() });
export type MessageKey = z.infer<typeof messageKeySchema>;

/** What a person says that a message means. */
export const labelSchema = z.discriminatedUnion('kind', [
  /** The topic; workflow null: none of them. */
  z.object({ kind: z.literal('topic'), workflow: z.string().min(1).max(100).nullable() }),
  /** What it does to the question that was open. */
  z.object({ kind: z.literal('act'), act: z.string().min(1).max(40) }),
  /** Right as it was: the bot read it as it was meant. */
  z.object({ kind: z.literal('right') }),
]);
export type Label = z.infer<typeof labelSchema>;

const cursor = z.string().max(400);

export const listDoubtsInputSchema = z.object({
  kind: z.enum(doubtKinds).optional(),
  /** BCP 47, as the chat's. */
  language: z.string().max(20).optional(),
  /** Those that have a label, or have none; both when left out. */
  labelled: z.boolean().optional(),
  /** Seen at or after, and before. */
  from: instantSchema.optional(),
  to: instantSchema.optional(),
  after: cursor.optional(),
  limit: z.number().int().min(1).max(100).default(50),
  actor: actorSchema.optional(),
});

/** A message that was not understood. `text`: as the transcript has it, addresses, numbers and her name replaced. */
export const doubtRowSchema = messageKeySchema.extend({
  kind: extensibleEnum(doubtKinds),
  at: instantSchema,
  language: z.string().nullable(),
  text: z.string(),
  /** What was read and done then; null where the turn kept nothing of it. */
  why: turnWhySchema.nullable(),
  label: labelSchema.nullable(),
});
export type DoubtRow = z.infer<typeof doubtRowSchema>;
/** Newest first. Reading is audited. `BAD_REQUEST` for a key that is none of an earlier page. */
export const doubtPageSchema = z.object({ items: z.array(doubtRowSchema), next: z.string().nullable() });

/** Most messages that are labelled in one call. */
export const labelledMax = 100;
/** `label` null takes the label away. */
export const labelMessagesInputSchema = z.object({
  messages: z.array(messageKeySchema).min(1).max(labelledMax),
  label: labelSchema.nullable(),
  actor: actorSchema.optional(),
});
/** Each for itself: one that cannot be labelled does not stop the others. */
export const labelledSchema = z.object({
  done: z.number().int(),
  failed: z.array(messageKeySchema.extend({ reason: z.string() })),
});

export const comparedGroupShape = z.object({
  head: extensibleEnum(['topic', 'act']),
  /** `development`: shipped, never learned from; `labels`: held out of the labels; `own`: examples of the operator's workflows, learned by both. */
  set: extensibleEnum(['development', 'labels', 'own']),
  /** A workflow, `none`, an act, or `all`. */
  name: z.string(),
  language: z.string().nullable(),
  count: z.number().int(),
  /** Lines read rightly by the model in force, and by the new one. */
  before: z.number().int(),
  after: z.number().int(),
  lost: z.number().int(),
  gained: z.number().int(),
  /** Standard error, 0 to 1. */
  error: z.number(),
  isWorse: z.boolean(),
  contradicted: z.number().int(),
  isContradicted: z.boolean(),
});

export const learnedModelSchema = z.object({
  id: z.number().int().positive(),
  at: instantSchema,
  /** Labels that it learned from, and that were held out. */
  learnedFrom: z.number().int(),
  heldOut: z.number().int(),
  /** Of its labels, those that are there no more: taken away, or deleted with their person. */
  labelsGone: z.number().int(),
  /** The model that it was compared with; null: the shipped one. */
  comparedWith: z.number().int().nullable(),
  groups: z.array(comparedGroupShape),
  /** It may be taken over: it learned something, nothing got worse by more than its error, and no labels are contradicted. */
  mayBeTaken: z.boolean(),
});
export type LearnedModel = z.infer<typeof learnedModelSchema>;

export const trainingSchema = z.object({
  state: extensibleEnum(['running', 'done', 'failed']),
  startedAt: instantSchema,
  phase: extensibleEnum(['topics', 'acts', 'comparison']),
  language: z.string().nullable(),
  /** Of the phase, 0 to 1. */
  share: z.number(),
  /** The model that came of it. */
  modelId: z.number().int().nullable(),
  /** Why it failed, in a sentence. */
  problem: z.string().nullable(),
});
export type Training = z.infer<typeof trainingSchema>;

/** Answer of `conversation.learning`. */
export const learningSchema = z.object({
  /** Acts that a label may name. */
  acts: z.array(z.string()),
  /** By what was said: `topic`, `act`, and the workflow (null: none) or act. */
  labels: z.array(
    z.object({ head: extensibleEnum(['topic', 'act']), name: z.string().nullable(), count: z.number().int() }),
  ),
  training: trainingSchema.nullable(),
  /** The model in force; null: the shipped one. */
  active: z.number().int().nullable(),
  /** The one that "back" goes to; undefined where there is none, null: the shipped one. */
  before: z.number().int().nullable().exactOptional(),
  /** The replica that answers cannot use the model in force, and reads with the one before: why. */
  refused: z.string().nullable(),
  /** The model in force, and the newest one, newest first. */
  models: z.array(learnedModelSchema),
});
export type Learning = z.infer<typeof learningSchema>;

export const byActorSchema = z.object({ actor: actorSchema.optional() });
/** Input of `conversation.takeModel`. */
export const takeModelInputSchema = byActorSchema.extend({ id: z.number().int().positive() });
