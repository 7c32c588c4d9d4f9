import { conversationIdSchema, type ExplainedTurn } from '@acebuddy/contracts';
import type { ConversationRouter } from '@acebuddy/conversation/router';
import type { ServiceClient } from '@acebuddy/service-kit';

/** Why the messages of a chat were answered as they were, oldest first; empty for a chat that has none. */
export type Explain = (chatId: string) => Promise<readonly ExplainedTurn[]>;

export function explainBy(client: Pick<ServiceClient<ConversationRouter>, 'whyOf'>): Explain {
  return async (chatId) => (await client.whyOf.query({ conversationId: conversationIdSchema.parse(chatId) })).items;
}
