import type { PushChatInput, PushChatOutput } from '@acebuddy/contracts';
import type { ChatClient, ChatOutcome } from '../ports.ts';

/** A callback ends three minutes after its turn began; we stop a little earlier (salesiq-zobot.md §6). */
const callbackMs = 175_000;

type Address = PushChatInput['address'];

/**
 * Says something in a chat outside its turn: by callback while SalesIQ keeps the turn open, else as an operator's
 * message. Preview chats have neither (salesiq-zobot.md §2.7).
 */
export async function pushChat(client: ChatClient | null, input: PushChatInput, now: Date): Promise<PushChatOutput> {
  if (client === null) return undeliverable('no SalesIQ client is configured');
  if (input.address.preview === true) return undeliverable('preview chats cannot be written to');
  const byCallback = await tryCallback(client, input, now);
  if (byCallback?.kind === 'done') return { outcome: 'callback', reason: null };
  if (byCallback?.kind === 'temporary') return { outcome: 'retry', reason: byCallback.reason };
  const { chatId } = input.address;
  if (chatId === undefined) return undeliverable(byCallback?.reason ?? 'the chat has no id yet');
  const sent = await client.message(chatId, input.text);
  if (sent.kind === 'done') return { outcome: 'message', reason: null };
  return { outcome: sent.kind === 'temporary' ? 'retry' : 'undeliverable', reason: sent.reason };
}

async function tryCallback(client: ChatClient, input: PushChatInput, now: Date): Promise<ChatOutcome | null> {
  const { callbackId } = input.address;
  if (callbackId === undefined || input.turnStartedAt === undefined) return null;
  if (now.getTime() - Date.parse(input.turnStartedAt) > callbackMs) return null;
  return client.callback(callbackId, input.text, input.suggestions ?? []);
}

function undeliverable(reason: string): PushChatOutput {
  return { outcome: 'undeliverable', reason };
}

/** REST address of a chat, if it has one. */
export function restChatId(address: Address): string | null {
  return address.preview === true ? null : (address.chatId ?? null);
}
