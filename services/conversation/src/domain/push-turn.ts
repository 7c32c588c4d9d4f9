import type { EngineReply } from '@acebuddy/workflows';
import type { Lease } from './outbox.ts';
import type { ConversationRecord, Work } from './record.ts';
import { withFollowUps } from './settle.ts';
import { botLines, withTurn } from './turns.ts';

/** Something the bot says on its own: a turn in the transcript and a push into the chat. */
export function withPush(
  record: ConversationRecord,
  reply: EngineReply,
  eventId: string,
  at: string,
  lease: Lease,
  mailFallback = false,
): ConversationRecord {
  const next = withTurn(record, { eventId, at, lines: botLines(reply.texts, at), reply: null });
  const work: Work = {
    kind: 'push',
    id: `push:${next.lastSeq}`,
    awaited: false,
    text: reply.texts.join('\n\n'),
    suggestions: reply.suggestions,
    mailFallback,
  };
  return withFollowUps(next, [work], at, lease);
}
