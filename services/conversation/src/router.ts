import {
  botReplySchema,
  chatEventSchema,
  closeSessionInputSchema,
  closeSessionOutputSchema,
  incomingMessageSchema,
  outboxItemKeySchema,
  outboxPageSchema,
  pageInputSchema,
  sessionKeySchema,
  sessionViewSchema,
} from '@acebuddy/contracts';
import { createServiceTrpc } from '@acebuddy/service-kit';
import { z } from 'zod';
import type { Conversation } from './conversation.ts';

const handled = z.object({ handled: z.boolean() });
const done = z.object({ done: z.literal(true) });

/** The conversation service's procedures; inputs and outputs are contracts. Errors carry a code of `errorCodes`. */
export function createConversationRouter(conversation: Conversation) {
  const { router, procedure } = createServiceTrpc();
  return router({
    /** One message of a chat in, the bot's turn out, within `budgetMs`. A repeated `eventId` gets the first answer. */
    handleMessage: procedure
      .input(incomingMessageSchema)
      .output(botReplySchema)
      .mutation(({ input }) => conversation.handleMessage(input)),
    /** News from SalesIQ's event webhooks. `handled: false` when the chat is not ours. */
    handleChatEvent: procedure
      .input(chatEventSchema)
      .output(handled)
      .mutation(async ({ input }) => ({ handled: await conversation.handleChatEvent(input) })),
    /** A session with its newest messages. `NOT_FOUND` for unknown ids. */
    getSession: procedure
      .input(sessionKeySchema)
      .output(sessionViewSchema)
      .query(({ input }) => conversation.getSession(input.conversationId)),
    /** Ends a session and puts the closing note on its tickets. `NOT_FOUND` for unknown ids. */
    closeSession: procedure
      .input(closeSessionInputSchema)
      .output(closeSessionOutputSchema)
      .mutation(({ input }) => conversation.closeSession(input.conversationId, input.reason ?? null)),
    listOutbox: procedure
      .input(pageInputSchema)
      .output(outboxPageSchema)
      .query(({ input }) => conversation.outbox.list(input)),
    retryOutbox: procedure
      .input(outboxItemKeySchema)
      .output(done)
      .mutation(async ({ input }) => {
        await conversation.retryOutbox(input.id);
        return { done: true };
      }),
    discardOutbox: procedure
      .input(outboxItemKeySchema)
      .output(done)
      .mutation(async ({ input }) => {
        await conversation.outbox.discard(input.id);
        return { done: true };
      }),
    ready: procedure.output(z.object({ ready: z.literal(true) })).query(async () => {
      await conversation.ready();
      return { ready: true };
    }),
  });
}

export type ConversationRouter = ReturnType<typeof createConversationRouter>;
