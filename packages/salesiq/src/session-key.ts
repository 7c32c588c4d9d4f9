import { createHash } from 'node:crypto';
import { type ConversationId, conversationIdSchema, flatIdPrefix } from '@acebuddy/contracts';
import type { ZobotRequest } from './zobot-request.ts';

/** Long enough for every id that SalesIQ documents; together with the organisation it stays under 200 characters. */
const idCharsMax = 120;
const orgCharsMax = 60;

/** Preview chats of the console; REST calls do not work for them (salesiq.md §2.7). */
export const previewPrefix = 'botpreview_';

export interface SessionKey {
  readonly conversationId: ConversationId;
  /** SalesIQ's own id of the conversation, when the call named one. */
  readonly chatId: string | undefined;
  /** Where the chat was kept before it had an id of its own. */
  readonly continues: ConversationId | undefined;
}

/**
 * Which chat a call belongs to (salesiq.md §2.7): the conversation's id, else the visitor's, else the phone number;
 * prefixed with the organisation. `request.id` names one call, never a chat. Undefined when the call names neither.
 */
export function sessionKeyOf(request: ZobotRequest): SessionKey | undefined {
  const { orgId, chatId } = request;
  const visitorKey = visitorKeyOf(request);
  if (chatId !== undefined) {
    const continues = visitorKey === undefined ? undefined : toConversationId(orgId, visitorKey);
    return { conversationId: toConversationId(orgId, chatId), chatId, continues };
  }
  if (visitorKey === undefined) return undefined;
  return { conversationId: toConversationId(orgId, visitorKey), chatId: undefined, continues: undefined };
}

/** `<orgId>/<chatId>`, or `<chatId>` where the sender names no organisation; never an id of the flat form's space. */
export function toConversationId(orgId: string | undefined, chatId: string): ConversationId {
  const key = shortId(chatId, idCharsMax);
  const id = orgId === undefined ? key : `${shortId(orgId, orgCharsMax)}/${key}`;
  return conversationIdSchema.parse(id.trimStart().startsWith(flatIdPrefix) ? digestOf(id) : id);
}

/** A prefix keeps a visitor's id apart from the conversation's, which come from the same range of numbers. */
function visitorKeyOf({ visitor }: ZobotRequest): string | undefined {
  if (visitor.own_id !== undefined) return `visitor:${visitor.own_id}`;
  return visitor.phone === undefined ? undefined : `phone:${visitor.phone}`;
}

/** Overlong ids become a digest: cutting could make two chats one. */
export function shortId(id: string, charsMax: number): string {
  return id.length <= charsMax ? id : digestOf(id);
}

function digestOf(id: string): string {
  return `sha256:${createHash('sha256').update(id).digest('hex').slice(0, 48)}`;
}
