import type { BotReply, IncomingMessage } from '@acebuddy/contracts';
import type { Engine } from '@acebuddy/workflows';
import type { Conversations } from './conversations.ts';
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

async function loadOrStart(deps: ArrivalDeps, message: IncomingMessage): Promise<ConversationRecord> {
  const found = await deps.conversations.load(message.conversationId);
  if (found !== null) return found;
  const fresh = newConversation({
    id: message.conversationId,
    chatId: message.address.chatId ?? message.conversationId,
    channel: message.channel,
    engine: deps.engine.start(message.visitor),
    now: deps.now().toISOString(),
  });
  const earlier = message.continues === undefined ? null : await deps.conversations.load(message.continues);
  // A chat that was opened before SalesIQ gave it an id goes on under the id (salesiq-zobot.md §2.7).
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
