import { type Audit, noAudit } from '@acebuddy/audit';
import type {
  Attention,
  ChangeTicketOutput,
  CreateTicketOutput,
  DeskCheck,
  DeskConfig,
  DeskContact,
  DeskWork,
  deskStandingSchema,
  findContactInputSchema,
  TicketNews,
  TicketView,
  ticketLookupSchema,
  ticketNewsInputSchema,
} from '@acebuddy/contracts';
import { createTicker } from '@acebuddy/service-kit';
import { type Database, forgetAfter } from '@acebuddy/storage';
import type { Logger } from 'pino';
import type { z } from 'zod';
import { type ChangeRequest, changeTicket } from './domain/change-request.ts';
import { createCompletions } from './domain/completions.ts';
import { type CreateRequest, createTicket } from './domain/create-request.ts';
import { handleDeskEvents } from './domain/desk-events.ts';
import { createWatchDispatcher, createWorkDispatchers } from './domain/dispatchers.ts';
import { createGaps, noGaps, type StrayTickets } from './domain/gaps.ts';
import { notingOrigins } from './domain/origins.ts';
import { createOutboxAdmin, type OutboxAdmin } from './domain/outbox-admin.ts';
import { createPersonRights, type PersonRights } from './domain/person-rights.ts';
import { pollChanges } from './domain/poll-changes.ts';
import { createProcessMemory } from './domain/process-memory.ts';
import { checkDesk, findContact, getTicket } from './domain/read-desk.ts';
import { checkWorkSettings, defaultWorkSettings, type WorkSettings } from './domain/settings.ts';
import { attention, standing } from './domain/standing.ts';
import type { FetchFile } from './domain/step-effect.ts';
import { noMetrics, type TicketingMetrics } from './domain/ticketing-metrics.ts';
import { defaultWatchSettings, type WatchSettings } from './domain/watch-plan.ts';
import { watchTicket } from './domain/watch-ticket.ts';
import { workOfConversation } from './domain/work-of-conversation.ts';
import { createWorker } from './domain/worker.ts';
import type { GapStore, Ledger, NewsFeed, TicketDesk, WatchStore } from './ports.ts';

export interface TicketingDeps {
  readonly desk: TicketDesk;
  readonly ledger: Ledger;
  readonly feed: NewsFeed;
  readonly watches: WatchStore;
  /** Without it a store that was put back from a backup is not noticed. */
  readonly gapStore?: GapStore;
  readonly fetchFile: FetchFile;
  readonly config: DeskConfig;
  readonly settings?: Partial<WorkSettings>;
  readonly watchSettings?: Partial<WatchSettings>;
  /** Days that finished work and closed tickets stay in the store, default 180. A request repeated later is a new one. */
  readonly keepDays?: number;
  readonly audit?: Pick<Audit, 'record'>;
  /** Called after removals: overwrites what was removed. Nothing by default. */
  readonly forget?: Database['forget'];
  readonly metrics?: TicketingMetrics;
  readonly now: () => Date;
  readonly random: () => number;
  readonly newId: () => string;
  readonly sleep: (ms: number, signal?: AbortSignal) => Promise<void>;
  readonly logger: Logger;
}

/** Tickets in Zoho Desk: each request exactly one, each change exactly once, and news of what agents do to them. */
export interface Ticketing extends OutboxAdmin, PersonRights {
  createTicket(input: CreateRequest): Promise<CreateTicketOutput>;
  changeTicket(input: ChangeRequest): Promise<ChangeTicketOutput>;
  getTicket(input: z.output<typeof ticketLookupSchema>): Promise<TicketView>;
  check(): Promise<DeskCheck>;
  findContact(input: z.output<typeof findContactInputSchema>): Promise<DeskContact | null>;
  news(input: z.output<typeof ticketNewsInputSchema>): Promise<{ items: TicketNews[] }>;
  handleDeskEvents(input: Parameters<typeof handleDeskEvents>[1]): Promise<{ accepted: number }>;
  /** Work on Desk for one chat, oldest first, with the calls it took. */
  workOf(conversationId: string): Promise<DeskWork[]>;
  /** How Desk stands, without a call of it. */
  standing(): Promise<z.infer<typeof deskStandingSchema>>;
  /** What of the work on Desk needs a person. */
  attention(): Promise<Attention[]>;
  /** Before anything else: notes of which time the store may know nothing. */
  begin(): Promise<void>;
  /** Tickets in Desk that the store does not know, since it was put back. */
  strays(): Promise<readonly StrayTickets[]>;
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
const keepDaysDefault = 180;
/** Consumers read news within seconds; a month covers one that was away. */
const newsDays = 30;
const pruneEveryMs = 3_600_000;
/** Well below the rest that counts as a gap (gaps.ts). */
const beatEveryMs = 5_000;
/** Desk's repeats of an event come within hours; a week is plenty. */
const eventDays = 8;
/** Callers retry for about three days. */
const orphanDays = 8;
/** How far a poll looks back behind the last one: the index lags by minutes (zoho-desk.md §3.4). */
const pollOverlapMs = 10 * 60_000;

export function createTicketing(deps: TicketingDeps): Ticketing {
  const settings = checkWorkSettings({ ...defaultWorkSettings, ...deps.settings });
  const watchSettings = { ...defaultWatchSettings, ...deps.watchSettings };
  const { feed, watches, config, now, logger } = deps;
  const ledger = notingOrigins(deps.ledger);
  const keepDays = deps.keepDays ?? keepDaysDefault;
  const forget = deps.forget ?? (async () => true);
  const wake = (): void => {
    urgent.wake();
    work.wake();
  };
  const gaps =
    deps.gapStore === undefined
      ? noGaps
      : createGaps({ ...deps, store: deps.gapStore, ledger, settings, audit: deps.audit ?? noAudit });
  const common = {
    ...deps,
    gaps,
    ledger,
    settings,
    metrics: deps.metrics ?? noMetrics,
    audit: deps.audit ?? noAudit,
    memory: createProcessMemory(),
    completions: createCompletions(deps.sleep),
    owner: deps.newId(),
    firstWatchMs: watchSettings.lookEveryMs,
    callTimeoutMs: settings.callTimeoutMs,
    wake,
  };
  const worker = createWorker(common);
  const { work, urgent } = createWorkDispatchers({ ...common, run: (claim) => worker.run(claim) });
  const watching = { ...common, settings: watchSettings, eventDelayMs: watchSettings.eventDelayMs };
  const looks = createWatchDispatcher({ ...watching, run: (claim) => watchTicket(watching, claim) });
  const wakeLooks = (): void => looks.wake();
  const everyMs = config.poll_seconds * 1_000;
  const poll = async (): Promise<boolean> => {
    if (common.memory.pausedUntil() > now().getTime() || !deps.desk.hasSpareCredits()) return false;
    return pollChanges({ ...common, everyMs, overlapMs: pollOverlapMs, wake: wakeLooks });
  };
  const prune = async (): Promise<void> => {
    const at = now().getTime();
    const before = at - keepDays * dayMs;
    const [work, news, watched] = await Promise.all([
      ledger.prune(before, at - orphanDays * dayMs),
      feed.prune(at - newsDays * dayMs),
      watches.prune(before, at - eventDays * dayMs),
    ]);
    if (work + news + watched === 0) return;
    await common.audit.record({
      kind: 'records_expired',
      subject: 'ticketing',
      details: { work, news, watched, before: new Date(before).toISOString(), days: keepDays },
    });
    await forget();
  };
  const person = createPersonRights({ ledger, feed, watches, now });
  const tickers = [
    createTicker({
      name: 'gaps',
      everyMs: beatEveryMs,
      turn: async () => {
        await gaps.beat();
        await gaps.look();
      },
      logger,
    }),
    createTicker({ name: 'prune', everyMs: pruneEveryMs, turn: prune, logger }),
    ...(everyMs > 0 ? [createTicker({ name: 'poll', everyMs, turn: async () => void (await poll()), logger })] : []),
  ];
  return {
    createTicket: (input) => createTicket(common, input),
    changeTicket: (input) => changeTicket(common, input),
    getTicket: (input) => getTicket(common, input),
    check: () => checkDesk(common),
    findContact: (input) => findContact(common, input),
    news: async ({ after, limit }) => ({ items: [...(await feed.read(after, limit))] }),
    handleDeskEvents: (input) => handleDeskEvents({ ...watching, wake: wakeLooks }, input),
    ...createOutboxAdmin(common),
    ...person,
    deletePerson: (wanted) => forgetAfter({ forget }, person.deletePerson(wanted)),
    workOf: (conversationId) => workOfConversation(common, conversationId),
    standing: () => standing(common),
    attention: () => attention(common),
    begin: () => gaps.begin(),
    strays: () => gaps.strays(),
    start: () => {
      for (const part of [work, urgent, looks, ...tickers]) part.start();
    },
    stop: async () => {
      await Promise.all([work, urgent, looks, ...tickers].map((part) => part.stop()));
      // The store may be gone by now: then the last beat has to do.
      await gaps.beat().catch(() => undefined);
    },
    drain: async () => {
      await gaps.look();
      await work.drain();
      await looks.drain();
    },
    poll,
    prune,
  };
}
