import { z } from 'zod';

/** Ids that cross a process boundary are opaque text without control characters. */
const idText = (charsMax: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(charsMax)
    .regex(/^[^\p{Cc}]+$/u, 'must not contain control characters');

/** One chat: SalesIQ's conversation id, prefixed with `orgId/` where the sender names an organisation. */
export const conversationIdSchema = idText(200).brand<'ConversationId'>();
export type ConversationId = z.infer<typeof conversationIdSchema>;

/** The sender's id of one delivery. A repeat of the same event within a conversation gets the first reply again. */
export const eventIdSchema = idText(200).brand<'EventId'>();
export type EventId = z.infer<typeof eventIdSchema>;

/** Idempotency key of one request for work: the same id always names the same ticket, comment, mail or code. */
export const requestIdSchema = idText(300).brand<'RequestId'>();
export type RequestId = z.infer<typeof requestIdSchema>;

/** Requests that a chat made are named `<conversation>#<work>`; null for those of other callers. */
export function conversationOfRequest(
  requestId: string,
): { readonly conversationId: string; readonly work: string } | null {
  const at = requestId.lastIndexOf('#');
  return at <= 0 ? null : { conversationId: requestId.slice(0, at), work: requestId.slice(at + 1) };
}

/** Zoho Desk's ticket id: 10 to 19 digits as text, never a number (zoho-desk.md §1). */
export const ticketIdSchema = z
  .string()
  .regex(/^\d{1,19}$/, 'must be a Desk ticket id (digits)')
  .brand<'TicketId'>();
export type TicketId = z.infer<typeof ticketIdSchema>;

/** What a customer can quote before the ticket number is known, for example `AB-7K2M9QXD`. */
export const referenceSchema = z
  .string()
  .regex(/^AB-[0-9A-HJKMNP-TV-Z]{8,16}$/)
  .brand<'Reference'>();
export type Reference = z.infer<typeof referenceSchema>;

/** A workflow's id: the name of its YAML file, for example `password_reset`. */
export const workflowIdSchema = z
  .string()
  .regex(/^[a-z][a-z0-9_]{1,49}$/)
  .brand<'WorkflowId'>();
export type WorkflowId = z.infer<typeof workflowIdSchema>;

/** Instants are ISO 8601 in UTC with milliseconds, for example `2026-11-23T09:30:00.000Z`. */
export const instantSchema = z.iso.datetime();
