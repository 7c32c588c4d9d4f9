import { type SalesiqClient, type SalesiqOutcome, toCallbackResponse } from '@acebuddy/salesiq';
import type { ChatClient, ChatOutcome } from '../ports.ts';

/** SalesIQ's REST client in our words. */
export function createSalesiqChat(client: SalesiqClient): ChatClient {
  return {
    callback: async (callbackId, text, suggestions) =>
      toOutcome(await client.respond(callbackId, toCallbackResponse({ text, suggestions }))),
    message: async (chatId, text) => toOutcome(await client.sendMessage(chatId, text)),
    close: async (chatId) => toOutcome(await client.close(chatId)),
    note: async (chatId, text) => toOutcome(await client.addNote(chatId, text)),
  };
}

function toOutcome(outcome: SalesiqOutcome<void>): ChatOutcome {
  if (outcome.ok) return { kind: 'done' };
  const reason = `${outcome.reason}${outcome.code === undefined ? '' : ` (${outcome.code})`}`;
  return { kind: outcome.retryable ? 'temporary' : 'refused', reason };
}
