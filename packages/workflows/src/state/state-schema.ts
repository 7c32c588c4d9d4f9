import { attachmentSchema, identityProofSchema, sessionStateSchema } from '@acebuddy/contracts';
import { z } from 'zod';

/** Bounds that keep the state small however long the chat gets. */
export const stackMax = 3;
export const ticketsMax = 6;
/** Ended runs whose tickets may still be spoken of. */
export const pastMax = 3;
/** Open questions beneath the top one. */
export const framesMax = 4;
/** Of what she told that no run was about yet: the first text stays, of the others the newest. */
export const untoldMax = 5;
/** Messages of one run that its ticket quotes besides the first. */
export const wordsMax = 10;
/** Notes of a ticket that are kept, and how much of each. */
export const notesMax = 6;
export const noteCharsMax = 300;
/** Questions and reports of one run that go on its ticket; the newest stay. */
export const runNotesMax = 10;
/** A way through a file of hundreds of steps; a longer one is cut. */
export const wayCharsMax = 4_000;
/** As many as one message may bring. */
export const attachmentsMax = 20;

const short = z.string().max(2_000);

/**
 * An answer: what conditions compare (`v`) and what people read (`t`). `null` value: the customer skipped it. `zone`: the IANA
 * zone that a moment was said in, where it is not hers.
 */
const answerSchema = z.object({
  v: z.union([z.string(), z.number(), z.boolean(), z.null()]),
  t: short,
  zone: z.string().max(60).optional(),
});
export type Answer = z.infer<typeof answerSchema>;

/** So many requests wait with words of their own: as many as a message may have clauses, and more. */
export const laterWordsMax = 20;

/** So many things that it is not are kept of a run. */
export const deniedMax = 8;

const runSchema = z.object({
  id: z.string(),
  workflow: z.string(),
  slots: z.record(z.string(), answerSchema),
  /** Slot names, oldest answer first: "go back" reopens the last one. */
  order: z.array(z.string()).max(60),
  /** Finished steps by key: `worked`, `failed`, `cannot`, `refused`, `before`, `done`. */
  done: z.record(z.string(), z.string()),
  /** Steps of guidance that did not help. */
  failed: z.number().int(),
  /** The node that waits for the customer, and how often its answer could not be used. */
  asked: z.object({ key: z.string(), tries: z.number().int(), hint: z.string().optional() }).nullable(),
  /** An answer that is being corrected: asked before anything else. */
  reopen: z.string().nullable(),
  /** Instead of the workflow's own steps: call back or ticket, chosen from the ways to a person. */
  detour: z.enum(['callback', 'ticket', 'add']).nullable(),
  /** The open ticket of an earlier chat that this run adds to. */
  addTo: z
    .object({
      ticketId: z.string(),
      number: z.string(),
      /** The address that must be proven; null in states of releases that did not keep it: then nothing is added. */
      email: z.string().nullable().default(null),
    })
    .nullable(),
  /** For whom it is, where that is somebody else: as the ticket words it. */
  beneficiary: short.nullable().default(null),
  /** It was offered to add this run to an open request. */
  offered: z.boolean().default(false),
  /** It was put aside, and she was asked whether to go back to it. */
  askedBack: z.boolean().default(false),
  /** First message, for the ticket. */
  firstText: short,
  /** The part of it that is about this request, where it asked for several things; empty: all of it. */
  about: short.default(''),
  /** What she wrote after it that says more than an answer, oldest first, for the ticket. */
  words: z.array(short).max(wordsMax).default([]),
  /** What she said that it is not, in her words: it is not offered again. */
  denied: z.array(short).max(deniedMax).default([]),
  /** Why a person takes over, for the ticket. */
  reason: short.nullable(),
  /** What she asked that nothing here answers, and what she saw at a step: for the ticket. Empty in older states. */
  notes: z
    .array(z.object({ kind: z.string(), text: short }))
    .max(runNotesMax)
    .default([]),
  /** Answers of the workflow that this run began as. */
  carried: z.array(z.object({ label: z.string(), value: short })).max(24),
  /** Accounts that they named: what is proven has to hold for them, too. Empty in older states. */
  carriedAccounts: z
    .array(
      z.object({
        by: z.enum(['user_name', 'email', 'full_name', 'mail_domain']),
        value: short,
        whose: z.enum(['own', 'other']),
      }),
    )
    .max(24)
    .default([]),
  startedAs: z.string().nullable(),
  /** The customer has answered something since the opening: the guess was right. */
  confirmed: z.boolean(),
  /** This run has its ticket. What follows is added to it. */
  ticketed: z.boolean(),
  /** How it ended; null while it runs. An abandoned run may be taken up again. */
  ended: z.string().nullable(),
  /** Its workflow's file handed it to a person, not her wish. Absent otherwise, and in older states. */
  byRule: z.boolean().optional(),
  /** She fell silent at a step that may have helped: nobody said that it did. Absent otherwise, and in older states. */
  leftAtStep: z.boolean().optional(),
  /**
   * Keys of the steps that the newest walk through the workflow's own steps passed, up to where it stands, between spaces: for
   * counting. Absent in older states.
   */
  way: z.string().max(wayCharsMax).optional(),
});
export type Run = z.infer<typeof runSchema>;

const ticketSchema = z.object({
  runId: z.string(),
  workflow: z.string(),
  outcome: z.string(),
  status: z.enum(['sending', 'pending', 'created', 'failed']),
  number: z.string().nullable(),
  ticketId: z.string().nullable(),
  reference: z.string().nullable(),
  expected: z.string().nullable(),
  /** Said to the customer with the ticket's number. */
  say: z.string().nullable(),
  email: z.string().nullable(),
  /** Its number came after its turn, while a person had the chat. */
  untold: z.boolean().default(false),
  team: z.string(),
  /** For approvals: who was asked, and whether it is decided (or never will be, since nobody could be asked). */
  approver: z.string().nullable(),
  decided: z.boolean(),
  /** What the ticket says of the customer's identity; null where none is asked for, and in older states. */
  proof: identityProofSchema.nullable().default(null),
  /** When the desk told that it was closed; null while it is open, and in older states. ISO instant. */
  closedAt: z.string().nullable().default(null),
  /** She said that it presses, and it is marked so. */
  urgent: z.boolean().default(false),
  /** The team has a note that she asked how it stands, after she should have heard. */
  asked: z.boolean().default(false),
  /** Accounts that it was opened for: what is proven later for others never raises what it says. */
  accounts: z.array(z.string()).default([]),
  /** What she added in the chat, the newest last: what is asked of the ticket is looked up there, too. */
  notes: z.array(z.string().max(noteCharsMax)).max(notesMax).default([]),
  /** She said that it cannot wait; its priority is high since then. */
  raised: z.boolean().default(false),
  /** How it stands, as it was told last, and how often in a row. */
  told: z.object({ text: short, times: z.number().int() }).nullable().default(null),
  /** Her words that led to it: said once more, since the answer did not reach her, they are nothing new. */
  ledBy: short.nullable().default(null),
});
export type KnownTicket = z.infer<typeof ticketSchema>;

/** Which earlier request she asks after: its number, else what it is about, by topic and in her words. */
const askedOfEarlier = {
  number: z.string().nullable(),
  workflow: z.string().nullable().default(null),
  about: z.string().max(noteCharsMax).default(''),
};

/** A question outside the steps of a workflow. */
const pendingSchema = z.discriminatedUnion('kind', [
  /** "Is it A or B?", or likely topics. `text` is the message to understand again with the choice. */
  z.object({ kind: z.literal('which'), workflows: z.array(z.string()), text: short }),
  /** The three ways to a person. */
  z.object({
    kind: z.literal('ways'),
    agent: z.boolean(),
    why: z.enum(['asked', 'stuck', 'upset', 'no_agent', 'language', 'asked_ticket', 'meant', 'logged']),
    text: short,
  }),
  z.object({ kind: z.literal('cancel') }),
  z.object({ kind: z.literal('start_over') }),
  z.object({ kind: z.literal('correct') }),
  /** "You also mentioned B." */
  z.object({ kind: z.literal('second'), workflow: z.string() }),
  /** "Shall we go back to B?" */
  z.object({ kind: z.literal('resume'), workflow: z.string() }),
  /** "Shall I add this to the request you already have?" */
  z.object({
    kind: z.literal('add'),
    ticketId: z.string(),
    number: z.string(),
    email: z.string().nullable().default(null),
  }),
  /** After a ticket or resolution: anything else? */
  z.object({ kind: z.literal('more') }),
  z.object({ kind: z.literal('rating') }),
  /** A one-time code is on its way. */
  z.object({ kind: z.literal('code') }),
  /** How an earlier request stands: a code for it is on its way, or the address is asked for first. `number`: which she named. */
  z.object({ kind: z.literal('status_code'), ...askedOfEarlier }),
  z.object({ kind: z.literal('status_address'), ...askedOfEarlier }),
  /** "Is it good enough, or shall we go on?" after a step that helped partly. */
  z.object({ kind: z.literal('partly') }),
]);
export type Pending = z.infer<typeof pendingSchema>;

/** Raised when `stateSchema` changes in a way that older states need a step for (load-state.ts). */
export const stateVersion = 1;

export const stateSchema = z.object({
  /** `stateVersion` of the release that wrote it; higher when that was a later one. */
  schema: z.number().int(),
  session: sessionStateSchema,
  /** Who has the chat. */
  holder: z.enum(['bot', 'person', 'nobody']),
  /**
   * Since when a person is asked to take the chat, or has it: `joined` once somebody is known to have come; `at` is then her or
   * his last word. Null while the bot has it, and in states of releases that did not keep it.
   */
  handedOver: z.object({ at: z.string(), joined: z.boolean() }).nullable().default(null),
  greeted: z.boolean(),
  /** The language that she writes, BCP 47; absent until it is known, and in states of older releases. */
  language: z.string().nullish(),
  /** Another language that her last messages were clearly in, while the chat went on in `language`. */
  heardLanguage: z.object({ tag: z.string(), messages: z.number() }).nullish(),
  profile: z.object({
    name: z.string().nullable(),
    email: z.string().nullable(),
    phone: z.string().nullable(),
    /** The address that the channel told last, to notice another one; null before, and in states of older releases. */
    told: z.string().nullable().default(null),
    /** The customer would rather not say. */
    refused: z.array(z.string()).max(3),
  }),
  identity: z.object({
    /** Codes are bound to this number; a changed address changes it. */
    epoch: z.number().int(),
    /** The address whose mailbox is proven: a code that went there was confirmed in this chat. */
    mailbox: z.string().nullable().default(null),
    /** The same as releases before `mailbox` wrote it, read by `loadState`; null in what is written now. */
    verified: z.string().nullable(),
    /** Where the newest code went: what it proves is this address. */
    sentTo: z.string().nullable(),
    /** `unknown`: nothing more can be proven in this chat; the ticket says why. */
    status: z.enum(['open', 'sent', 'unknown', 'failed']),
    wrong: z.number().int(),
    sent: z.number().int(),
    note: z.string().nullable(),
    /** As of the last step, for those who look at the state from outside. Decisions are never taken by it. */
    proof: identityProofSchema.default('not verified'),
  }),
  run: runSchema.nullable(),
  /** Runs that wait while another problem is looked at; the last one first in line. */
  stack: z.array(runSchema).max(stackMax),
  /** Runs before the present one that have their tickets, the newest last: what is said of those still finds its lines. */
  past: z.array(runSchema).max(pastMax).default([]),
  /** Further problems named by the customer. */
  later: z.array(z.string()).max(stackMax),
  /** The words with which she named them, where they could be told from the rest of her message. */
  laterWords: z
    .array(z.object({ workflow: z.string(), text: short }))
    .max(laterWordsMax)
    .default([]),
  /** The open question outside the steps: the top frame. Older releases know this one only. */
  pending: pendingSchema.nullable(),
  /** Frames beneath it, the newest last: open again once it is answered. */
  frames: z.array(pendingSchema).max(framesMax).default([]),
  tickets: z.array(ticketSchema).max(ticketsMax),
  attachments: z.array(attachmentSchema).max(attachmentsMax),
  /** What she told that no ticket has yet and no run is about: it goes on the next one, or makes one when she falls silent. */
  untold: z.array(short).max(untoldMax).default([]),
  runCount: z.number().int(),
  effectCount: z.number().int(),
  /** Messages in a row that were not understood. */
  misses: z.number().int(),
  upset: z.number().int(),
  nudged: z.boolean(),
  rated: z.number().nullable(),
  /** A hand-over failed: no other is tried before this moment. */
  noForwardUntil: z.string().nullable(),
  /** Replies must be short: the channel refused a long one. */
  strict: z.boolean(),
  /** Said in a step whose awaited work is still to come: its result's reply takes that step's place. */
  held: z.array(z.string().max(1_500)).max(6),
  /** Something said since the last ticket got its transcript. */
  unsaid: z.boolean(),
  lastAt: z.string().nullable(),
  wakeAt: z.string().nullable(),
});
export type State = z.infer<typeof stateSchema>;
