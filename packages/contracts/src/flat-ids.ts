import { type ConversationId, conversationIdSchema } from './ids.ts';

/**
 * Chats of the flat form are kept under this prefix, which no id of SalesIQ gets: whoever may call the flat form chooses her
 * ids freely, and must not reach a chat of SalesIQ by them.
 */
export const flatIdPrefix = 'flat:';

/** Most characters of a flat id that are kept as they are; what is longer comes as a digest. */
export const flatIdCharsMax = 190;

/** Where a chat of the flat form is kept. `chatId`: the id as given, of at most `flatIdCharsMax` characters. */
export function toFlatConversationId(chatId: string): ConversationId {
  return conversationIdSchema.parse(`${flatIdPrefix}${chatId}`);
}

/** The id that the sender knows her chat by. */
export function givenIdOf(conversationId: string): string {
  return conversationId.startsWith(flatIdPrefix) ? conversationId.slice(flatIdPrefix.length) : conversationId;
}
