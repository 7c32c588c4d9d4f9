import { matterKinds } from '@acebuddy/detection';
import { z } from 'zod';
import { conditionSchema } from './condition-schema.ts';
import { buttonSchema, nameSchema, textSchema } from './text-schema.ts';

const phrase = z.string().trim().min(1).max(80);

/** What choices of several workflows mean alike: the language's file has their names, so that each stands there once. */
export const choiceMeaningSchema = z.enum(['one_person', 'several_people']);
export type ChoiceMeaning = z.infer<typeof choiceMeaningSchema>;

export const choiceSchema = z.strictObject({
  /** What is stored and what conditions compare with. */
  value: z.union([z.string().min(1).max(60), z.number()]),
  /** The button. */
  label: buttonSchema,
  /** How the ticket words it; the label when left out. */
  text: z.string().trim().max(120).optional(),
  /** How the chat says that it heard this: "the printer is offline". */
  noted: z.string().trim().max(120).optional(),
  /** Other ways customers say it. Whole words, any case; `{count}` is a number of more than one: "{count} of us". */
  synonyms: z.array(phrase).default([]),
  /** The same, but only in the answer to its question; `yes` and `no` stand for all their forms. */
  answers: z.array(phrase).default([]),
  /** Messages that choose it, first ones as well as answers, for the reader to learn from: so many that it can, or none. */
  examples: z.array(z.string().trim().min(2).max(500)).max(500).default([]),
  /** It is also called what every choice of that meaning is called. */
  means: choiceMeaningSchema.optional(),
  /** Values of choices that may be true together with it: both are kept, and the one that stands first in the list leads on. */
  beside: z.array(z.union([z.string(), z.number()])).default([]),
  /** Meant when a message names it together with other choices. */
  wins: z.boolean().default(false),
});
export type Choice = z.infer<typeof choiceSchema>;

const common = {
  /** Name of the line in summaries and tickets. */
  label: z.string().trim().min(1).max(60),
  ask: textSchema,
  /** How the chat says what it heard, as part of a sentence, with `{value}` for it: "the server is {value}". */
  noted: z.string().trim().max(120).optional(),
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
  /**
   * Slots whose answers were given for this one's: a changed answer makes them void, and what depends on them in turn
   * ("restart now" has no hour). Say it where a later question makes sense for some answers only, or asks about this one.
   */
  clears: z.array(nameSchema).default([]),
  /** While this does not hold, it is filled by the answer to its question alone: "as of Monday" is a last day of a leaver only. */
  heard_when: conditionSchema.optional(),
  /** Choices that any answer to this one makes: a time at which to restart says that it is planned. */
  sets: z.record(nameSchema, z.union([z.string(), z.number()])).default({}),
  /**
   * Another value makes another request: "add Tom, and remove Nora" are two. Where several slots say so, all of them must differ.
   */
  tells_apart: z.boolean().default(false),
  /** Never filled from other messages than the answer to its question, but by the phrases of `listen`. */
  only_when_asked: z.boolean().default(false),
};

/**
 * The slot names an account. `own`: the request touches this account, and "verified" demands that the directory gives the
 * requester's proven address to it. `other`: the account of the person for whom it is; the requester is checked by her own.
 */
const account = z.enum(['own', 'other']).optional();

export const slotSchema = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('text'),
    ...common,
    min_length: z.number().int().min(1).default(2),
    max_length: z.number().int().min(1).max(2_000).default(500),
    /** What `listen` hears is one word with a digit, a hyphen or capitals only, such as a machine's name: "reboot SRV2 tonight". */
    one_id: z.boolean().default(false),
    /** Several things may be named, each is kept: "Excel, Word and Drake", later "plus Zoom". */
    many: z.boolean().default(false),
    /**
     * What is taken from any message by its looks. `ip`: a public IP address, and nothing else is an answer; `drive`: the
     * letter of a drive ("the E drive"); `free_space`: how much of it is left ("3 gigs left").
     */
    format: z.enum(['ip', 'drive', 'free_space']).optional(),
    /** Words that are taken from any message where one of `behind` stands before them, or a clause begins: "as a payroll clerk". */
    known: z
      .strictObject({
        words: z.array(phrase).min(1),
        behind: z.array(phrase).min(1),
        clause: z.boolean().default(false),
      })
      .optional(),
    /** Makes whose models are found in any message: "our HP LaserJet M404 is offline". */
    makes: z.array(phrase).default([]),
    /** Phrases by which the first message has answered this already, as a whole: "give Sarah access to the tax folder". */
    tells: z.array(phrase).default([]),
    /** The same of one clause among others, in any message: "restart it please, the printing hangs". */
    tells_clause: z.boolean().default(false),
    /** Shorter messages than this many words say too little for that. */
    tells_words: z.number().int().min(1).default(8),
  }),
  /** `find`: first and last name of somebody else are taken from any message that is about her. */
  z.strictObject({
    type: z.literal('name'),
    ...common,
    find: z.boolean().default(false),
    /** The full name stands for an account, unless that is only to be made. */
    account: z.literal('other').optional(),
  }),
  z.strictObject({ type: z.literal('username'), ...common, account }),
  /** `find`: the only address in a message is this one. `delivery`: where she wants something sent, and nobody's identity. */
  z.strictObject({
    type: z.literal('email'),
    ...common,
    find: z.boolean().default(false),
    delivery: z.boolean().default(false),
    account,
  }),
  /** `find`: a number in any message is this one, unless it is said to be where she wants to be called. */
  z.strictObject({ type: z.literal('phone'), ...common, find: z.boolean().default(false) }),
  /** `find`: the only day that a message names is this one. */
  z.strictObject({
    type: z.literal('date'),
    ...common,
    future: z.boolean().default(false),
    find: z.boolean().default(false),
  }),
  /** A moment; the customer's time zone counts unless she names another. */
  z.strictObject({
    type: z.literal('datetime'),
    ...common,
    future: z.boolean().default(true),
    /** Somebody must be at work then: a time outside of business hours is no answer. */
    staffed: z.boolean().default(false),
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
    /** As `noted`, for a no. */
    noted_no: z.string().trim().max(120).optional(),
    /** Phrases that mean yes, or no, in any message. */
    yes_when: z.array(phrase).default([]),
    no_when: z.array(phrase).default([]),
    /** Yes, too, where a message surely reports that matter, in whatever words. */
    matter: z.enum(matterKinds).optional(),
  }),
  z.strictObject({
    type: z.literal('choice'),
    ...common,
    choices: z.array(choiceSchema).min(2).max(8).optional(),
    /** Name of a list in the configuration, for example `plans`. */
    list: nameSchema.optional(),
    /** Messages that choose none of them, beside the `examples` of the choices. */
    other_examples: z.array(z.string().trim().min(2).max(500)).max(500).default([]),
  }),
]);
export type SlotDefinition = z.infer<typeof slotSchema>;
export type ChoiceSlot = Extract<SlotDefinition, { type: 'choice' }>;
