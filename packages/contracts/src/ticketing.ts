import { z } from 'zod';
import { transcriptEntrySchema } from './conversation.ts';
import { instantSchema, referenceSchema, requestIdSchema, ticketIdSchema } from './ids.ts';
import { customerSchema, identityProofSchema } from './people.ts';

/** Desk's priorities are a picklist of the portal; these are its defaults and ours. */
export const prioritySchema = z.enum(['Low', 'Medium', 'High']);
export type Priority = z.infer<typeof prioritySchema>;

/** What a ticket must carry. Ticketing maps it to Desk's body and custom-field names (zoho-desk.md §3.1). */
export const ticketDraftSchema = z.object({
  subject: z.string().trim().min(1).max(1_000),
  /** Plain text; escaped before it goes to Desk, which renders HTML. */
  description: z.string().max(60_000),
  customer: customerSchema,
  priority: prioritySchema,
  /** `Closed` logs work that the guidance already solved. */
  status: z.enum(['Open', 'On Hold', 'Escalated', 'Closed']).default('Open'),
  workflowType: z.string().max(100),
  /** The team's name in our configuration; mapped to Desk's `teamId` when configured. */
  team: z.string().max(100).optional(),
  chatId: z.string().max(200).optional(),
  visitorId: z.string().max(200).optional(),
  tags: z.array(z.string().min(3).max(100)).max(20).default([]),
  /** Further custom fields by our own names; only those with a configured `cf_` name are sent. */
  fields: z.record(z.string().max(100), z.string().max(1_000)).default({}),
  dueAt: instantSchema.optional(),
});
export type TicketDraft = z.infer<typeof ticketDraftSchema>;

/** Input of `ticketing.createTicket`. Repeating a `requestId` returns the first ticket, whatever the draft says then. */
export const createTicketInputSchema = z.object({
  requestId: requestIdSchema,
  /** Ours, shown to the customer and written into the ticket; the key for reconciliation (zoho-desk.md §8). */
  reference: referenceSchema,
  draft: ticketDraftSchema,
  /** The chat so far: one comment after the ticket exists. */
  transcript: z.array(transcriptEntrySchema).max(2_000).default([]),
  /** How long the caller waits for the ticket number. The work goes on after that. */
  waitMs: z.number().int().min(0).max(30_000).default(3_000),
  /** A customer waits: served before background work. */
  foreground: z.boolean().default(true),
});
export type CreateTicketInput = z.input<typeof createTicketInputSchema>;

export const ticketRefSchema = z.object({
  ticketId: ticketIdSchema,
  ticketNumber: z.string(),
  webUrl: z.string().nullable(),
  /** Desk gave it a contact. Absent where Desk did not tell, and from older services. */
  contactLinked: z.boolean().optional(),
  /** It carries the id of its chat. Absent where it was asked for without one, and from older services. */
  chatLinked: z.boolean().optional(),
});
export type TicketRef = z.infer<typeof ticketRefSchema>;

/** `pending`: recorded, will exist; ask again after `retryAfterMs`. `failed`: Desk refuses it for good; `reason` says why. */
export const createTicketOutputSchema = z.discriminatedUnion('outcome', [
  z.object({ outcome: z.literal('created'), reference: referenceSchema, ticket: ticketRefSchema }),
  z.object({
    outcome: z.literal('pending'),
    reference: referenceSchema,
    retryAfterMs: z.number().int(),
    reason: z.string(),
  }),
  z.object({ outcome: z.literal('failed'), reference: referenceSchema, reason: z.string() }),
]);
export type CreateTicketOutput = z.infer<typeof createTicketOutputSchema>;

/** A change to an existing ticket, done exactly once per `requestId`. */
export const ticketChangeSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('comment'), text: z.string().min(1).max(200_000), isPublic: z.boolean() }),
  z.object({ kind: z.literal('transcript'), entries: z.array(transcriptEntrySchema).min(1).max(2_000) }),
  z.object({ kind: z.literal('status'), status: z.string().trim().min(1).max(100) }),
  z.object({ kind: z.literal('priority'), priority: prioritySchema }),
  z.object({ kind: z.literal('tags'), tags: z.array(z.string().min(3).max(100)).min(1).max(20) }),
  /** What is proven about the customer now, in its custom field. Nothing where the portal has none. */
  z.object({ kind: z.literal('proof'), proof: identityProofSchema }),
  /** What the ticket says of the request, written anew after a correction. Whatever else people changed on it stays. */
  z.object({
    kind: z.literal('revise'),
    reference: referenceSchema,
    description: ticketDraftSchema.shape.description,
    /** Left out where it stays; null: no due moment any more. */
    dueAt: instantSchema.nullable().exactOptional(),
    fields: z.record(z.string().max(100), z.string().max(1_000)),
  }),
  z.object({
    kind: z.literal('call'),
    subject: z.string().max(255),
    phone: z.string().max(50),
    startsAt: instantSchema,
    description: z.string().max(5_000),
  }),
  z.object({
    kind: z.literal('attachment'),
    url: z.url().max(2_000),
    name: z.string().max(255),
    contentType: z.string().max(150).optional(),
  }),
]);
export type TicketChange = z.infer<typeof ticketChangeSchema>;

export const changeTicketInputSchema = z.object({
  requestId: requestIdSchema,
  /** The ticket by Desk's id, or by the request that creates it (which may not be finished yet). */
  target: z.union([z.object({ ticketId: ticketIdSchema }), z.object({ createdBy: requestIdSchema })]),
  change: ticketChangeSchema,
  waitMs: z.number().int().min(0).max(30_000).default(3_000),
  foreground: z.boolean().default(false),
});
export type ChangeTicketInput = z.input<typeof changeTicketInputSchema>;

export const changeTicketOutputSchema = z.discriminatedUnion('outcome', [
  /** `resultId`: the comment's, call's or attachment's id where Desk made one. */
  z.object({ outcome: z.literal('done'), resultId: z.string().nullable() }),
  z.object({ outcome: z.literal('pending'), retryAfterMs: z.number().int(), reason: z.string() }),
  z.object({ outcome: z.literal('failed'), reason: z.string() }),
]);
export type ChangeTicketOutput = z.infer<typeof changeTicketOutputSchema>;

/** A ticket as we show it: Desk's object without what we do not know (zoho-desk.md §3.2). */
export const ticketViewSchema = z.object({
  id: z.string(),
  ticketNumber: z.string(),
  subject: z.string(),
  description: z.string().nullable(),
  status: z.string(),
  statusType: z.string().nullable(),
  priority: z.string().nullable(),
  departmentId: z.string().nullable(),
  contactId: z.string().nullable(),
  assigneeId: z.string().nullable(),
  email: z.string().nullable(),
  phone: z.string().nullable(),
  channel: z.string().nullable(),
  webUrl: z.string().nullable(),
  customFields: z.record(z.string(), z.string().nullable()),
  createdTime: z.string().nullable(),
  modifiedTime: z.string().nullable(),
  closedTime: z.string().nullable(),
  dueDate: z.string().nullable(),
  simulated: z.boolean(),
});
export type TicketView = z.infer<typeof ticketViewSchema>;

/** Desk's ticket id, or `#` and the ticket number. */
export const ticketLookupSchema = z.object({
  id: z.string().regex(/^(#[A-Za-z0-9-]{1,30}|\d{1,19})$/, 'must be a ticket id or #ticketNumber'),
});

export const deskCheckSchema = z.object({
  ok: z.boolean(),
  simulated: z.boolean(),
  org: z.object({ id: z.string(), name: z.string() }).nullable(),
  department: z.object({ id: z.string(), name: z.string() }).nullable(),
  /** What is wrong, each with how to mend it. Empty when all is well. */
  problems: z.array(z.object({ what: z.string(), mend: z.string() })),
});
export type DeskCheck = z.infer<typeof deskCheckSchema>;

/** A contact as Desk knows it; a known customer only where the operator's file says so (`known_contacts`). */
export const deskContactSchema = z.object({
  id: z.string(),
  name: z.string(),
  email: z.string().nullable(),
  phone: z.string().nullable(),
  /** When Desk made it; null when it does not say, absent from older services. */
  createdAt: instantSchema.nullable().optional(),
  /** The account (company) that it belongs to; its name where Desk tells it. */
  accountId: z.string().nullable().optional(),
  accountName: z.string().nullable().optional(),
});
export type DeskContact = z.infer<typeof deskContactSchema>;
export const findContactInputSchema = z.object({
  email: z.string().max(150),
  waitMs: z.number().int().min(0).max(10_000).default(1_500),
});

/** News from the desk, in the order we learned it. Consumers keep the last `seq` they handled. */
export const ticketNewsSchema = z.object({
  seq: z.number().int().positive(),
  ticketId: z.string(),
  /** The request that created the ticket: tells the consumer which conversation it belongs to. */
  requestId: requestIdSchema,
  at: instantSchema,
  news: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('created'), ticket: ticketRefSchema }),
    z.object({ kind: z.literal('status'), status: z.string(), statusType: z.string().nullable() }),
    z.object({ kind: z.literal('comment'), commentId: z.string(), author: z.string(), text: z.string() }),
  ]),
});
export type TicketNews = z.infer<typeof ticketNewsSchema>;
export const ticketNewsInputSchema = z.object({
  after: z.number().int().min(0),
  limit: z.number().int().min(1).max(200).default(100),
});
/** As a reader gets it: of a kind that only a newer release knows, it is passed on whole. */
const anyTicketNewsSchema = z.looseObject({
  seq: z.number().int().positive(),
  requestId: requestIdSchema,
  news: z.looseObject({ kind: z.string() }),
});
export type AnyTicketNews = z.infer<typeof anyTicketNewsSchema>;
export const ticketNewsOutputSchema = z.object({ items: z.array(anyTicketNewsSchema) });

/** A Desk event as it came: only ids are believed, the ticket is read again (zoho-desk.md §9.3). */
export const deskEventSchema = z.object({
  eventType: z.string().max(100),
  ticketId: ticketIdSchema,
  eventTime: z.string().max(40),
});
export const deskEventsInputSchema = z.object({ events: z.array(deskEventSchema).max(100) });
