import { attachmentSchema, type DeepReadonly, identityProofSchema, prioritySchema } from '@acebuddy/contracts';
import { z } from 'zod';

/** Everything about a ticket that the engine decides. */
export const ticketRequestSchema = z.object({
  workflow: z.string(),
  workflowName: z.string(),
  outcome: z.enum(['ticket', 'resolved', 'awaiting_approval', 'escalated', 'abandoned']),
  subject: z.string(),
  description: z.string(),
  priority: prioritySchema,
  team: z.string(),
  status: z.enum(['Open', 'On Hold', 'Escalated', 'Closed']),
  expectedResolution: z.string().nullable(),
  tags: z.array(z.string()),
  fields: z.record(z.string(), z.string()),
  dueAt: z.string().nullable(),
  customer: z.object({ name: z.string(), email: z.string().nullable(), phone: z.string().nullable() }),
  /** What is proven about the customer; null where the workflow asks for no identity. */
  verified: identityProofSchema.nullable(),
  collected: z.array(z.object({ label: z.string(), value: z.string() })),
  actionRequired: z.string(),
  mailNotes: z.array(z.string()),
  /** What her own mail says of the request, in her language. Absent where that is the team's, and in older effects. */
  inHerLanguage: z
    .object({ language: z.string(), workflowName: z.string(), expectedResolution: z.string().nullable() })
    .exactOptional(),
});
export type TicketRequest = DeepReadonly<z.infer<typeof ticketRequestSchema>>;

/** `id` is unique within the conversation and stable when the step is run again. */
const effect = z.object({ id: z.string(), awaited: z.boolean() });
const ofRun = effect.extend({ runId: z.string() });
const person = z.object({ name: z.string(), email: z.string() });

/** Every effect by its kind. Callers keep them until they are done: what a release adds is optional, or a new kind. */
export const effectSchemas = {
  /** Exactly one per run. The caller adds transcript, chat ids and reference and sends both mails after it. */
  createTicket: ofRun.extend({ kind: z.literal('createTicket'), ticket: ticketRequestSchema }),
  comment: ofRun.extend({ kind: z.literal('comment'), text: z.string(), isPublic: z.boolean() }),
  /** To a ticket of another chat, whose address was proven in this one, too. */
  commentTicket: effect.extend({
    kind: z.literal('commentTicket'),
    ticketId: z.string(),
    text: z.string(),
    isPublic: z.boolean(),
  }),
  status: ofRun.extend({ kind: z.literal('status'), status: z.string() }),
  priority: ofRun.extend({ kind: z.literal('priority'), priority: prioritySchema }),
  /** What the ticket says of the request, anew: a line of it was corrected, or a call agreed. */
  revise: ofRun.extend({
    kind: z.literal('revise'),
    description: z.string(),
    /** Left out where it stays; null: no due moment any more. */
    dueAt: z.string().nullable().exactOptional(),
    fields: z.record(z.string(), z.string()),
  }),
  /** What the ticket says of the customer's identity holds no more, or holds now. */
  proof: ofRun.extend({ kind: z.literal('proof'), proof: identityProofSchema }),
  call: ofRun.extend({
    kind: z.literal('call'),
    phone: z.string(),
    startsAt: z.string(),
    subject: z.string(),
    description: z.string(),
  }),
  /** Adds to the ticket what was said since the last transcript comment. */
  appendTranscript: ofRun.extend({ kind: z.literal('appendTranscript'), note: z.string().nullable() }),
  attach: ofRun.extend({ kind: z.literal('attach'), attachments: z.array(attachmentSchema) }),
  sendCode: effect.extend({
    kind: z.literal('sendCode'),
    purpose: z.string(),
    /** The address that she gave as her own. `name`: the directory's word for her, never the chat's; empty if unknown. */
    to: person,
    /** Whether the directory knows the address: strangers' codes have narrower limits. The chat shows no difference. */
    isKnown: z.boolean(),
    /** Of the mail. Absent where it is English. */
    language: z.string().exactOptional(),
  }),
  verifyCode: effect.extend({ kind: z.literal('verifyCode'), purpose: z.string(), code: z.string() }),
  requestApproval: ofRun.extend({
    kind: z.literal('requestApproval'),
    approver: person,
    subject: z.string(),
    /** Our own name of what is asked for. Absent in effects of older releases. */
    workflowName: z.string().exactOptional(),
    /** Of subject, facts and name. Absent in effects of older releases, and where it is English. */
    language: z.string().exactOptional(),
    /** `isOurs`: one of our own choices, no words of the customer's. */
    facts: z.array(z.object({ label: z.string(), value: z.string(), isOurs: z.boolean().exactOptional() })),
    remindAfterMinutes: z.number(),
  }),
  mailCustomer: ofRun.extend({ kind: z.literal('mailCustomer'), text: z.string() }),
  closeChat: effect.extend({ kind: z.literal('closeChat') }),
} as const;

/** Work that the engine asks for. */
export type Effect = DeepReadonly<z.infer<(typeof effectSchemas)[keyof typeof effectSchemas]>>;
