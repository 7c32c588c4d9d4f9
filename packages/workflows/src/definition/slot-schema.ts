import { z } from 'zod';
import { buttonSchema, nameSchema, textSchema } from './text-schema.ts';

const phrase = z.string().trim().min(1).max(80);

export const choiceSchema = z.strictObject({
  /** What is stored and what conditions compare with. */
  value: z.union([z.string().min(1).max(60), z.number()]),
  /** The button. */
  label: buttonSchema,
  /** How the ticket words it; the label when left out. */
  text: z.string().trim().max(120).optional(),
  /** Other ways customers say it. Whole words, any case. */
  synonyms: z.array(phrase).default([]),
  /** The same, but only in the answer to its question; `yes` and `no` stand for all their forms. */
  answers: z.array(phrase).default([]),
  /** Meant when a message names it together with other choices. */
  wins: z.boolean().default(false),
});
export type Choice = z.infer<typeof choiceSchema>;

const common = {
  /** Name of the line in summaries and tickets. */
  label: z.string().trim().min(1).max(60),
  ask: textSchema,
  /** Said after an answer that could not be used; tells what would work. */
  retry: textSchema.optional(),
  /** Answer to "why do you need that?". */
  why: textSchema.optional(),
  /** The customer may skip it without being offered a person. */
  optional: z.boolean().default(false),
  /** Words for this line in corrections: "change the start date to …". The label always works. */
  names: z.array(phrase).default([]),
  /**
   * Phrases that give the answer in any message, with `{value}` for the answer: "my user name is {value}". A
   * phrase ends at the end of the clause.
   */
  listen: z.array(phrase).default([]),
  /** Never filled from other messages than the answer to its question. */
  only_when_asked: z.boolean().default(false),
};

export const slotSchema = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('text'),
    ...common,
    min_length: z.number().int().min(1).default(2),
    max_length: z.number().int().min(1).max(2_000).default(500),
    /** What `listen` hears is one word with a digit, a hyphen or capitals only, such as a machine's name: "reboot SRV2 tonight". */
    one_id: z.boolean().default(false),
    /** Makes whose models are found in any message: "our HP LaserJet M404 is offline". */
    makes: z.array(phrase).default([]),
    /** Phrases by which the first message has answered this already, as a whole: "give Sarah access to the tax folder". */
    tells: z.array(phrase).default([]),
    /** Shorter messages than this many words say too little for that. */
    tells_words: z.number().int().min(1).default(8),
  }),
  /** `find`: first and last name of somebody else are taken from any message that is about her. */
  z.strictObject({ type: z.literal('name'), ...common, find: z.boolean().default(false) }),
  z.strictObject({ type: z.literal('username'), ...common }),
  /** `find`: the only address in a message is this one. */
  z.strictObject({ type: z.literal('email'), ...common, find: z.boolean().default(false) }),
  z.strictObject({ type: z.literal('phone'), ...common }),
  z.strictObject({ type: z.literal('date'), ...common, future: z.boolean().default(false) }),
  /** A moment; the customer's time zone counts unless she names another. */
  z.strictObject({
    type: z.literal('datetime'),
    ...common,
    future: z.boolean().default(true),
    /** A day with a time is taken from any message: "tonight at 9 pm". */
    find: z.boolean().default(false),
  }),
  z.strictObject({ type: z.literal('percent'), ...common }),
  z.strictObject({
    type: z.literal('number'),
    ...common,
    min: z.number().optional(),
    max: z.number().optional(),
    unit: z.string().max(20).optional(),
  }),
  /** An error number or a short error text. Numbers such as -6177,0 or 0x204 are found in any message. */
  z.strictObject({ type: z.literal('error_code'), ...common }),
  z.strictObject({
    type: z.literal('yes_no'),
    ...common,
    /** Phrases that mean yes, or no, in any message. */
    yes_when: z.array(phrase).default([]),
    no_when: z.array(phrase).default([]),
  }),
  z.strictObject({
    type: z.literal('choice'),
    ...common,
    choices: z.array(choiceSchema).min(2).max(8).optional(),
    /** Name of a list in the configuration, for example `plans`. */
    list: nameSchema.optional(),
  }),
]);
export type SlotDefinition = z.infer<typeof slotSchema>;
export type ChoiceSlot = Extract<SlotDefinition, { type: 'choice' }>;
