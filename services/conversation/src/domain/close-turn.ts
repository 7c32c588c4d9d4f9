import type { BotReply, IncomingMessage } from '@acebuddy/contracts';
import { callbackAfterMs } from './chat-work.ts';
import { type Conversations, retryOnConflict } from './conversations.ts';
import { pendingWork } from './outbox.ts';
import type { ConversationRecord, PendingWork } from './record.ts';
import { unheardTurn } from './said-again.ts';
import type { WorkRunner } from './work-runner.ts';

export interface CloseTurnDeps {
  readonly conversations: Conversations;
  readonly runner: Pick<WorkRunner, 'lease'>;
  /** SalesIQ can take late answers by callback. */
  readonly callbacksEnabled: boolean;
  readonly now: () => Date;
  readonly elapsedMs: () => number;
}

export interface EndedTurn {
  /** As it was when its answer was stored first, and as it is now. */
  readonly start: ConversationRecord;
  readonly record: ConversationRecord;
  readonly reply: BotReply;
  readonly message: IncomingMessage;
  /** Whoever asked no longer waits after this, by `elapsedMs`. */
  readonly deadline: number;
}

/** An answer that is ready this shortly before the end may be too late when it arrives. */
const wayBackMs = 150;

/**
 * Leaves the turn open at SalesIQ when something of it can follow by callback: the ticket number that is still to come,
 * or the whole answer when it is too late for the gateway, which has kept the turn open then.
 */
export async function closeTurn(deps: CloseTurnDeps, turn: EndedTurn): Promise<BotReply> {
  const { start, record, reply, message } = turn;
  const { callbackId, preview } = message.address;
  const lateMs = deps.elapsedMs() - turn.deadline;
  const text = reply.replies.join('\n\n').trim();
  const hasWords = message.content.kind !== 'failed' && text !== '';
  const isLate = hasWords && lateMs > 0;
  const isUnheard = hasWords && lateMs > -wayBackMs;
  const answerNow = async () => {
    if (isUnheard) await noteUnheard(deps, start);
    return reply;
  };
  if (!deps.callbacksEnabled || callbackId === undefined || preview || reply.action !== 'reply') return answerNow();
  const promised = record.outbox.some(
    ({ work, announced }) => work.kind === 'createTicket' && work.awaited && announced,
  );
  const awaitsNumber = promised && start.busyUntil !== null && record.busyUntil === null;
  if (!awaitsNumber && !isLate) return answerNow();
  const pending: BotReply = { ...reply, action: 'pending' };
  return retryOnConflict(async () => {
    const current = await deps.conversations.load(record.id);
    // The number came in the meantime: this turn is an ordinary one. So is one beside another that is still open.
    if (current?.head == null || current.head.seq !== start.lastSeq) return reply;
    if (current.openCallback !== null) return answerNow();
    const now = deps.now();
    const startedAt = new Date(isLate ? now.getTime() - message.budgetMs - lateMs : now.getTime()).toISOString();
    const next: ConversationRecord = {
      ...current,
      head: { ...current.head, reply: pending },
      unheard: isUnheard ? unheardTurn(current) : null,
      openCallback: { callbackId, startedAt, endedBy: null },
      outbox: isLate ? [...current.outbox, lateAnswer(deps, current, reply, text)] : current.outbox,
    };
    // Late words follow from the outbox: whoever still hears this answer would read them twice.
    const told = isLate ? { ...pending, replies: [] } : pending;
    return (await deps.conversations.commit(current, next)) === null ? null : told;
  });
}

async function noteUnheard({ conversations }: CloseTurnDeps, { id, lastSeq }: ConversationRecord): Promise<void> {
  await retryOnConflict(async () => {
    const current = await conversations.load(id);
    if (current?.head == null || current.head.seq !== lastSeq) return 'gone on';
    return conversations.commit(current, { ...current, unheard: unheardTurn(current) });
  });
}

/** Kept in the outbox, the answer reaches the customer whichever process dies. */
function lateAnswer(deps: CloseTurnDeps, { lastSeq }: ConversationRecord, reply: BotReply, text: string): PendingWork {
  const choices = reply.input !== undefined && 'options' in reply.input ? reply.input.options : [];
  const suggestions = reply.suggestions.length > 0 ? reply.suggestions : choices;
  const now = deps.now();
  const work = { kind: 'push', id: `late:${lastSeq}`, awaited: false, text, suggestions, mailFallback: false } as const;
  const nextAt = new Date(now.getTime() + callbackAfterMs).toISOString();
  const lease = deps.runner.lease();
  return { ...pendingWork(work, now.toISOString(), lease), nextAt, leaseOwner: null, leaseUntil: null };
}
