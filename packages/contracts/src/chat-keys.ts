/** `<organisation>/` before a key that is none of SalesIQ's numbers: a visitor's, or a digest of an overlong id. */
const orgBeforeKey = /^[^/]{1,60}\/(?=(?:visitor|phone|sha256):)/;

/**
 * What a chat of SalesIQ is known by whether or not a call names the organisation: its own id, or else the visitor's key.
 * `org_id` is left out of some calls of a chat that has it in others (salesiq.md §2.7), which must not make two chats of one.
 */
export function chatKeyOf(conversationId: string, chatId: string | undefined): string {
  return chatId ?? conversationId.replace(orgBeforeKey, '');
}

/** The same for news of a chat, which always name the conversation by its id. */
export function withoutOrg(conversationId: string): string {
  return conversationId.slice(conversationId.indexOf('/') + 1);
}
