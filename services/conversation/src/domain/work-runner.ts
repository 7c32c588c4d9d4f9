import type { BotReply } from '@acebuddy/contracts';
import { currentOrigin, inSpan, type Logger, type WorkOrigin, withOrigin } from '@acebuddy/service-kit';
import type { EngineContext, EngineReply } from '@acebuddy/workflows';
import type { ContextSource } from './context.ts';
import { type Conversations, retryOnConflict } from './conversations.ts';
import { withOrigins } from './origins.ts';
import { awaitedWork, claimable, findWork, type Lease, turnEnding } from './outbox.ts';
import { perform } from './perform.ts';
import { settledPromise } from './promises.ts';
import { type PushTurn, withPush } from './push-turn.ts';
import type { ConversationRecord, PendingWork, Work } from './record.ts';
import { parkFollowing } from './restored.ts';
import { type SettleDeps, type Settled, settle } from './settle.ts';
import { answered } from './turn.ts';
import { readWork } from './work.ts';
import type { PerformDeps, WorkOutcome } from './work-outcome.ts';

export interface RunnerDeps extends SettleDeps, PerformDeps {
  readonly conversations: Conversations;
  readonly contexts: ContextSource;
  readonly now: () => Date;
  /** When the store was put back from a backup last, ISO; null: never. */
  readonly restoredAt?: string | null;
  /** Names this process in leases. */
  readonly owner: string;
  readonly onWork?: (kind: Work['kind'], outcome: WorkOutcome['kind'] | 'mend', attempts: number) => void;
  readonly logger: Logger;
}

export interface Applied {
  readonly record: ConversationRecord;
  /** The head turn's new answer, when the outcome changed it. */
  readonly reply: BotReply | null;
}

/** A lease outlives the slowest call to a neighbour by a margin, so that work in progress is not started twice. */
export const leaseMs = 30_000;
/**
 * Background work is handed over and not waited for: that a ticket exists is told by the news (feeds.ts), and tickets that wait
 * for Desk must keep nobody's turn from being ended.
 */
const backgroundWaitMs = 0;

export interface WorkRunner {
  lease(): Lease;
  /** Does one piece of work of the running turn; its words become the turn's answer. */
  runAwaited(record: ConversationRecord, item: PendingWork, waitMs: number): Promise<Applied>;
  /** Tells the engine that awaited work takes longer. */
  postpone(record: ConversationRecord, items: readonly PendingWork[]): Promise<Applied>;
  /** Does everything that is due and free; returns when nothing of it is left to do now. */
  runDue(conversationId: string): Promise<void>;
}

interface Outcome {
  readonly workId: string;
  readonly outcome: WorkOutcome;
  /** The request that ordered it, which is that of all that follows from it. */
  readonly origin: WorkOrigin | undefined;
}

export function createWorkRunner(deps: RunnerDeps): WorkRunner {
  const lease = (): Lease => ({
    owner: deps.owner,
    until: new Date(deps.now().getTime() + leaseMs).toISOString(),
  });

  async function apply(
    start: ConversationRecord,
    outcomes: readonly Outcome[],
    turnSeq: number | null,
  ): Promise<Applied> {
    let current: ConversationRecord | null = start;
    return retryOnConflict(async () => {
      current ??= await deps.conversations.load(start.id);
      if (current === null) return { record: start, reply: null };
      const before = current;
      current = null;
      const context = await deps.contexts.build(before, { text: null });
      let record = before;
      let reply: BotReply | null = null;
      for (const { workId, outcome, origin } of outcomes) {
        const settled = settleSafely(record, workId, outcome, context);
        const push = {
          eventId: `work:${workId}:${before.version}`,
          at: context.now,
          lease: lease(),
          storedSeq: before.lastSeq,
        };
        const told = said(settled.record, settled.reply, turnSeq, push, reply);
        const orderedAt = findWork(record, workId)?.createdAt;
        const kept = parkFollowing(deps.restoredAt ?? null, orderedAt, record, told.record);
        record = withOrigins(record, kept, origin);
        reply = told.reply;
      }
      if (isTurnForgotten(record)) record = settledPromise(record, context.now, lease(), before.lastSeq);
      const next =
        turnSeq === null || awaitedWork(record).length > 0 ? record : { ...record, busyUntil: null, unheard: null };
      const committed = await deps.conversations.commit(before, next);
      return committed === null ? null : { record: committed, reply };
    });
  }

  /** What cannot be settled is tried again; the outcomes of everything else are written down. */
  function settleSafely(
    record: ConversationRecord,
    workId: string,
    outcome: WorkOutcome,
    context: EngineContext,
  ): Settled {
    try {
      return settle(deps, record, workId, outcome, context, lease());
    } catch (error) {
      deps.logger.error({ err: error, conversationId: record.id, workId }, 'the outcome of work could not be taken in');
      const reason = 'its outcome could not be taken in';
      return settle(deps, record, workId, { kind: 'later', reason, handOver: true, mend: true }, context, lease());
    }
  }

  /** Whoever does it, and however late: under the request that ordered it. */
  function performLeased(record: ConversationRecord, item: PendingWork, waitMs: number): Promise<Outcome> {
    return withOrigin(item.origin, () =>
      inSpan(
        () => ({ name: `work ${item.work.kind}`, kind: 'consumer', attributes: spanOf(item) }),
        () => performOwn(record, item, waitMs),
        ({ outcome }) => ({ attributes: { 'acebuddy.outcome': outcome.kind } }),
      ),
    );
  }

  async function performOwn(record: ConversationRecord, item: PendingWork, waitMs: number): Promise<Outcome> {
    const outcome = await perform(deps, record, item.work, waitMs);
    const isToMend = 'mend' in outcome && outcome.mend === true;
    deps.onWork?.(item.work.kind, isToMend ? 'mend' : outcome.kind, item.attempts + 1);
    if ((isToMend || outcome.kind === 'parked') && item.trouble === null) tellOperator(deps, record, item, outcome);
    return { workId: item.work.id, outcome, origin: item.origin };
  }

  return {
    lease,
    async runAwaited(record, item, waitMs) {
      const origin = item.origin ?? currentOrigin();
      const outcome = await performLeased(record, origin === undefined ? item : { ...item, origin }, waitMs);
      return apply(record, [outcome], record.lastSeq);
    },
    postpone(record, items) {
      const outcomes = items.map((item) => ({
        workId: item.work.id,
        outcome: postponed(item.work),
        origin: item.origin,
      }));
      return apply(record, outcomes, record.lastSeq);
    },
    runDue: oneAtATime(async (conversationId) => {
      for (let round = 0; round < 20; round += 1) {
        const claimed = await claim(deps, conversationId, lease());
        if (claimed === null || claimed.items.length === 0) return;
        const outcomes: Outcome[] = [];
        for (const item of wordsFirst(claimed.items))
          outcomes.push(await performLeased(claimed.record, item, backgroundWaitMs));
        await apply(claimed.record, outcomes, null);
      }
    }),
  };
}

function spanOf({ work, attempts }: PendingWork) {
  return { 'acebuddy.work': work.kind, 'acebuddy.attempt': attempts + 1 };
}

/** Once for each: it is on the list of dead letters from now on, and counted with every try. */
function tellOperator(
  { logger }: RunnerDeps,
  { id: conversationId }: ConversationRecord,
  { work }: PendingWork,
  outcome: WorkOutcome,
): void {
  const reason = 'reason' in outcome ? outcome.reason : 'failed';
  const details = { conversationId, workId: work.id, kind: work.kind, reason };
  if (outcome.kind === 'parked') logger.error(details, 'work waits for a newer release');
  else logger.error(details, 'a service of ours does not take work as it is: do their releases fit?');
}

/**
 * Leases keep processes apart, this keeps one process from doing the same work twice at once. Whoever asks while it runs
 * gets one more run after it: what she added may have come too late for this one.
 */
function oneAtATime(run: (id: string) => Promise<void>): (id: string) => Promise<void> {
  const running = new Map<string, { readonly done: Promise<void>; again: Promise<void> | null }>();
  const start = (id: string): Promise<void> => {
    const done = run(id).finally(() => {
      if (running.get(id)?.done === done) running.delete(id);
    });
    running.set(id, { done, again: null });
    return done;
  };
  return (id) => {
    const now = running.get(id);
    if (now === undefined) return start(id);
    now.again ??= now.done.then(
      () => start(id),
      () => start(id),
    );
    return now.again;
  };
}

function postponed(stored: Work): WorkOutcome {
  const { work } = readWork(stored);
  if (work?.kind !== 'createTicket') return { kind: 'later', reason: 'no time left in this turn' };
  const result = { kind: 'ticket', outcome: 'pending', reference: work.reference } as const;
  return { kind: 'later', reason: 'no time left in this turn', result };
}

/**
 * Marks due work as ours. Work that already carries our lease needs no second write, unless a transcript's range ends here or
 * a push is chosen to end the open turn.
 */
async function claim(
  deps: RunnerDeps,
  conversationId: string,
  lease: Lease,
): Promise<{ record: ConversationRecord; items: readonly PendingWork[] } | null> {
  return retryOnConflict(async () => {
    const record = await deps.conversations.load(conversationId);
    if (record === null) return { record: record as never, items: [] };
    const now = deps.now().toISOString();
    const items = claimable(record, now, deps.owner);
    const isOpen = ({ work, handedOver }: PendingWork) => work.kind === 'appendTranscript' && !handedOver;
    const openCallback = endedByOneOf(record, items);
    const isOurs = ({ leaseOwner, leaseUntil }: PendingWork) => leaseOwner === deps.owner && (leaseUntil ?? '') > now;
    if (openCallback === record.openCallback && items.every((item) => isOurs(item) && !isOpen(item)))
      return { record, items };
    const ids = new Set(items.map((item) => item.work.id));
    const outbox = record.outbox.map((item) =>
      ids.has(item.work.id)
        ? {
            ...item,
            leaseOwner: lease.owner,
            leaseUntil: lease.until,
            handedOver: item.work.kind === 'appendTranscript',
          }
        : item,
    );
    const committed = await deps.conversations.commit(record, { ...record, outbox, openCallback });
    return committed === null
      ? null
      : { record: committed, items: committed.outbox.filter((item) => ids.has(item.work.id)) };
  });
}

/** SalesIQ waits three minutes for the end of a turn, and a service that does not answer may take a good part of them. */
function wordsFirst(items: readonly PendingWork[]): readonly PendingWork[] {
  return items.toSorted((left, right) => Number(right.work.kind === 'push') - Number(left.work.kind === 'push'));
}

/** The open turn with the push that may end it, once one is about to be tried. */
function endedByOneOf(record: ConversationRecord, items: readonly PendingWork[]): ConversationRecord['openCallback'] {
  const chosen = turnEnding(record);
  if (record.openCallback === null || chosen === undefined || !items.includes(chosen)) return record.openCallback;
  if (record.openCallback.endedBy === chosen.work.id) return record.openCallback;
  return { ...record.openCallback, endedBy: chosen.work.id };
}

/** SalesIQ keeps a turn open for something that is no longer on its way: the engine had nothing to say about it. */
function isTurnForgotten({ openCallback, outbox }: ConversationRecord): boolean {
  const brings = ({ work, status }: PendingWork) =>
    status === 'pending' && (work.kind === 'createTicket' || work.kind === 'push');
  return openCallback !== null && !outbox.some(brings);
}

/** Puts the engine's words where the customer sees them: into the open turn, else as a push into the chat. */
function said(
  record: ConversationRecord,
  reply: EngineReply | null,
  turnSeq: number | null,
  push: PushTurn,
  earlier: BotReply | null,
): { record: ConversationRecord; reply: BotReply | null } {
  if (reply === null || (reply.texts.length === 0 && reply.action !== 'forward')) return { record, reply: earlier };
  if (turnSeq !== null && record.head?.seq === turnSeq) return answered(record, reply, push.at);
  return { record: withPush(record, reply, push), reply: earlier };
}
