import { randomUUID } from 'node:crypto';
import { openAudit } from '@acebuddy/audit';
import type { DeskConfig } from '@acebuddy/contracts';
import type { HealthChecks, Metrics } from '@acebuddy/service-kit';
import { createTicker } from '@acebuddy/service-kit';
import { createRecordCipher, type Database, type EncryptionKeys } from '@acebuddy/storage';
import { type Clock, systemClock } from '@acebuddy/zoho-desk';
import type { Logger } from 'pino';
import { connectZoho, creditsAlarmBelowDefault, type ZohoConnection } from './adapters/connect-zoho.ts';
import { createFetchAttachment } from './adapters/fetch-attachment.ts';
import { openStores } from './adapters/open-stores.ts';
import { createPromMetrics } from './adapters/prom-metrics.ts';
import { createZohoTicketDesk } from './adapters/zoho-ticket-desk.ts';
import type { WorkSettings } from './domain/settings.ts';
import type { WatchSettings } from './domain/watch-plan.ts';
import { createTicketingRouter, type TicketingRouter } from './router.ts';
import { createTicketing, type Ticketing } from './ticketing.ts';

export interface TicketingServerDeps {
  /** Not closed by the server. */
  readonly database: Database;
  readonly encryptionKeys: EncryptionKeys;
  readonly connection: ZohoConnection;
  /** The connection leads to the simulator: said in every answer about Desk. */
  readonly simulated: boolean;
  readonly config: DeskConfig;
  readonly logger: Logger;
  readonly metrics: Metrics;
  /** Days that finished work, news and closed tickets stay in the store. */
  readonly keepDays?: number;
  /** Digest of the settings that are no secrets, for the audit trail. */
  readonly configDigest?: string;
  readonly settings?: Partial<WorkSettings>;
  readonly watchSettings?: Partial<WatchSettings>;
  readonly now?: () => Date;
  readonly random?: () => number;
  readonly newId?: () => string;
  readonly fetch?: typeof fetch;
  /** Waits by the same time as `now`; timers of this machine when left out. */
  readonly sleep?: Clock['sleep'];
}

export interface TicketingServer {
  readonly router: TicketingRouter;
  readonly ticketing: Ticketing;
  /** Begins to work off the ledger; requests are recorded without it too. */
  start(): void;
  /** Takes no more work and waits for what is running. */
  stop(): Promise<void>;
  /** Desk is no part of readiness: without it requests are recorded and wait. */
  readonly checks: HealthChecks;
}

const attachmentTimeoutMs = 20_000;
const gaugesEveryMs = 15_000;

/** Puts the service together. Never listens, never reads the environment. */
export async function createTicketingServer(deps: TicketingServerDeps): Promise<TicketingServer> {
  const { database, config, logger, simulated } = deps;
  const now = deps.now ?? (() => new Date());
  const random = deps.random ?? Math.random;
  const fetch = deps.fetch ?? globalThis.fetch;
  const sleep = deps.sleep ?? systemClock.sleep;
  const metrics = createPromMetrics(deps.metrics);
  const cipher = createRecordCipher(deps.encryptionKeys);
  const { tokens, ...stores } = await openStores({ database, cipher, now });
  const zoho = connectZoho({ connection: deps.connection, config, tokens, metrics, now, sleep, random, fetch, logger });
  const creditsReserved = deps.connection.creditsAlarmBelow ?? creditsAlarmBelowDefault;
  const audit = await openAudit({ chain: 'ticketing', database, encryptionKeys: deps.encryptionKeys, now, logger });
  const ticketing = createTicketing({
    ...stores,
    audit,
    forget: () => database.forget(),
    desk: createZohoTicketDesk({ desk: zoho, config, simulated, creditsReserved }),
    fetchFile: createFetchAttachment({ policy: config.attachments, fetch, timeoutMs: attachmentTimeoutMs }),
    config,
    metrics,
    now,
    random,
    newId: deps.newId ?? randomUUID,
    sleep,
    logger,
    ...(deps.keepDays === undefined ? {} : { keepDays: deps.keepDays }),
    ...(deps.settings === undefined ? {} : { settings: deps.settings }),
    ...(deps.watchSettings === undefined ? {} : { watchSettings: deps.watchSettings }),
  });
  await ticketing.begin();
  const gauges = createTicker({
    name: 'gauges',
    everyMs: gaugesEveryMs,
    turn: async () => {
      metrics.queue(await stores.ledger.counts(now().getTime()));
      metrics.usage(zoho);
    },
    logger,
  });
  return {
    router: createTicketingRouter({ ticketing, audit, ping: () => database.ping() }),
    ticketing,
    start: () => {
      void audit.record({
        kind: 'service_started',
        subject: 'ticketing',
        details: { config: deps.configDigest ?? null },
      });
      ticketing.start();
      gauges.start();
    },
    stop: async () => {
      await Promise.all([ticketing.stop(), gauges.stop()]);
    },
    checks: { store: () => database.ping() },
  };
}
