import { z } from 'zod';
import { brandSchema } from './brand.ts';
import { chatAddressSchema, inputCardSchema } from './conversation.ts';
import { extensibleEnum } from './extensible-enum.ts';
import { conversationIdSchema, instantSchema, referenceSchema, requestIdSchema } from './ids.ts';
import { emailSchema, identityProofSchema, languageSchema } from './people.ts';
import { plainLineSchema, plainTextSchema } from './plain-text.ts';
import { prioritySchema } from './ticketing.ts';

const line = plainLineSchema(1_000);
const facts = z.array(z.object({ label: line, value: plainTextSchema(5_000) })).max(60);
const person = z.object({ name: line, email: emailSchema });
/** What its reader reads, BCP 47. Absent from older callers. @default en */
const language = languageSchema.optional();

/** What a mail says, by its kind; wording, escaping and layout belong to the notifications service. */
export const mailSchema = z.discriminatedUnion('template', [
  z.object({
    template: z.literal('ticket_confirmation'),
    language,
    to: person,
    ticketNumber: line.nullable(),
    ticketUrl: line.nullable(),
    reference: referenceSchema,
    workflowName: line,
    outcome: z.enum(['ticket', 'resolved', 'awaiting_approval', 'escalated', 'abandoned']),
    expectedResolution: line.nullable(),
    notes: z.array(line).max(20).default([]),
  }),
  z.object({
    template: z.literal('team_notice'),
    team: line,
    customer: z.object({ name: line, email: emailSchema.nullable(), phone: line.nullable() }),
    ticketNumber: line.nullable(),
    ticketUrl: line.nullable(),
    reference: referenceSchema,
    workflowName: line,
    priority: prioritySchema,
    /** Of releases before `proof`; `true` says no more than "mailbox only". */
    verified: z.boolean().nullable(),
    /** What is proven about the customer; `null`: the workflow asks for no identity. Absent from older callers. */
    proof: identityProofSchema.nullable().optional(),
    collected: facts,
    actionRequired: line,
  }),
  z.object({
    template: z.literal('agent_reply'),
    language,
    to: person,
    ticketNumber: line,
    author: line,
    text: plainTextSchema(60_000),
  }),
  z.object({ template: z.literal('status_change'), language, to: person, ticketNumber: line, status: line }),
  z.object({
    template: z.literal('approval_decided'),
    language,
    to: person,
    ticketNumber: line.nullable(),
    reference: referenceSchema,
    subject: line,
    approved: z.boolean(),
  }),
  z.object({
    template: z.literal('chat_update'),
    language,
    to: person,
    reference: referenceSchema,
    /** Absent from older callers. @default null: not known yet */
    ticketNumber: line.nullable().optional(),
    text: plainTextSchema(10_000),
  }),
]);
export type Mail = z.infer<typeof mailSchema>;

/** Input of `notifications.sendMail`; one mail per `requestId`, however often it is asked for. */
export const sendMailInputSchema = z.object({
  requestId: requestIdSchema,
  mail: mailSchema,
  waitMs: z.number().int().min(0).max(10_000).default(0),
});
export type SendMailInput = z.input<typeof sendMailInputSchema>;
/** `queued`: durable, will be delivered or become a dead letter. */
export const deliveryOutcomeSchema = z.object({
  outcome: z.enum(['sent', 'queued', 'failed', 'limited']),
  deliveryId: z.string(),
});
export type DeliveryOutcome = z.infer<typeof deliveryOutcomeSchema>;

/** Send a one-time code to the address that the customer gave as her own, bound to one conversation and purpose. */
export const sendCodeInputSchema = z.object({
  requestId: requestIdSchema,
  conversationId: conversationIdSchema,
  purpose: z.string().max(100),
  to: person,
  language,
  /**
   * Whether the directory knows the address. The mail goes out either way and the chat's answers do not tell which addresses
   * are known; `to.name` is used for known ones only, and unknown ones have a cap of their own.
   */
  isKnown: z.boolean().default(true),
  /** Who asks, for the cap on one visitor's codes; counted by conversation when left out. */
  visitor: z.string().max(200).optional(),
  /** The network that she asks from, or a digest of it, for the cap on its codes; not counted when left out. */
  network: z.string().max(200).optional(),
  waitMs: z.number().int().min(0).max(10_000).default(1_500),
});
export type SendCodeInput = z.input<typeof sendCodeInputSchema>;
export const verifyCodeInputSchema = z.object({
  requestId: requestIdSchema,
  conversationId: conversationIdSchema,
  purpose: z.string().max(100),
  code: z.string().max(100),
});
/** `spent`: no valid code (none sent, expired after 10 minutes, used, or five wrong tries). */
export const verifyCodeOutputSchema = z.object({
  result: z.enum(['verified', 'wrong', 'spent']),
  triesLeft: z.number().int(),
});
export type VerifyCodeOutput = z.infer<typeof verifyCodeOutputSchema>;

/** Ask a company's point of contact to decide; the mail carries signed single-use links. */
export const requestApprovalInputSchema = z.object({
  requestId: requestIdSchema,
  conversationId: conversationIdSchema,
  approver: person,
  /** Of mail and page: the approver's own is not known, her colleague's is. */
  language,
  requester: z.object({
    name: line,
    email: emailSchema.nullable(),
    /** What is proven about the requester; `null`: the workflow asks for no identity. Absent from older callers. */
    proof: identityProofSchema.nullable().optional(),
  }),
  subject: line,
  /** Our own name of what is asked for; mails that must not carry the requester's words have it in place of `subject`. */
  workflowName: line.optional(),
  facts: z
    .array(
      z.object({
        label: line,
        value: plainTextSchema(5_000),
        /** One of our own choices, no words of the requester's. */
        isOurs: z.boolean().optional(),
      }),
    )
    .max(60),
  reference: referenceSchema,
  ticketNumber: line.nullable(),
  remindAfterMinutes: z
    .number()
    .int()
    .min(1)
    .max(60 * 24 * 30),
});
export type RequestApprovalInput = z.input<typeof requestApprovalInputSchema>;
export const requestApprovalOutputSchema = z.object({ approvalId: z.string() });

export const approvalTokenSchema = z.object({ token: z.string().min(20).max(500) });
export const approvalViewSchema = z.object({
  approvalId: z.string(),
  status: extensibleEnum(['open', 'approved', 'declined', 'expired']),
  subject: z.string(),
  requester: z.string(),
  /** What is proven about the requester, as a sentence that begins with its value. Absent from older services. */
  requesterIdentity: z.string().optional(),
  facts,
  ticketNumber: z.string().nullable(),
  reference: z.string(),
  /** Until when it can be decided, in words and with its zone. Absent from older services. */
  decidableUntil: z.string().max(100).optional(),
  /** When it was decided or expired, in words and with its zone. Absent while it is open, and from older services. */
  decidedAt: z.string().max(100).optional(),
  /** Whose page it is. Absent from older services. */
  brand: brandSchema.optional(),
  /** In which the rest of it is worded, BCP 47. Absent from older services: English. */
  language: languageSchema.optional(),
});
export type ApprovalView = z.infer<typeof approvalViewSchema>;
export const decideApprovalInputSchema = approvalTokenSchema.extend({
  decision: z.enum(['approve', 'decline']),
  comment: z.string().max(1_000).optional(),
});

/** Decisions and reminders, in the order they happened; consumers keep the last `seq` they handled. */
export const approvalNewsSchema = z.object({
  seq: z.number().int().positive(),
  approvalId: z.string(),
  conversationId: conversationIdSchema,
  /** `requestId` of the request for approval. */
  requestId: requestIdSchema,
  at: instantSchema,
  kind: z.enum(['approved', 'declined', 'reminded', 'expired']),
  comment: z.string().nullable(),
});
export type ApprovalNews = z.infer<typeof approvalNewsSchema>;
export const approvalNewsInputSchema = z.object({
  after: z.number().int().min(0),
  limit: z.number().int().min(1).max(200).default(100),
});
/** As a reader gets it: of a kind that only a newer release knows, it is passed on whole. */
const anyApprovalNewsSchema = z.looseObject({
  seq: z.number().int().positive(),
  conversationId: conversationIdSchema,
  kind: z.string(),
});
export type AnyApprovalNews = z.infer<typeof anyApprovalNewsSchema>;
export const approvalNewsOutputSchema = z.object({ items: z.array(anyApprovalNewsSchema) });

/** What became of a mail or a code, about a minute after it did. One that was given up may be told once more, as accepted. */
export const deliveryNewsSchema = z.object({
  seq: z.number().int().nonnegative(),
  /** `requestId` of the mail or code. */
  requestId: requestIdSchema,
  at: instantSchema,
  kind: extensibleEnum(['mail', 'code']),
  outcome: extensibleEnum(['accepted', 'refused']),
});
export type DeliveryNews = z.infer<typeof deliveryNewsSchema>;
export const deliveryNewsInputSchema = z.object({
  after: z.number().int().min(0),
  limit: z.number().int().min(1).max(500).default(200),
});
export const deliveryNewsOutputSchema = z.object({
  items: z.array(deliveryNewsSchema),
  /** The next `after`. */
  next: z.number().int().nonnegative(),
});

/** Say something in a chat outside its turn: by callback while the turn is open, else as an operator's message. */
export const pushChatInputSchema = z.object({
  requestId: requestIdSchema,
  address: chatAddressSchema,
  /** When the callback's turn began; callbacks end 3 minutes later (salesiq.md §6). */
  turnStartedAt: instantSchema.optional(),
  text: z.string().min(1).max(10_000),
  suggestions: z.array(z.string().max(80)).max(20).default([]),
  input: inputCardSchema.optional(),
});
export type PushChatInput = z.input<typeof pushChatInputSchema>;
/** `undeliverable`: neither way is open; the caller falls back to mail. `retry`: try again later. */
export const pushChatOutputSchema = z.object({
  outcome: z.enum(['callback', 'message', 'undeliverable', 'retry']),
  reason: z.string().nullable(),
});
export type PushChatOutput = z.infer<typeof pushChatOutputSchema>;

export const closeChatInputSchema = z.object({ requestId: requestIdSchema, address: chatAddressSchema });
export const noteChatInputSchema = z.object({
  requestId: requestIdSchema,
  address: chatAddressSchema,
  text: z.string().min(1).max(10_000),
});

export const deliveryViewSchema = z.object({
  id: z.string(),
  kind: z.string(),
  to: z.string(),
  status: extensibleEnum(['pending', 'sent', 'dead']),
  attempts: z.number().int(),
  lastError: z.string().nullable(),
  createdAt: instantSchema,
  sentAt: instantSchema.nullable(),
});
export const deliveryPageSchema = z.object({ items: z.array(deliveryViewSchema), next: z.string().nullable() });
