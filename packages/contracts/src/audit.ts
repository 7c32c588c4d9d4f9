import { z } from 'zod';
import { instantSchema } from './ids.ts';

/** Who asked, as the gateway knows it: role of the key and the beginning of the key's digest. Never the key. */
export const actorSchema = z.object({
  role: z.string().max(40),
  key: z.string().max(40),
});
export type Actor = z.infer<typeof actorSchema>;

/** What can stand in an audit trail. The list only grows. */
export const auditKindSchema = z.enum([
  'service_started',
  'key_used',
  'ticket_created',
  'ticket_changed',
  'code_sent',
  'code_verified',
  'code_failed',
  'approval_decided',
  'session_closed',
  'transcript_read',
  'chat_exported',
  'chat_taken',
  'note_added',
  'mail_read',
  'misunderstood_read',
  'message_labelled',
  'model_trained',
  'model_taken',
  'model_returned',
  'dead_letter_replayed',
  'dead_letter_discarded',
  'person_exported',
  'person_deleted',
  'records_expired',
  'keys_rotated',
  'store_restored',
]);
export type AuditKind = z.infer<typeof auditKindSchema>;

/**
 * Facts about the event: ids, counts, outcomes. No message text, no addresses, no secrets. The one text that somebody typed is
 * `reason` of given-up work that was tried again or dropped: an operator's, redacted by the gateway.
 */
export const auditDetailsSchema = z.record(
  z.string().max(60),
  z.union([z.string().max(300), z.number(), z.boolean(), z.null()]),
);
export type AuditDetails = z.infer<typeof auditDetailsSchema>;

/**
 * One entry of a chain. `seq` counts from 1 without gaps; `hash` covers everything else in the entry and the `hash` of
 * the one before it (`previous`), so that an altered or missing entry shows.
 */
export const auditEntrySchema = z.object({
  /** Name of the service that wrote it. */
  chain: z.string(),
  seq: z.number().int().positive(),
  at: instantSchema,
  kind: auditKindSchema,
  actor: actorSchema.nullable(),
  /** What it happened to: a conversation, a ticket, a dead letter. */
  subject: z.string().max(400),
  details: auditDetailsSchema,
  /** The request that caused it, as in the logs. */
  requestId: z.string().nullable(),
  previous: z.string(),
  hash: z.string(),
  /** `<key id>.<digest>`: the hash under a key that the store does not hold. */
  seal: z.string(),
});
export type AuditEntry = z.infer<typeof auditEntrySchema>;

export const auditPageInputSchema = z.object({
  after: z.number().int().nonnegative().default(0),
  limit: z.number().int().min(1).max(500).default(100),
});
/** An entry that is not as it was written, or cannot be shown. */
export const damagedEntrySchema = z.object({
  /** Where it lies in the trail. */
  seq: z.number().int(),
  /** What is wrong, in words. */
  problem: z.string(),
});
export type DamagedEntry = z.infer<typeof damagedEntrySchema>;

export const auditPageSchema = z.object({
  items: z.array(auditEntrySchema),
  next: z.number().int().nullable(),
  /** Entries of this page that were altered; those that can still be read are among the items. Absent from older services. */
  damaged: z.array(damagedEntrySchema).exactOptional(),
});
export type AuditPage = z.infer<typeof auditPageSchema>;

/** Calls of people and programs at the REST interface, counted by the gateway and written to the trail in bunches. */
export const recordAccessInputSchema = z.object({
  uses: z
    .array(
      z.object({
        actor: actorSchema,
        route: z.string().max(200),
        status: z.number().int(),
        count: z.number().int().positive(),
        /** The last of these calls. */
        requestId: z.string().max(128),
      }),
    )
    .max(500),
});
export type RecordAccessInput = z.infer<typeof recordAccessInputSchema>;
