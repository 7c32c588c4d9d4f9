import {
  botReplySchema,
  chatAddressSchema,
  instantSchema,
  type mailSchema,
  sessionStateSchema,
  transcriptEntrySchema,
  visitorSchema,
} from '@acebuddy/contracts';
import type { Effect, EngineState } from '@acebuddy/workflows';
import { z } from 'zod';

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
});
export type Turn = z.infer<typeof turnSchema>;

export const ticketOfRunSchema = z.object({ id: z.string(), number: z.string(), url: z.string().nullable() });

/** One run of a workflow that asked for a ticket. */
export const runSchema = z.object({
  runId: z.string(),
  workflow: z.string(),
  outcome: z.string(),
  reference: z.string(),
  ticket: ticketOfRunSchema.nullable(),
  customerEmail: z.string().nullable(),
  verified: z.boolean().nullable(),
  /** Transcript lines already given to the ticket. */
  linesSent: z.number().int().nonnegative(),
  /** Desk says that the ticket is closed. */
  closed: z.boolean(),
  openedAt: instantSchema,
});
export type Run = z.infer<typeof runSchema>;

/** The engine's effects, completed with what only this service knows, and the service's own follow-ups. */
export type Work =
  | (Exclude<Effect, { kind: 'createTicket' | 'appendTranscript' | 'verifyCode' }> & { readonly id: string })
  | (Extract<Effect, { kind: 'createTicket' }> & { readonly reference: string; readonly throughLine: number })
  | (Extract<Effect, { kind: 'appendTranscript' }> & { readonly fromLine: number; readonly throughLine: number })
  | { readonly kind: 'mail'; readonly id: string; readonly awaited: false; readonly mail: z.infer<typeof mailSchema> }
  | {
      readonly kind: 'push';
      readonly id: string;
      readonly awaited: false;
      readonly text: string;
      readonly suggestions: readonly string[];
      /** Say it by mail when the chat cannot be reached. */
      readonly mailFallback: boolean;
      /** Whose request it is about; the newest one when left out. */
      readonly runId?: string;
      /** Only said while nobody has said anything since: a question whether she is still there. ISO instant. */
      readonly quietSince?: string;
    };

/** One piece of outbox work inside the conversation's document. Removed when done; `dead` waits for a person. */
export const pendingWorkSchema = z.object({
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
});
export type PendingWork = z.infer<typeof pendingWorkSchema>;

/** One conversation: small, changed only by compare-and-set on `version` (architecture.md, "Storage"). */
export const conversationRecordSchema = z.object({
  id: z.string(),
  version: z.number().int().nonnegative(),
  chatId: z.string(),
  channel: z.string(),
  address: chatAddressSchema,
  visitor: visitorSchema,
  /** Further addresses of the person: what her chat came with earlier, what she gave in it, whom its tickets are for. */
  addresses: z.array(z.string()).default([]),
  engine: z.custom<EngineState>((value) => typeof value === 'object' && value !== null && 'schema' in value),
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
  /** SalesIQ was told `pending`: the turn must be ended by callback before its window closes (salesiq-zobot.md §6). */
  openCallback: z
    .object({
      callbackId: z.string(),
      startedAt: instantSchema,
      /** The one push that may end it, written down before it tries to. */
      endedBy: z.string().nullable().default(null),
    })
    .nullable(),
  /** Beginnings of what we said as an operator: SalesIQ reports it back as an operator's words (salesiq-zobot.md §5.1, §8). */
  pushed: z.array(z.string()).default([]),
  createdAt: instantSchema,
  updatedAt: instantSchema,
  /** Her last words with their answer, while she may not have been given it: she was told to wait or to write again. */
  unheard: z.object({ said: z.string(), reply: botReplySchema }).nullable().default(null),
  /** When the customer last wrote; null in records from before this was kept. */
  heardAt: instantSchema.nullable().default(null),
});
export type ConversationRecord = z.infer<typeof conversationRecordSchema>;

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
    heardAt: null,
  };
}
