import {
  approvalPageSchema,
  approvalRowSchema,
  attentionKinds,
  auditEntrySchema,
  consoleConversationSchema,
  deskStandingSchema,
  deskWorkSchema,
  extensibleEnum,
  instantSchema,
  mailPageSchema,
  mailRowSchema,
  namedChatSchema,
  outboxItemSchema,
  reportSchema,
} from '@acebuddy/contracts';
import { z } from 'zod';
import { roles } from '../access/api-keys.ts';

/*
 * What the console's own procedures answer beyond what the services' contracts say. No other program relies on it: the page
 * and the gateway are of one release.
 */

export const serviceNames = ['conversation', 'ticketing', 'notifications'] as const;
export const serviceNameSchema = z.enum(serviceNames);
export type ServiceName = z.infer<typeof serviceNameSchema>;

/** Who is signed in, and what there is. */
export const meSchema = z.object({
  role: z.enum(roles),
  /** Zoho is a simulated one: every page says so. */
  simulated: z.boolean(),
  version: z.string(),
  companyName: z.string().nullable(),
  /** Zone of the operator's business hours. */
  zone: z.string(),
  /** There is a playground beside it. */
  playground: z.boolean(),
  /** Workflows by id, with their names in plain words. */
  workflows: z.array(z.object({ id: z.string(), name: z.string() })),
  /** Conversation did not answer: company and workflows are not known, and the zone is UTC. */
  unavailable: z.array(serviceNameSchema),
});
export type Me = z.infer<typeof meSchema>;

export const overviewSchema = z.object({
  attention: z.array(
    z.object({
      kind: extensibleEnum(attentionKinds),
      count: z.number().int(),
      oldestAt: instantSchema.nullable(),
      detail: z.string().nullable(),
    }),
  ),
  /** Services that did not answer: what they own is not in the list. */
  unavailable: z.array(serviceNameSchema),
  /** The period by day, the same period by workflow, and as many days before it. Null: conversation did not answer. */
  report: reportSchema.nullable(),
  byWorkflow: reportSchema.nullable(),
  before: reportSchema.nullable(),
});
export type Overview = z.infer<typeof overviewSchema>;

/** One chat with everything that the services know of it. */
export const conversationPageDataSchema = consoleConversationSchema.extend({
  desk: z.array(deskWorkSchema),
  mails: z.array(mailRowSchema),
  approvals: z.array(approvalRowSchema),
  /** Entries of all trails about it, oldest first. Empty for roles below admin. */
  audit: z.array(auditEntrySchema),
  /** Services that did not answer. */
  unavailable: z.array(serviceNameSchema),
});
export type ConversationPageData = z.infer<typeof conversationPageDataSchema>;

/** Whose chat a row is about; null: about none, or conversation did not answer, or the chat is gone. */
const aboutChat = { about: namedChatSchema.nullable() };
export type AboutChat = z.infer<typeof namedChatSchema>;
export const mailListSchema = mailPageSchema.extend({ items: z.array(mailRowSchema.extend(aboutChat)) });
export type MailList = z.infer<typeof mailListSchema>;
export const approvalListSchema = approvalPageSchema.extend({ items: z.array(approvalRowSchema.extend(aboutChat)) });
export type ApprovalList = z.infer<typeof approvalListSchema>;

export const workItemSchema = outboxItemSchema.extend({ service: serviceNameSchema, ...aboutChat });
export const workPageSchema = z.object({
  items: z.array(workItemSchema),
  /** Opaque; null: there is no more. */
  next: z.string().nullable(),
  unavailable: z.array(serviceNameSchema),
});
export type WorkPage = z.infer<typeof workPageSchema>;
export const workListInputSchema = z.object({
  service: serviceNameSchema.optional(),
  /** `next` of the page before. */
  after: z.string().max(2_000).optional(),
  limit: z.number().int().min(1).max(100).default(50),
});
export const workKeysSchema = z.object({
  items: z
    .array(z.object({ service: serviceNameSchema, id: z.string().min(1).max(300) }))
    .min(1)
    .max(200),
  reason: z.string().trim().min(1).max(500),
});
/** Each for itself: one that fails does not stop the others. */
export const workResultSchema = z.object({
  done: z.number().int(),
  failed: z.array(z.object({ service: serviceNameSchema, id: z.string(), reason: z.string() })),
});
export type WorkResult = z.infer<typeof workResultSchema>;

export const systemSchema = z.object({
  checks: z.array(
    z.object({ name: z.string(), ok: z.boolean(), error: z.string().nullable(), warning: z.string().nullable() }),
  ),
  desk: deskStandingSchema.nullable(),
  /** By name: the release of each service as far as it is known. */
  versions: z.record(z.string(), z.string()),
  /** What is effective, by variable name; secrets never, only whether they are set. */
  settings: z.array(z.object({ name: z.string(), value: z.string().nullable(), secret: z.boolean() })),
});
export type System = z.infer<typeof systemSchema>;
/** Where a portion of a trail ended: its last entry, which the next one has to follow from. */
const auditPlaceSchema = z.object({ seq: z.number().int().nonnegative(), hash: z.string().max(200).nullable() });
const auditPlacesSchema = z.partialRecord(serviceNameSchema, auditPlaceSchema);
/** Trails that are given are read on from there, and no others; without any all are read from their beginning. */
export const verifyAuditInputSchema = z.object({ from: auditPlacesSchema.optional() }).optional();
export const auditVerdictSchema = z.object({
  chains: z.array(
    z.object({
      chain: serviceNameSchema,
      /** That were read in this portion. */
      entries: z.number().int(),
      damaged: z.array(z.object({ seq: z.number().int(), problem: z.string() })),
      /** The service did not answer. */
      unavailable: z.boolean(),
    }),
  ),
  /** Where to go on: a portion takes some seconds at most. Null: all of them were read to their end. */
  next: auditPlacesSchema.nullable(),
});
export type AuditVerdict = z.infer<typeof auditVerdictSchema>;
