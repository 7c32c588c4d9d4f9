import {
  AppError,
  type ChangeTicketOutput,
  type CreateTicketOutput,
  type DeskCheck,
  type DeskConfig,
  type DeskContact,
  type findContactInputSchema,
  type OutboxItem,
  type TicketNews,
  type TicketView,
  type ticketLookupSchema,
  type ticketNewsInputSchema,
} from '@acebuddy/contracts';
import { createDispatcher } from '@acebuddy/storage';
import type { Logger } from 'pino';
import type { z } from 'zod';
import { type ChangeRequest, changeTicket } from './domain/change-request.ts';
import { createCompletions } from './domain/completions.ts';
import { type CreateRequest, createTicket } from './domain/create-request.ts';
import { handleDeskEvents } from './domain/desk-events.ts';
import { pollChanges } from './domain/poll-changes.ts';
import { createProcessMemory } from './domain/process-memory.ts';
import { checkDesk, findContact, getTicket, type ReadDeps } from './domain/read-desk.ts';
import { checkWorkSettings, defaultWorkSettings, type WorkSettings } from './domain/settings.ts';
import type { FetchFile } from './domain/step-effect.ts';
import { createTicker } from './domain/ticker.ts';
import { noMetrics, type TicketingMetrics } from './domain/ticketing-metrics.ts';
import { defaultWatchSettings, type WatchSettings } from './domain/watch-plan.ts';
import { watchTicket } from './domain/watch-ticket.ts';
import { createWorker } from './domain/worker.ts';
import type { Claim, Ledger, NewsFeed, TicketDesk, WatchStore } from './ports.ts';

export interface TicketingDeps {
  readonly desk: TicketDesk;
  readonly ledger: Ledger;
  readonly feed: NewsFeed;
  readonly watches: WatchStore;
  readonly fetchFile: FetchFile;
  readonly config: DeskConfig;
  readonly settings?: Partial<WorkSettings>;
  readonly watchSettings?: Partial<WatchSettings>;
  /** Days that finished work, news and closed tickets stay in the store. */
  readonly keepDays?: number;
  readonly metrics?: TicketingMetrics;
  readonly now: () => Date;
  readonly random: () => number;
  readonly newId: () => string;
  readonly sleep: (ms: number, signal?: AbortSignal) => Promise<void>;
  readonly logger: Logger;
}

/** Tickets in Zoho Desk: each request exactly one, each change exactly once, and news of what agents do to them. */
export interface Ticketing {
  createTicket(input: CreateRequest): Promise<CreateTicketOutput>;
  changeTicket(input: ChangeRequest): Promise<ChangeTicketOutput>;
  getTicket(input: z.output<typeof ticketLookupSchema>): Promise<TicketView>;
  check(): Promise<DeskCheck>;
  findContact(input: z.output<typeof findContactInputSchema>): Promise<DeskContact | null>;
  news(input: z.output<typeof ticketNewsInputSchema>): Promise<{ items: TicketNews[] }>;
  handleDeskEvents(input: Parameters<typeof handleDeskEvents>[1]): Promise<{ accepted: number }>;
  listOutbox(input: {
    after?: string | undefined;
    limit: number;
  }): Promise<{ items: OutboxItem[]; next: string | null }>;
  /** Throws `NOT_FOUND` when nothing of that id has been given up. */
  retryOutbox(id: string): Promise<void>;
  discardOutbox(id: string, reason: string | undefined): Promise<void>;
  start(): void;
  stop(): Promise<void>;
  /** Does all that is due now, without timers: for tests and for one-off runs. */
  drain(): Promise<void>;
  /** One turn at polling Desk for changes, if it is this replica's turn. */
  poll(): Promise<boolean>;
  /** Removes what is older than `keepDays`. */
  prune(): Promise<void>;
}

const dayMs = 86_400_000;
/** Desk's repeats of an event come within hours; a week is plenty. */
const eventDays = 8;
/** How far a poll looks back behind the last one: the index lags by minutes (desk-api.md §3.4). */
const pollOverlapMs = 10 * 60_000;

export function createTicketing(deps: TicketingDeps): Ticketing {
  const settings = checkWorkSettings({ ...defaultWorkSettings, ...deps.settings });
  const watchSettings = { ...defaultWatchSettings, ...deps.watchSettings };
  const { ledger, feed, watches, config, now, logger } = deps;
  const metrics = deps.metrics ?? noMetrics;
  const owner = deps.newId();
  const memory = createProcessMemory();
  const completions = createCompletions(deps.sleep);
  const wake = (): void => {
    urgent.wake();
    work.wake();
  };
  const common = { ...deps, settings, metrics, memory, completions, wake, firstWatchMs: watchSettings.lookEveryMs };
  const worker = createWorker(common);
  const claim = (foregroundOnly: boolean) => async (limit: number) => {
    const at = now().getTime();
    if (memory.pausedUntil() > at) return [];
    return ledger.claim({ owner, leaseMs: settings.leaseMs, limit, now: at, foregroundOnly });
  };
  const dueInMs = async (): Promise<number | null> => {
    const at = now().getTime();
    const due = await ledger.nextDueInMs(at);
    return due === null ? null : Math.max(due, memory.pausedUntil() - at, busyPauseMs);
  };
  const dispatch = (name: string, concurrency: number, foregroundOnly: boolean) =>
    createDispatcher<Claim>({
      name,
      concurrency,
      claim: claim(foregroundOnly),
      run: (item) => worker.run(item),
      idleMs: settings.idleMs,
      nextDueInMs: dueInMs,
      logger,
    });
  const work = dispatch('desk-work', settings.concurrency, false);
  const urgent = dispatch('desk-urgent', settings.foregroundConcurrency, true);
  const looks = createDispatcher({
    name: 'desk-watch',
    concurrency: watchSettings.concurrency,
    claim: async (limit) => {
      const at = now().getTime();
      if (memory.pausedUntil() > at) return [];
      return watches.claim({ owner, leaseMs: watchSettings.leaseMs, limit, now: at });
    },
    run: (item) => watchTicket({ ...deps, metrics, settings: watchSettings }, item),
    idleMs: watchSettings.idleMs,
    nextDueInMs: async () => {
      const at = now().getTime();
      const due = await watches.nextDueInMs(at);
      return due === null ? null : Math.max(due, memory.pausedUntil() - at, busyPauseMs);
    },
    logger,
  });
  const poll = async (): Promise<boolean> => {
    if (memory.pausedUntil() > now().getTime()) return false;
    return pollChanges({
      ...deps,
      owner,
      everyMs: config.poll_seconds * 1_000,
      overlapMs: pollOverlapMs,
      callTimeoutMs: settings.callTimeoutMs,
      wake: () => looks.wake(),
    });
  };
  const prune = async (): Promise<void> => {
    const before = now().getTime() - (deps.keepDays ?? 180) * dayMs;
    await Promise.all([
      ledger.prune(before),
      feed.prune(before),
      watches.prune(before, now().getTime() - eventDays * dayMs),
    ]);
  };
  const pollEveryMs = config.poll_seconds * 1_000;
  const tickers = [
    createTicker({ name: 'prune', everyMs: 3_600_000, turn: prune, logger }),
    ...(pollEveryMs > 0
      ? [createTicker({ name: 'poll', everyMs: pollEveryMs, turn: async () => void (await poll()), logger })]
      : []),
  ];
  const reads: ReadDeps = { ...common, callTimeoutMs: settings.callTimeoutMs };
  return {
    createTicket: (input) => createTicket(common, input),
    changeTicket: (input) => changeTicket(common, input),
    getTicket: (input) => getTicket(reads, input),
    check: () => checkDesk(reads),
    findContact: (input) => findContact(reads, input),
    news: async ({ after, limit }) => ({ items: [...(await feed.read(after, limit))] }),
    handleDeskEvents: (input) =>
      handleDeskEvents({ ...common, eventDelayMs: watchSettings.eventDelayMs, wake: () => looks.wake() }, input),
    listOutbox: async ({ after, limit }) => {
      const { items, next } = await ledger.listOutbox(after ?? null, limit);
      return { items: [...items], next };
    },
    retryOutbox: async (id) => {
      if (!(await ledger.retry(id, now().getTime()))) throw nothingGivenUp();
      logger.info({ stepId: id }, 'a person has this work tried again');
      wake();
    },
    discardOutbox: async (id, reason) => {
      const done = await ledger.discard(id, reason ?? 'dropped by a person', now().getTime());
      if (!done) throw nothingGivenUp();
      completions.notify(id);
      logger.warn({ stepId: id }, 'a person dropped this work');
    },
    start: () => {
      for (const part of [work, urgent, looks, ...tickers]) part.start();
    },
    stop: async () => {
      await Promise.all([work, urgent, looks, ...tickers].map((part) => part.stop()));
    },
    drain: async () => {
      await work.drain();
      await looks.drain();
    },
    poll,
    prune,
  };
}

/** With all places taken and more work due, look again this much later: a free place wakes the dispatcher anyway. */
const busyPauseMs = 50;

function nothingGivenUp(): AppError {
  return new AppError('NOT_FOUND', 'No given-up work has this id');
}
