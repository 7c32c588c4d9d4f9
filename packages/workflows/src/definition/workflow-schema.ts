import { prioritySchema } from '@acebuddy/contracts';
import { z } from 'zod';
import { phrasesSchema } from '../language/phrases.ts';
import { questionTopics } from '../language/question-topics.ts';
import { conditionSchema } from './condition-schema.ts';
import { slotSchema } from './slot-schema.ts';
import { stepSchema } from './step-schema.ts';
import { buttonSchema, nameSchema, textSchema, workflowNameSchema } from './text-schema.ts';

const tag = z.string().min(3).max(100);

/** The first rule whose condition holds sets priority and team; tags and actions of all that hold are added. */
const ruleSchema = z.strictObject({
  when: conditionSchema,
  priority: prioritySchema.optional(),
  team: z.string().trim().min(1).max(100).optional(),
  tags: z.array(tag).default([]),
  action: textSchema.optional(),
});

const ticketSchema = z.strictObject({
  /** `<name> - <customer name>` when left out. */
  subject: textSchema.max(200).optional(),
  /** First lines of the description; the collected answers follow. */
  description: textSchema.optional(),
  /** What the team must do. */
  action: textSchema,
  tags: z.array(tag).max(10).default([]),
  rules: z.array(ruleSchema).default([]),
  /** Custom fields by our own names; texts may use `{{slot}}`. */
  fields: z.record(z.string().regex(/^[a-z][a-z0-9_]*$/), z.string().max(200)).default({}),
  /** Date or moment slot that becomes the ticket's due date. */
  due: nameSchema.optional(),
  /** Notes in the customer's mail. */
  notes: z.array(textSchema).max(6).default([]),
});

/** One workflow file. The engine knows no workflow by name: everything it does is said here. */
export const workflowSchema = z.strictObject({
  id: workflowNameSchema,
  name: z.string().trim().min(1).max(60),
  /** One sentence: what this is for. Shown in "is it A or B?" and in the documents. */
  summary: textSchema.max(300),
  button: buttonSchema,
  /** How the chat speaks of it in a sentence: "your printer problem". */
  topic: z.string().trim().min(1).max(60).optional(),
  /** Topics whose wishes are a part of this request: a mailbox for the new colleague. What does not work there is another problem. */
  includes: z.array(workflowNameSchema).max(12).default([]),
  priority: prioritySchema,
  team: z.string().trim().min(1).max(100),
  /** What the customer is told about how long it takes. */
  expected: z.string().trim().min(1).max(200),
  /** Share that is closed without an agent, and minutes saved per run: for the impact figures. */
  impact: z.strictObject({ closure: z.number().min(0).max(1), minutes_saved: z.number().min(0) }),
  verification: z.enum(['none', 'code']).default('none'),
  /** What was understood, so that a wrong guess is visible at once. One is chosen per chat. */
  opening: z.array(textSchema.max(300)).min(1).max(5),
  slots: z.record(nameSchema, slotSchema),
  /**
   * Answers with which the person of slots with `account: other` is to get a first account. Otherwise she has one, and
   * "verified" demands that the directory gives it to somebody of the requester's company.
   */
  new_person_when: z.record(nameSchema, z.string().min(1).max(60)).default({}),
  steps: z.array(stepSchema).min(1),
  ticket: ticketSchema,
  /** A silent customer gets a ticket when these answers are known. */
  ticket_when_abandoned: z.array(nameSchema).default([]),
  /** What is answered to a question beside the answer, by what it is about; texts may use `{{slot}}`. */
  answers: z.partialRecord(z.enum(questionTopics), textSchema.max(400)).default({}),
  /** Questions of this workflow alone: how they are put, as `phrases` of the language files have it, and the answer. */
  questions: z
    .array(z.strictObject({ asked: phrasesSchema, answer: textSchema.max(400) }))
    .max(30)
    .default([]),
  /** Decisions taken where the facts were missing, for the people who look after this file. */
  decisions: z.array(z.string().max(500)).default([]),
  /** Messages that mean this workflow; the detector learns from them. */
  examples: z.array(z.string().trim().min(3).max(500)).min(1),
});
export type WorkflowDefinition = z.infer<typeof workflowSchema>;
