import { chatKeyOf, flatIdPrefix, givenIdOf, type IncomingMessage, withoutOrg } from '@acebuddy/contracts';
import type { Conversations } from './conversations.ts';
import { type ConversationRecord, isFlatChat } from './record.ts';

/** What a new chat is found by, besides its id. */
export function chatKeyOfMessage({ conversationId, channel, address }: IncomingMessage): string {
  return channel === 'flat' ? (address.chatId ?? givenIdOf(conversationId)) : chatKeyOf(conversationId, address.chatId);
}

/** The chat that this message belongs to, under whichever of its ids it was begun; null for a new one. */
export async function findChat(
  conversations: Conversations,
  message: IncomingMessage,
): Promise<ConversationRecord | null> {
  const { conversationId } = message;
  const found = await conversations.load(conversationId);
  if (found !== null) return found;
  if (message.channel === 'flat') return earlierFlatChat(conversations, conversationId);
  return ofSalesiq(conversations, conversationId, chatKeyOfMessage(message));
}

/** Where the chat was kept before SalesIQ gave it an id (salesiq.md §2.7). */
export async function findContinued(
  conversations: Conversations,
  { continues }: IncomingMessage,
): Promise<ConversationRecord | null> {
  if (continues === undefined) return null;
  const found = await conversations.load(continues);
  return found ?? ofSalesiq(conversations, continues, chatKeyOf(continues, undefined));
}

/** The chat that SalesIQ tells of; null: none of ours. */
export async function findToldChat(
  conversations: Conversations,
  conversationId: string,
): Promise<ConversationRecord | null> {
  const found = await conversations.load(conversationId);
  return found ?? ofSalesiq(conversations, conversationId, withoutOrg(conversationId));
}

async function ofSalesiq(
  conversations: Conversations,
  conversationId: string,
  key: string,
): Promise<ConversationRecord | null> {
  const named = await conversations.findByChatId(key, [conversationId, `${flatIdPrefix}${key}`]);
  return named === null || isFlatChat(named) ? null : named;
}

/** Chats of the flat form were once kept under the id as given, among those of SalesIQ: such a one goes on there. */
async function earlierFlatChat(
  conversations: Conversations,
  conversationId: string,
): Promise<ConversationRecord | null> {
  if (!conversationId.startsWith(flatIdPrefix)) return null;
  const earlier = await conversations.load(givenIdOf(conversationId));
  return earlier !== null && isFlatChat(earlier) ? earlier : null;
}
