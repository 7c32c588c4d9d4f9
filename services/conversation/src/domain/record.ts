import {
  botReplySchema,
  chatAddressSchema,
  type IdentityProof,
  identityProofSchema,
  instantSchema,
  sessionStateSchema,
  transcriptEntrySchema,
  turnWhySchema,
  visitorSchema,
} from '@acebuddy/contracts';
import { awaitedSecrets } from '@acebuddy/redaction';
import { workOriginSchema } from '@acebuddy/service-kit';
import { type EngineState, engineStateSchema } from '@acebuddy/workflows';
import { z } from 'zod';
import { factSheetSchema } from './facts/sheet.ts';
import type { Work } from './work.ts';

export type { Feed, Work } from './work.ts';

/** Everything one event brought: what was said and what was answered. Append-only once it has left the record's head. */
export const turnSchema = z.object({
  seq: z.number().int().positive(),
  /** The event that caused the turn; a repeat of it gets `reply` again. */
  eventId: z.string(),
  at: instantSchema,
  /** Number of transcript lines before this turn: lets a ticket take "from line n on" without counting. */
  firstLine: z.number().int().nonnegative(),
  lines: z.array(transcriptEntrySchema),
  reply: botReplySchema.nullable(),
  /** Milliseconds from its arrival until its first answer was ready to be written. Absent in turns of older releases. */
  tookMs: z.number().int().nonnegative().optional(),
  /** The request that brought it, for a search of the log. Absent in turns of older releases. */
  requestId: z.string().optional(),
  /** Why it was answered so. Absent where no message caused it, and in turns of older releases. */
  why: turnWhySchema.optional(),
});
export type Turn = z.infer<typeof turnSchema>;

export const ticketOfRunSchema = z.object({
  id: z.string(),
  number: z.string(),
  url: z.string().nullable(),
  /** Whether Desk gave it a contact, and whether it carries the chat's id; absent where ticketing did not tell. */
  contactLinked: z.boolean().optional(),
  chatLinked: z.boolean().optional(),
});

/** One run of a workflow that asked for a ticket. */
export const runSchema = z.object({
  runId: z.string(),
  workflow: z.string(),
  outcome: z.string(),
  reference: z.string(),
  ticket: ticketOfRunSchema.nullable(),
  customerEmail: z.string().nullable(),
  /** Of releases before `proof`, which wrote `true` for a confirmed code. Read by `proofOfRun`. */
  verified: z.boolean().nullable(),
  /** What was proven when the ticket was asked for; null: nothing was asked. */
  proof: identityProofSchema.nullable().optional(),
  /** Transcript lines already given to the ticket. */
  linesSent: z.number().int().nonnegative(),
  /** Desk says that the ticket is closed. */
  closed: z.boolean(),
  openedAt: instantSchema,
  /** When Desk told that it was closed; absent while it is open, and in records of older releases. */
  closedAt: instantSchema.nullish(),
  /** Desk's word for its state, as told last; absent before, and in records of older releases. */
  status: z.string().nullish(),
  /** What an agent wrote last for the customer. */
  lastAnswer: z.object({ author: z.string(), text: z.string(), at: instantSchema }).nullish(),
});
export type Run = z.infer<typeof runSchema>;

/** What was proven when the run's ticket was asked for. A confirmed code of an earlier release is a mailbox, no more. */
export function proofOfRun({ proof, verified }: Run): IdentityProof | null {
  if (proof !== undefined) return proof;
  if (verified === null) return null;
  return verified ? 'mailbox only' : 'not verified';
}

/** One piece of outbox work inside the conversation's document. Removed when done; `dead` waits for a person. */
export const pendingWorkSchema = z.object({
  /**
   * As it stands, whatever release wrote it: `readWork` looks into it when it is to be done, so that one piece that is not
   * understood never makes the conversation unreadable. The contract files hold it as `work`.
   */
  work: z.custom<Work>((value) => typeof value === 'object' && value !== null && 'kind' in value && 'id' in value),
  status: z.enum(['pending', 'dead']),
  attempts: z.number().int().nonnegative(),
  nextAt: instantSchema,
  leaseOwner: z.string().nullable(),
  leaseUntil: instantSchema.nullable(),
  lastError: z.string().nullable(),
  /** The customer was already told that this takes longer. */
  announced: z.boolean(),
  /** Written down before transcript work is handed over: from then on its lines stay as they are. */
  handedOver: z.boolean().default(false),
  createdAt: instantSchema,
  /** The request that ordered it. Absent in work of older releases. */
  origin: workOriginSchema.optional(),
  /**
   * Why a person should look at work that is still pending. `parked`: only a newer release can do it; `mend`: a service of
   * ours does not understand it, or fails at it.
   */
  trouble: z.enum(['parked', 'mend']).nullable().default(null),
});
export type PendingWork = z.infer<typeof pendingWorkSchema>;

/** Which turns what is under way was read from, so that a message that was misread can be named later. */
const readInSchema = z.object({
  /** The run in progress, and the turn that began it. */
  run: z.object({ id: z.string(), seq: z.number().int().positive() }).nullable(),
  /** By slot: the turn whose words filled it. */
  slots: z.record(z.string(), z.number().int().positive()),
});
export type ReadIn = z.infer<typeof readInSchema>;

/** One conversation: small, changed only by compare-and-set on `version` (architecture.md, "Storage"). */
export const conversationRecordSchema = z.object({
  id: z.string(),
  version: z.number().int().nonnegative(),
  chatId: z.string(),
  channel: z.string(),
  address: chatAddressSchema,
  visitor: visitorSchema,
  /** Keyed digest of the network that the newest message came from, for caps; null when the channel does not tell. */
  network: z.string().nullable().default(null),
  /** Further addresses of the person: what her chat came with earlier, what she gave in it, whom its tickets are for. */
  addresses: z.array(z.string()).default([]),
  /** The contract files hold it as `engine-state`. */
  engine: engineStateSchema,
  state: sessionStateSchema,
  workflow: z.string().nullable(),
  /** The newest turn; it moves to the transcript when the next one is committed (ADR 0003). */
  head: turnSchema.nullable(),
  lastSeq: z.number().int().nonnegative(),
  lineCount: z.number().int().nonnegative(),
  recentEvents: z.array(z.object({ eventId: z.string(), seq: z.number().int() })),
  runs: z.array(runSchema),
  outbox: z.array(pendingWorkSchema),
  wakeAt: instantSchema.nullable(),
  /** Somebody is finishing this conversation's turn; others wait until then. */
  busyUntil: instantSchema.nullable(),
  /** SalesIQ was told `pending`: the turn must be ended by callback before its window closes (salesiq.md §6). */
  openCallback: z
    .object({
      callbackId: z.string(),
      startedAt: instantSchema,
      /** The one push that may end it, written down before it tries to. */
      endedBy: z.string().nullable().default(null),
    })
    .nullable(),
  /** Beginnings of what we said as an operator: SalesIQ reports it back as an operator's words (salesiq.md §5.1, §8). */
  pushed: z.array(z.string()).default([]),
  createdAt: instantSchema,
  updatedAt: instantSchema,
  /** Her last words with their answer, while she may not have been given it: she was told to wait or to write again. */
  unheard: z.object({ said: z.string(), reply: botReplySchema }).nullable().default(null),
  /** What the customer's last words announced and did not give ("my password is"): her next words are it. */
  awaited: z.enum(awaitedSecrets).nullable().default(null),
  /** When the customer last wrote; null in records from before this was kept. */
  heardAt: instantSchema.nullable().default(null),
  /** What is counted of it; absent in records that an older release wrote last. */
  facts: factSheetSchema.optional(),
  /** The version with which it was listed and its tickets were linked; another one where an older release wrote since. */
  listed: z.number().int().optional(),
  /** Absent in records that an older release wrote last. */
  readIn: readInSchema.optional(),
});
export type ConversationRecord = z.infer<typeof conversationRecordSchema>;

/** Whether only the flat form has a part in this chat: SalesIQ could not be told anything about it. */
export function isFlatChat({ channel, address }: Pick<ConversationRecord, 'channel' | 'address'>): boolean {
  return channel === 'flat' && address.chatId === undefined;
}

export const recentEventsMax = 16;
export const pushedMax = 8;
export const runsMax = 20;

export interface NewConversation {
  readonly id: string;
  readonly chatId: string;
  readonly channel: string;
  readonly engine: EngineState;
  readonly now: string;
}

export function newConversation(seed: NewConversation): ConversationRecord {
  return {
    id: seed.id,
    version: 0,
    chatId: seed.chatId,
    channel: seed.channel,
    address: { preview: false },
    visitor: {},
    network: null,
    addresses: [],
    engine: seed.engine,
    state: 'new',
    workflow: null,
    head: null,
    lastSeq: 0,
    lineCount: 0,
    recentEvents: [],
    runs: [],
    outbox: [],
    wakeAt: null,
    busyUntil: null,
    openCallback: null,
    pushed: [],
    createdAt: seed.now,
    updatedAt: seed.now,
    unheard: null,
    awaited: null,
    heardAt: null,
  };
}
