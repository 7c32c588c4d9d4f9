import type { EngineReply } from '@acebuddy/workflows';
import type { Lease } from './outbox.ts';
import type { ConversationRecord, Work } from './record.ts';
import { withFollowUps } from './settle.ts';
import { botLines, withLines, withTurn } from './turns.ts';

export interface PushTurn {
  /** Names the turn, if these words make one of their own. */
  readonly eventId: string;
  readonly at: string;
  readonly lease: Lease;
  /** `lastSeq` of the record as it is stored: a newer turn is part of the same commit and takes the words in. */
  readonly storedSeq: number;
  readonly mailFallback?: boolean;
  /** The words ask whether she is still there. */
  readonly isNudge?: boolean;
}

/** Something the bot says on its own: lines in the transcript and a push into the chat. */
export function withPush(record: ConversationRecord, reply: EngineReply, turn: PushTurn): ConversationRecord {
  const { eventId, at, lease, storedSeq, mailFallback = false, isNudge = false } = turn;
  const lines = botLines(reply.texts, at);
  // Only one turn leaves the record with a commit: two new ones in it would cost the first.
  const next =
    record.lastSeq > storedSeq ? withLines(record, lines) : withTurn(record, { eventId, at, lines, reply: null });
  const work: Work = {
    kind: 'push',
    id: `say:${record.lineCount}`,
    awaited: false,
    text: reply.texts.join('\n\n'),
    suggestions: [...reply.suggestions],
    mailFallback,
    ...(isNudge ? { quietSince: at } : {}),
  };
  return withFollowUps(next, [work], at, lease);
}
