import { z } from 'zod';

/** What a message may do; several may hold in one. What counts as what: the table of the README beside the lines. */
export const acts = [
  'answer',
  'yes',
  'no',
  'worked',
  'not_worked',
  'partly',
  'cannot',
  'how',
  'wait',
  'done',
  'skip',
  'why',
  'rephrase',
  'repeat',
  'back',
  'correct',
  'cancel',
  'restart',
  'request',
  'resume',
  'human',
  'ticket',
  'callback',
  'status',
  'solved',
  'thanks',
  'greet',
  'bye',
  'smalltalk',
  'complaint',
  'nonsense',
  'other_language',
  'injection',
  'question',
] as const;
export type Act = (typeof acts)[number];

/** Acts that are dear when read in wrongly: a person, a call, a ticket, the end of the request, a new start. */
export const wishes = ['human', 'callback', 'ticket', 'cancel', 'restart'] as const satisfies readonly Act[];

/** Questions that ask for a value. */
export const valueKinds = ['choice', 'text', 'name', 'email', 'phone', 'date', 'number'] as const;

/** What may be open when a message comes. `idle`: nothing. */
export const questionKinds = ['idle', ...valueKinds, 'guide', 'confirm', 'code', 'closing', 'ways'] as const;
export type QuestionKind = (typeof questionKinds)[number];

/** What a value that was read may be. */
export const valueTypes = ['email', 'phone', 'date', 'number', 'name', 'choice', 'code', 'address', 'ticket'] as const;
export type ValueType = (typeof valueTypes)[number];

export const actSchema = z.enum(acts);
export const questionKindSchema = z.enum(questionKinds);

export const openQuestionSchema = z.object({
  kind: questionKindSchema,
  /** The question as it was put to the customer. */
  ask: z.string().optional(),
  /** Labels of the options or buttons, where it has some. */
  options: z.array(z.string()).optional(),
  /** Id of the workflow that asks. */
  workflow: z.string().optional(),
});
export type OpenQuestion = z.infer<typeof openQuestionSchema>;

export const readActSchema = z.object({
  act: actSchema,
  /** Calibrated chance that the act is meant, 0 to 1. */
  confidence: z.number(),
  /** For `request`: the workflow that the topic head reads; left out where it reads none. */
  workflow: z.string().optional(),
});
export type ReadAct = z.infer<typeof readActSchema>;

export const readValueSchema = z.object({
  type: z.enum(valueTypes),
  value: z.unknown(),
  /** The words it was read from, as typed. */
  text: z.string(),
  confidence: z.number().optional(),
  /** What speaks against it. */
  against: z.string().optional(),
});
export type ReadValue = z.infer<typeof readValueSchema>;

export const readingSchema = z.object({
  /** The primary act first, then the acts that are present besides. Never empty. */
  acts: z.array(readActSchema).min(1),
  /** The best readings of the primary act, the first included: what to ask about when unsure. */
  alternatives: z.array(readActSchema),
  topic: z.object({
    /** The best single workflow, null for none. */
    workflow: z.string().nullable(),
    confidence: z.number(),
    alternatives: z.array(z.object({ workflow: z.string(), confidence: z.number() })),
    /** Further issues named in the message. */
    others: z.array(z.string()),
  }),
  values: z.array(readValueSchema),
  /** Language whose data read it. */
  language: z.string(),
});
export type Reading = z.infer<typeof readingSchema>;
