import { type BotReply, type ChatEvent, codeOf, type IncomingMessage, type SessionView } from '@acebuddy/contracts';
import { createKeyedMutex, type KeyedMutex, type Logger } from '@acebuddy/service-kit';
import { createDispatcher, type Dispatcher } from '@acebuddy/storage';
import { handleChatEvent } from './domain/chat-events.ts';
import { addNote } from './domain/console/add-note.ts';
import { takeFromBot } from './domain/console/take-from-bot.ts';
import { followDeliveries } from './domain/facts/delivery-news.ts';
import { type FeedDeps, followApprovals, followTicketNews } from './domain/feeds.ts';
import { chatKeyOfMessage } from './domain/find-chat.ts';
import { type HandleDeps, handleMessage } from './domain/handle-message.ts';
import { createOutboxAdmin, type OutboxAdmin } from './domain/outbox-admin.ts';
import { closeSession, explainSession, viewSession } from './domain/sessions.ts';
import { wake } from './domain/timers.ts';
import type { ConversationStore } from './ports.ts';

export interface ConversationDeps extends HandleDeps, FeedDeps {
  readonly store: ConversationStore;
  readonly logger: Logger;
  readonly ping: () => Promise<void>;
  /** SalesIQ department for hand-overs. */
  readonly forwardDepartment: string | null;
  /** How often the desk's and the approvers' news are fetched. */
  readonly feedEveryMs: number;
}

/** What the service does, behind its router. */
export interface Conversation {
  handleMessage(message: IncomingMessage): Promise<BotReply>;
  handleChatEvent(event: ChatEvent): Promise<boolean>;
  getSession(id: string): Promise<SessionView>;
  /** Why its messages were answered as they were. */
  explainSession(id: string): ReturnType<typeof explainSession>;
  closeSession(
    id: string,
    reason: string | null,
  ): Promise<{ closed: true; alreadyClosed: boolean; noteQueued: boolean }>;
  /** A person takes the chat: its id. `CONFLICT` when one has it, or it is closed. */
  takeFromBot(id: string): Promise<string>;
  /** A comment for the team on its newest ticket: its id. `UNPROCESSABLE` when it has none. */
  addNote(id: string, text: string): Promise<string>;
  readonly outbox: OutboxAdmin;
  retryOutbox(id: string): Promise<void>;
  ready(): Promise<void>;
  start(): void;
  stop(): Promise<void>;
  /** Does all due work now; for tests and orderly shutdowns. */
  drain(): Promise<void>;
}

export function createConversation(deps: ConversationDeps): Conversation {
  const mutex = createKeyedMutex();
  const outbox = createOutboxAdmin(deps);
  const inFlight = new Set<string>();
  const putOff = createPutOff(deps.elapsedMs);
  const dispatcher = createDispatcher<string>({
    name: 'conversation-outbox',
    async claim(limit) {
      const due = await deps.store.due(deps.now().toISOString(), limit + inFlight.size + putOff.size());
      const free = due.filter((id) => !inFlight.has(id) && !putOff.has(id)).slice(0, limit);
      for (const id of free) inFlight.add(id);
      return free;
    },
    run: (id) =>
      wake(deps, id)
        .then((hasDone) => putOff.looked(id, hasDone))
        .catch((error: unknown) => {
          putOff.failed(id, error);
          throw error;
        })
        .finally(() => inFlight.delete(id)),
    concurrency: 8,
    idleMs: 1_000,
    logger: deps.logger,
  });
  const feeds = createFeedDispatcher(deps, dispatcher);
  const background = createBackground(deps);

  return {
    async handleMessage(message) {
      const turn = (budgetMs: number) => handleMessage(deps, { ...message, budgetMs });
      const { reply, conversationId, workLeft } = await inOrder(mutex, message, turn);
      if (workLeft) background.run(conversationId);
      return toDepartment(reply, deps.forwardDepartment);
    },
    async handleChatEvent(event) {
      const conversationId = await handleChatEvent(deps, event);
      if (conversationId !== null) background.run(conversationId);
      return conversationId !== null;
    },
    getSession: (id) => viewSession(deps.conversations, deps.engine, id),
    explainSession: (id) => explainSession(deps.conversations, id),
    async closeSession(id, reason) {
      const { conversationId, alreadyClosed, noteQueued } = await closeSession(deps, id, reason);
      background.run(conversationId);
      return { closed: true, alreadyClosed, noteQueued };
    },
    async takeFromBot(id) {
      const conversationId = await takeFromBot(deps, id);
      background.run(conversationId);
      return conversationId;
    },
    async addNote(id, text) {
      const conversationId = await addNote(deps, id, text);
      background.run(conversationId);
      return conversationId;
    },
    outbox,
    async retryOutbox(id) {
      background.run(await outbox.retry(id));
    },
    ready: deps.ping,
    start() {
      dispatcher.start();
      feeds.start();
    },
    async stop() {
      await Promise.all([dispatcher.stop(), feeds.stop()]);
      await background.settled();
    },
    async drain() {
      await background.settled();
      await feeds.takeIn('ticket-news');
      await feeds.takeIn('approvals');
      await feeds.takeIn('deliveries');
      await dispatcher.drain();
    },
  };
}

const putOffMs = 60_000;
/** First pause after a look that found nothing to do; it doubles with each further one. */
const idleMsMin = 500;

/**
 * Conversations that cannot be worked on, not even read, or in which there is nothing to do for this replica: they stay
 * due, and must neither take the places of all others nor be looked at without a pause.
 */
function createPutOff(elapsedMs: () => number) {
  const waiting = new Map<string, { readonly until: number; readonly pauseMs: number }>();
  const add = (id: string, pauseMs: number) => void waiting.set(id, { until: elapsedMs() + pauseMs, pauseMs });
  return {
    failed(id: string, error: unknown): void {
      if (codeOf(error) === 'INTERNAL') add(id, putOffMs);
    },
    looked(id: string, hasDone: boolean): void {
      if (hasDone) waiting.delete(id);
      else add(id, Math.min(putOffMs, (waiting.get(id)?.pauseMs ?? idleMsMin / 2) * 2));
    },
    has: (id: string) => (waiting.get(id)?.until ?? 0) > elapsedMs(),
    /** Drops those that were not looked at again for long. */
    size(): number {
      for (const [id, { until }] of waiting) if (until + putOffMs <= elapsedMs()) waiting.delete(id);
      return waiting.size;
    },
  };
}

/** A hand-over goes to the department that the operator's file names. */
function toDepartment(reply: BotReply, department: string | null): BotReply {
  return reply.action === 'forward' && department !== null ? { department, ...reply } : reply;
}

/**
 * Messages of one chat one after another. Whoever has waited for half the budget goes ahead all the same: the
 * compare-and-set keeps the order, and a message must not be dropped because the one before it is slow.
 */
async function inOrder<T>(
  mutex: KeyedMutex,
  message: IncomingMessage,
  turn: (budgetMs: number) => Promise<T>,
): Promise<T> {
  const waitMsMax = message.budgetMs / 2;
  const arrivedAt = performance.now();
  let started = false;
  const begin = () => {
    started = true;
    return turn(message.budgetMs - (performance.now() - arrivedAt));
  };
  try {
    return await mutex.run(chatKeyOfMessage(message), begin, waitMsMax);
  } catch (error) {
    if (started) throw error;
    return begin();
  }
}

/** Work that this process leased in a turn is done right after the answer, without waiting for the dispatcher. */
function createBackground(deps: ConversationDeps) {
  const running = new Set<Promise<void>>();
  return {
    run(conversationId: string): void {
      const work = deps.runner
        .runDue(conversationId)
        .catch((error: unknown) => deps.logger.warn({ err: error, conversationId }, 'outbox work was put off'))
        .finally(() => running.delete(work));
      running.add(work);
    },
    async settled(): Promise<void> {
      while (running.size > 0) await Promise.all(running);
    },
  };
}

type Feed = 'ticket-news' | 'approvals' | 'deliveries';

/** Nobody waits for what became of mails: the more of them come at once, the fewer commits they cost. */
const deliveriesEveryMs = 30_000;

function createFeedDispatcher(
  deps: ConversationDeps,
  outbox: Dispatcher,
): Dispatcher & { takeIn(feed: Feed): Promise<void> } {
  let fetchedAt = Number.NEGATIVE_INFINITY;
  let countedAt = Number.NEGATIVE_INFINITY;
  const takeIn = async (feed: Feed): Promise<void> => {
    if (feed === 'deliveries') return followDeliveries(deps);
    const changed = feed === 'ticket-news' ? await followTicketNews(deps) : await followApprovals(deps);
    for (const id of changed) await deps.runner.runDue(id);
    if (changed.length > 0) outbox.wake();
  };
  const dispatcher = createDispatcher<Feed>({
    name: 'conversation-feeds',
    async claim() {
      if (deps.elapsedMs() - fetchedAt < deps.feedEveryMs) return [];
      fetchedAt = deps.elapsedMs();
      if (fetchedAt - countedAt < deliveriesEveryMs) return ['ticket-news', 'approvals'];
      countedAt = fetchedAt;
      return ['ticket-news', 'approvals', 'deliveries'];
    },
    run: takeIn,
    concurrency: 2,
    idleMs: deps.feedEveryMs,
    logger: deps.logger,
  });
  return { ...dispatcher, takeIn };
}
