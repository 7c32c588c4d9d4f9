import { z } from 'zod';
import { attentionSchema } from './console.ts';
import { instantSchema } from './ids.ts';

/*
 * How what needs attention reaches people who are not looking. The gateway, which alone asks every service, brings what it saw;
 * notifications keeps since when each kind is there, and mails it to the lead once.
 */

/** The services that are asked what of them needs a person. */
export const watchedServices = ['conversation', 'ticketing', 'notifications'] as const;

/** Answer of `notifications.takeWatch`. */
export const watchTurnSchema = z.object({
  /** The caller is to look now and to tell what it saw; nobody else is for a while. */
  mine: z.boolean(),
  /** The week, in the operator's zone, whose mail is due; null: none is. */
  week: z.object({ from: z.iso.date(), to: z.iso.date() }).nullable(),
});
export type WatchTurn = z.infer<typeof watchTurnSchema>;

/** Input of `notifications.noteAttention`: what every service says of itself at this moment. */
export const noteAttentionInputSchema = z.object({
  /** One of a kind, counted over all services. */
  items: z.array(attentionSchema).max(100),
  /** Services that did not answer: what they own may be there or not. */
  silent: z.array(z.string().max(40)).max(20),
});
export type NoteAttentionInput = z.infer<typeof noteAttentionInputSchema>;
/** The kinds whose mail was ordered by this look. */
export const notedAttentionSchema = z.object({ mailed: z.array(z.string()) });

/** A figure of a week beside the week before. */
export const weekFigureSchema = z.object({
  id: z.string().max(80),
  title: z.string().max(200),
  /** As in `figureDefinitionSchema`. */
  unit: z.string().max(20),
  /** Null: there was nothing to compute it from. */
  value: z.number().nullable(),
  before: z.number().nullable(),
});
export type WeekFigure = z.infer<typeof weekFigureSchema>;

/** One of the things to look at. */
export const weekLookSchema = z.discriminatedUnion('what', [
  z.object({ what: z.literal('attention'), item: attentionSchema }),
  /** A figure that got worse. */
  z.object({ what: z.literal('figure'), figure: weekFigureSchema }),
  /** A workflow, and the question in it that is asked again most often. */
  z.object({
    what: z.literal('question'),
    workflow: z.string().max(100),
    workflowName: z.string().max(200),
    question: z.string().max(100),
    asked: z.number().int(),
    again: z.number().int(),
  }),
]);
export type WeekLook = z.infer<typeof weekLookSchema>;
export const weekLooksMax = 5;

/** Input of `notifications.sendWeek`, and what is kept until it is mailed. */
export const weekMailSchema = z.object({
  from: z.iso.date(),
  to: z.iso.date(),
  /** ISO 4217. */
  currency: z.string().max(10),
  figures: z.array(weekFigureSchema).max(40),
  look: z.array(weekLookSchema).max(weekLooksMax),
});
export type WeekMail = z.infer<typeof weekMailSchema>;

/** What is kept of an alert until it is mailed. */
export const alertWorkSchema = z.object({
  item: attentionSchema,
  /** Since when it is there. */
  since: instantSchema,
});
export type AlertWork = z.infer<typeof alertWorkSchema>;
