import { type SalesiqClient, type SalesiqOutcome, toCallbackResponse } from '@acebuddy/salesiq';
import type { ChatClient, ChatOutcome } from '../ports.ts';

/** SalesIQ's REST client in our words. */
export function createSalesiqChat(
  client: SalesiqClient,
  { strictLength }: { readonly strictLength: boolean },
): ChatClient {
  return {
    callback: async (callbackId, text, suggestions) =>
      toOutcome(await client.respond(callbackId, toCallbackResponse({ text, suggestions }, { strictLength }))),
    message: async (chatId, text) => toOutcome(await client.sendMessage(chatId, text)),
    async close(chatId) {
      const outcome = await client.close(chatId);
      if (outcome.ok || outcome.reason !== 'rejected') return toOutcome(outcome);
      const chat = await client.readConversation(chatId);
      return chat.ok && chat.data.ended ? { kind: 'done' } : toOutcome(outcome);
    },
    note: async (chatId, text) => toOutcome(await client.addNote(chatId, text)),
  };
}

function toOutcome(outcome: SalesiqOutcome<void>): ChatOutcome {
  if (outcome.ok) return { kind: 'done' };
  const reason = `${outcome.reason}${outcome.code === undefined ? '' : ` (${outcome.code})`}`;
  if (!outcome.retryable) return { kind: 'refused', reason };
  const { effect, retryAfterMs } = outcome;
  return { kind: 'temporary', reason, effect, ...(retryAfterMs === undefined ? {} : { retryAfterMs }) };
}
