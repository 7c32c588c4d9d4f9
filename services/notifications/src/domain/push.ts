import type { PushChatInput, PushChatOutput } from '@acebuddy/contracts';
import type { ChatClient, ChatOutcome } from '../ports.ts';

/** A callback ends three minutes after its turn began; we stop a little earlier (salesiq.md §6). */
const callbackMs = 175_000;

/**
 * What became of an attempt to say something. `unknown`: SalesIQ did not say whether it was carried out, so that a
 * repeat may be seen twice.
 */
export type PushResult =
  | { readonly kind: 'said'; readonly way: 'callback' | 'message'; readonly reason: string | null }
  | { readonly kind: 'undeliverable' | 'not said'; readonly reason: string }
  | { readonly kind: 'unknown'; readonly way: 'callback' | 'message'; readonly reason: string };

type Address = PushChatInput['address'];

/**
 * Says something in a chat outside its turn: by callback while SalesIQ keeps the turn open, else as an operator's
 * message. SalesIQ takes one final response per turn: after an attempt of unknown outcome (`maybeSaid`) a refused
 * callback means that the first one got through, and nothing is said a second time.
 */
export async function sayInChat(
  client: ChatClient,
  input: PushChatInput,
  now: Date,
  maybeSaid: boolean,
): Promise<PushResult> {
  const byCallback = await tryCallback(client, input, now);
  if (byCallback?.kind === 'done') return { kind: 'said', way: 'callback', reason: null };
  if (byCallback?.kind === 'temporary') return notYet(byCallback, 'callback');
  if (byCallback?.kind === 'refused' && maybeSaid)
    return { kind: 'said', way: 'callback', reason: 'SalesIQ has an answer for this turn already' };
  const { chatId } = input.address;
  if (chatId === undefined) return { kind: 'undeliverable', reason: byCallback?.reason ?? 'the chat has no id yet' };
  const sent = await client.message(chatId, input.text);
  if (sent.kind === 'done') return { kind: 'said', way: 'message', reason: null };
  return sent.kind === 'temporary' ? notYet(sent, 'message') : { kind: 'undeliverable', reason: sent.reason };
}

function notYet(
  { effect, reason }: Extract<ChatOutcome, { kind: 'temporary' }>,
  way: 'callback' | 'message',
): PushResult {
  return effect === 'none' ? { kind: 'not said', reason } : { kind: 'unknown', way, reason };
}

async function tryCallback(client: ChatClient, input: PushChatInput, now: Date): Promise<ChatOutcome | null> {
  const { callbackId } = input.address;
  if (callbackId === undefined || input.turnStartedAt === undefined) return null;
  if (now.getTime() - Date.parse(input.turnStartedAt) > callbackMs) return null;
  return client.callback(callbackId, input.text, input.suggestions ?? []);
}

/** Why a chat cannot be written to at all; null when it can (preview chats: salesiq.md §2.7). */
export function unreachable(client: ChatClient | null, address: Address): PushChatOutput | null {
  if (client === null) return { outcome: 'undeliverable', reason: 'no SalesIQ client is configured' };
  if (address.preview === true) return { outcome: 'undeliverable', reason: 'preview chats cannot be written to' };
  return null;
}

/** REST address of a chat, if it has one. */
export function restChatId(address: Address): string | null {
  return address.preview === true ? null : (address.chatId ?? null);
}
