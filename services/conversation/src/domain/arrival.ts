import type { BotReply, IncomingMessage } from '@acebuddy/contracts';
import type { Engine } from '@acebuddy/workflows';
import type { Conversations } from './conversations.ts';
import { chatKeyOfMessage, findChat, findContinued } from './find-chat.ts';
import { type ConversationRecord, newConversation } from './record.ts';

export interface ArrivalDeps {
  readonly conversations: Conversations;
  readonly engine: Engine;
  readonly now: () => Date;
  readonly elapsedMs: () => number;
  readonly sleep: (ms: number) => Promise<void>;
}

const pollMs = 40;

/** The conversation, once nobody else is in the middle of a turn of it: messages are answered one after another. */
export async function settledRecord(
  deps: ArrivalDeps,
  message: IncomingMessage,
  deadline: number,
): Promise<ConversationRecord> {
  const waitUntil = deps.elapsedMs() + (deadline - deps.elapsedMs()) / 2;
  for (;;) {
    const record = await loadOrStart(deps, message);
    const busy = record.busyUntil !== null && record.busyUntil > deps.now().toISOString();
    if (!busy || deps.elapsedMs() >= waitUntil) return record;
    await deps.sleep(pollMs);
  }
}

async function loadOrStart({ conversations, engine, now }: ArrivalDeps, message: IncomingMessage) {
  const found = await findChat(conversations, message);
  if (found !== null) return found;
  const fresh = newConversation({
    id: message.conversationId,
    chatId: chatKeyOfMessage(message),
    channel: message.channel,
    engine: engine.start(message.visitor),
    now: now().toISOString(),
  });
  const earlier = await findContinued(conversations, message);
  // A chat that was opened before SalesIQ gave it an id goes on under the id (salesiq.md §2.7).
  return earlier === null
    ? fresh
    : { ...fresh, engine: earlier.engine, state: earlier.state, workflow: earlier.workflow };
}

export async function earlierReply(
  conversations: Conversations,
  record: ConversationRecord,
  { eventId, address }: Pick<IncomingMessage, 'eventId' | 'address'>,
): Promise<BotReply | null> {
  if (record.version === 0) return null;
  const turn = record.head?.eventId === eventId ? record.head : await conversations.findTurnByEvent(record.id, eventId);
  const reply = turn?.reply ?? null;
  // Kept open by a repeat after its callback was spent, a turn would wait for words that have been said.
  const isSpent = reply?.action === 'pending' && record.openCallback?.callbackId !== address.callbackId;
  return isSpent ? { ...reply, action: 'reply' } : reply;
}
