import { z } from 'zod';
import { actorSchema } from './audit.ts';
import { extensibleEnum } from './extensible-enum.ts';
import { conversationIdSchema, eventIdSchema, instantSchema, referenceSchema, ticketIdSchema } from './ids.ts';
import { identityProofSchema, visitorSchema } from './people.ts';

/** A message may be this long; what is longer is refused by the gateway's body limit, not here. */
export const messageCharsMax = 60_000;
/** Detection reads this many characters; the transcript keeps the whole message (issue: gateway limits). */
export const detectionCharsMax = 5_000;

/** A file that came with a message. Its shape is undocumented at SalesIQ, so every key is optional (salesiq.md §2.4). */
export const attachmentSchema = z.object({
  url: z.url().max(2_000).optional(),
  name: z.string().max(255).optional(),
  contentType: z.string().max(150).optional(),
  sizeBytes: z.number().int().nonnegative().optional(),
});
export type Attachment = z.infer<typeof attachmentSchema>;

/** What is needed to reach this chat from our side later (callback, operator message, close). */
export const chatAddressSchema = z.object({
  /** SalesIQ's conversation id for its REST API; absent before the chat has one. */
  chatId: z.string().max(200).optional(),
  /** `request.id` of this call: the callback id, usable for 3 minutes (salesiq.md §6). */
  callbackId: z.string().max(200).optional(),
  /** Preview chats (`botpreview_…`) have no REST API (salesiq.md §2.7). */
  preview: z.boolean().default(false),
});
export type ChatAddress = z.infer<typeof chatAddressSchema>;

/** What happened in the chat, in our words. */
export const incomingContentSchema = z.discriminatedUnion('kind', [
  /** The customer wrote, chose a suggestion or filled an input card. */
  z.object({
    kind: z.literal('message'),
    text: z.string().max(messageCharsMax),
    attachments: z.array(attachmentSchema).max(20).default([]),
    /** Type of the input card the text came from, for example `star-rating`. */
    card: z.string().max(50).optional(),
  }),
  /** The bot takes the chat: greet. */
  z.object({ kind: z.literal('opened') }),
  /** Answers to questions that SalesIQ asked for us (`context`). */
  z.object({ kind: z.literal('answers'), answers: z.record(z.string().max(100), z.string().max(messageCharsMax)) }),
  /** The previous reply could not be carried out (salesiq.md §2.8). */
  z.object({
    kind: z.literal('failed'),
    reason: z.enum(['offline_hours', 'operators_unavailable', 'invalid_operators', 'reply_too_long', 'other']),
  }),
]);
export type IncomingContent = z.infer<typeof incomingContentSchema>;

/** Input of `conversation.handleMessage`: one thing that happened in one chat. */
export const incomingMessageSchema = z.object({
  conversationId: conversationIdSchema,
  eventId: eventIdSchema,
  /** Key under which this chat was opened before SalesIQ gave it a conversation id (salesiq.md §2.7). */
  continues: conversationIdSchema.optional(),
  /** Free text, for example `salesiq`, `flat`, `playground`. */
  channel: z.string().max(50),
  address: chatAddressSchema,
  visitor: visitorSchema,
  /**
   * Where the visitor's network is reached, as far as the channel can tell: an IPv4 address or an IPv6 subnet. For caps only:
   * kept as a digest, in no transcript and no log.
   */
  network: z.string().max(100).optional(),
  content: incomingContentSchema,
  /** Milliseconds the caller can wait for the reply; the service answers earlier. */
  budgetMs: z.number().int().min(200).max(30_000).default(4_000),
});
export type IncomingMessage = z.infer<typeof incomingMessageSchema>;

/** Where a chat stands. `resolved` to `abandoned` are the ends of a workflow run (workflows.md, "Ends"). */
export const sessionStates = [
  'new',
  'active',
  'verifying',
  'resolved',
  'ticket',
  'awaiting_approval',
  'declined',
  'escalated',
  'abandoned',
  'closed',
] as const;
export const sessionStateSchema = extensibleEnum(sessionStates);
export type SessionState = z.infer<typeof sessionStateSchema>;

/** An input card that the customer's chat window shows instead of the text field (salesiq.md §3.4). */
export const inputCardSchema = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('email'),
    placeholder: z.string().max(100),
    value: z.string().optional(),
    error: z.string().optional(),
  }),
  z.object({
    type: z.literal('tel'),
    placeholder: z.string().max(100),
    value: z.string().optional(),
    error: z.string().optional(),
  }),
  z.object({
    type: z.literal('name'),
    placeholder: z.string().max(100),
    value: z.string().optional(),
    error: z.string().optional(),
  }),
  z.object({ type: z.literal('select'), options: z.array(z.string().max(80)).min(1).max(20) }),
  z.object({
    type: z.literal('multiple-select'),
    options: z.array(z.string().max(80)).min(1).max(20),
    maxSelection: z.number().int().min(1),
  }),
  z.object({ type: z.literal('calendar'), time: z.boolean(), timeZone: z.string().optional() }),
  z.object({ type: z.literal('star-rating') }),
  z.object({ type: z.literal('file'), max: z.number().int().min(1).max(10) }),
]);
export type InputCard = z.infer<typeof inputCardSchema>;

/** What the session looks like after this turn, for callers of the flat webhook. */
export const sessionSummarySchema = z.object({
  sessionId: z.string(),
  workflowType: z.string().nullable(),
  state: sessionStateSchema,
  ticketCreated: z.boolean(),
  ticketId: z.string().nullable(),
  ticketNumber: z.string().nullable(),
  reference: z.string().nullable(),
  escalate: z.boolean(),
});
export type SessionSummary = z.infer<typeof sessionSummarySchema>;

/**
 * The bot's turn. `silent` means that an operator has the chat and nothing may be said.
 * `forward` hands the chat to a person; `pending` promises the rest by callback.
 */
export const botReplySchema = z.object({
  action: z.enum(['reply', 'forward', 'pending', 'silent']),
  replies: z.array(z.string()).max(5),
  suggestions: z.array(z.string().max(80)).max(20).default([]),
  input: inputCardSchema.optional(),
  /** With `forward`: the SalesIQ department to hand over to; absent leaves the choice to the channel's configuration. */
  department: z.string().max(200).optional(),
  session: sessionSummarySchema,
});
export type BotReply = z.infer<typeof botReplySchema>;

/** News about a chat from SalesIQ's event webhooks (salesiq.md §8). */
export const chatEventSchema = z.object({
  conversationId: conversationIdSchema,
  eventId: eventIdSchema,
  event: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('operator_joined'), operator: z.string().max(200).optional() }),
    z.object({
      kind: z.literal('operator_replied'),
      operator: z.string().max(200).optional(),
      text: z.string().max(messageCharsMax),
    }),
    z.object({ kind: z.literal('visitor_replied'), text: z.string().max(messageCharsMax) }),
    z.object({ kind: z.literal('missed') }),
    z.object({ kind: z.literal('completed') }),
    z.object({
      kind: z.literal('rated'),
      rating: z.number().min(0).max(10).optional(),
      feedback: z.string().max(5_000).optional(),
    }),
  ]),
});
export type ChatEvent = z.infer<typeof chatEventSchema>;

export const transcriptEntrySchema = z.object({
  role: extensibleEnum(['customer', 'bot', 'operator', 'system']),
  text: z.string(),
  at: instantSchema,
});
export type TranscriptEntry = z.infer<typeof transcriptEntrySchema>;

/** Answer of `conversation.getSession`; `messages` are the newest 500 at most, oldest first. */
export const sessionViewSchema = z.object({
  conversationId: z.string(),
  chatId: z.string(),
  visitorId: z.string().nullable(),
  visitorName: z.string().nullable(),
  visitorEmail: z.string().nullable(),
  state: sessionStateSchema,
  workflowType: z.string().nullable(),
  ticketId: z.string().nullable(),
  ticketNumber: z.string().nullable(),
  reference: z.string().nullable(),
  /**
   * What is proven about the customer; `null`: the chat's workflow asks for no identity, and nothing was proven. Absent
   * from older services.
   */
  verified: identityProofSchema.nullable().optional(),
  /** What has been collected for the running workflow, by slot name. */
  slots: z.record(z.string(), z.string()),
  messageCount: z.number().int(),
  messages: z.array(transcriptEntrySchema),
  createdAt: instantSchema,
  updatedAt: instantSchema,
});
export type SessionView = z.infer<typeof sessionViewSchema>;

export const sessionKeySchema = z.object({ conversationId: conversationIdSchema, actor: actorSchema.optional() });
export const closeSessionInputSchema = sessionKeySchema.extend({ reason: z.string().trim().max(500).optional() });
export const closeSessionOutputSchema = z.object({
  closed: z.literal(true),
  alreadyClosed: z.boolean(),
  noteQueued: z.boolean(),
});

/** One piece of outbox work that gave up or that needs a person's look, though it is still waiting. */
export const outboxItemSchema = z.object({
  id: z.string(),
  conversationId: z.string().optional(),
  kind: z.string(),
  attempts: z.number().int(),
  /** `parked`: only a newer release can do it, which will by itself. `pending` in this list: tried, and needs a look. */
  status: extensibleEnum(['pending', 'parked', 'dead']),
  lastError: z.string().nullable(),
  nextAttemptAt: instantSchema.nullable(),
  createdAt: instantSchema,
  /** Id of the request that ordered it, for a search of the log; null, or absent, where that is not known. */
  correlationId: z.string().nullish(),
  /** Ticketing: the ticket in Desk that it is done to; null, or absent, before there is one. */
  ticketId: z.string().nullish(),
});
export type OutboxItem = z.infer<typeof outboxItemSchema>;

export const pageInputSchema = z.object({
  after: z.string().max(300).optional(),
  limit: z.number().int().min(1).max(200).default(50),
});
export const outboxPageSchema = z.object({ items: z.array(outboxItemSchema), next: z.string().nullable() });
export const outboxItemKeySchema = z.object({
  id: z.string().min(1).max(300),
  reason: z.string().max(500).optional(),
  actor: actorSchema.optional(),
});

export const ticketOfSessionSchema = z.object({
  ticketId: ticketIdSchema.nullable(),
  reference: referenceSchema,
});
