import { attachmentSchema, sessionStateSchema } from '@acebuddy/contracts';
import { z } from 'zod';

/** Bounds that keep the state small however long the chat gets. */
export const stackMax = 3;
export const ticketsMax = 6;
export const attachmentsMax = 10;

const short = z.string().max(2_000);

/** An answer: what conditions compare (`v`) and what people read (`t`). `null` value: the customer skipped it. */
const answerSchema = z.object({ v: z.union([z.string(), z.number(), z.boolean(), z.null()]), t: short });
export type Answer = z.infer<typeof answerSchema>;

const runSchema = z.object({
  id: z.string(),
  workflow: z.string(),
  slots: z.record(z.string(), answerSchema),
  /** Slot names, oldest answer first: "go back" reopens the last one. */
  order: z.array(z.string()).max(60),
  /** Finished steps by key: `worked`, `failed`, `cannot`, `done`. */
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
  addTo: z.object({ ticketId: z.string(), number: z.string() }).nullable(),
  /** It was offered to add this run to an open request. */
  offered: z.boolean().default(false),
  /** First message, for the ticket. */
  firstText: short,
  /** Why a person takes over, for the ticket. */
  reason: short.nullable(),
  /** Answers of the workflow that this run began as. */
  carried: z.array(z.object({ label: z.string(), value: short })).max(24),
  startedAs: z.string().nullable(),
  /** The customer has answered something since the opening: the guess was right. */
  confirmed: z.boolean(),
  /** This run has its ticket. What follows is added to it. */
  ticketed: z.boolean(),
  /** How it ended; null while it runs. An abandoned run may be taken up again. */
  ended: z.string().nullable(),
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
  /** For approvals: who was asked, and whether it is decided. */
  approver: z.string().nullable(),
  decided: z.boolean(),
});
export type KnownTicket = z.infer<typeof ticketSchema>;

/** A question outside the steps of a workflow. */
const pendingSchema = z.discriminatedUnion('kind', [
  /** "Is it A or B?", or likely topics. `text` is the message to understand again with the choice. */
  z.object({ kind: z.literal('which'), workflows: z.array(z.string()), text: short }),
  /** The three ways to a person. */
  z.object({
    kind: z.literal('ways'),
    agent: z.boolean(),
    why: z.enum(['asked', 'stuck', 'upset', 'no_agent', 'language', 'asked_ticket']),
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
  z.object({ kind: z.literal('add'), ticketId: z.string(), number: z.string() }),
  /** After a ticket or resolution: anything else? */
  z.object({ kind: z.literal('more') }),
  z.object({ kind: z.literal('rating') }),
  /** A one-time code is on its way. */
  z.object({ kind: z.literal('code') }),
  /** "Is it good enough, or shall we go on?" after a step that helped partly. */
  z.object({ kind: z.literal('partly') }),
]);
export type Pending = z.infer<typeof pendingSchema>;

export const stateSchema = z.object({
  schema: z.literal(1),
  session: sessionStateSchema,
  /** Who has the chat. */
  holder: z.enum(['bot', 'person', 'nobody']),
  greeted: z.boolean(),
  profile: z.object({
    name: z.string().nullable(),
    email: z.string().nullable(),
    phone: z.string().nullable(),
    /** The customer would rather not say. */
    refused: z.array(z.string()).max(3),
  }),
  identity: z.object({
    /** Codes are bound to this number; a changed address changes it. */
    epoch: z.number().int(),
    verified: z.string().nullable(),
    /** Where the newest code went: what it proves is this address. */
    sentTo: z.string().nullable(),
    /** `unknown`: no address that may receive a code; the ticket says so. */
    status: z.enum(['open', 'sent', 'unknown', 'failed']),
    wrong: z.number().int(),
    sent: z.number().int(),
    note: z.string().nullable(),
  }),
  run: runSchema.nullable(),
  /** Runs that wait while another problem is looked at; the last one first in line. */
  stack: z.array(runSchema).max(stackMax),
  /** Further problems named by the customer. */
  later: z.array(z.string()).max(stackMax),
  pending: pendingSchema.nullable(),
  tickets: z.array(ticketSchema).max(ticketsMax),
  attachments: z.array(attachmentSchema).max(attachmentsMax),
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
