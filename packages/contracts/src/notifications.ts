import { z } from 'zod';
import { chatAddressSchema, inputCardSchema } from './conversation.ts';
import { conversationIdSchema, instantSchema, referenceSchema, requestIdSchema } from './ids.ts';
import { emailSchema } from './people.ts';
import { prioritySchema } from './ticketing.ts';

const line = z.string().max(1_000);
const facts = z.array(z.object({ label: line, value: z.string().max(5_000) })).max(60);
const person = z.object({ name: line, email: emailSchema });

/** What a mail says, by its kind; wording, escaping and layout belong to the notifications service. */
export const mailSchema = z.discriminatedUnion('template', [
  z.object({
    template: z.literal('ticket_confirmation'),
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
    verified: z.boolean().nullable(),
    collected: facts,
    actionRequired: line,
  }),
  z.object({
    template: z.literal('agent_reply'),
    to: person,
    ticketNumber: line,
    author: line,
    text: z.string().max(60_000),
  }),
  z.object({ template: z.literal('status_change'), to: person, ticketNumber: line, status: line }),
  z.object({
    template: z.literal('approval_decided'),
    to: person,
    ticketNumber: line.nullable(),
    reference: referenceSchema,
    subject: line,
    approved: z.boolean(),
  }),
  z.object({
    template: z.literal('chat_update'),
    to: person,
    reference: referenceSchema,
    text: z.string().max(10_000),
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

/** Send a one-time code to an address that the directory knows, bound to one conversation and purpose. */
export const sendCodeInputSchema = z.object({
  requestId: requestIdSchema,
  conversationId: conversationIdSchema,
  purpose: z.string().max(100),
  to: person,
  /**
   * `false`: the directory does not know the address, so nobody gets a mail; everything else is as if somebody had, and
   * the chat's answers do not tell which addresses are known.
   */
  isKnown: z.boolean().default(true),
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
  requester: z.object({ name: line, email: emailSchema.nullable() }),
  subject: line,
  facts,
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
  status: z.enum(['open', 'approved', 'declined', 'expired']),
  subject: z.string(),
  requester: z.string(),
  facts,
  ticketNumber: z.string().nullable(),
  reference: z.string(),
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
export const approvalNewsOutputSchema = z.object({ items: z.array(approvalNewsSchema) });

/** Say something in a chat outside its turn: by callback while the turn is open, else as an operator's message. */
export const pushChatInputSchema = z.object({
  requestId: requestIdSchema,
  address: chatAddressSchema,
  /** When the callback's turn began; callbacks end 3 minutes later (salesiq-zobot.md §6). */
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
  status: z.enum(['pending', 'sent', 'dead']),
  attempts: z.number().int(),
  lastError: z.string().nullable(),
  createdAt: instantSchema,
  sentAt: instantSchema.nullable(),
});
export const deliveryPageSchema = z.object({ items: z.array(deliveryViewSchema), next: z.string().nullable() });
