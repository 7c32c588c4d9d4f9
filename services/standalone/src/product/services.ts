import type { ConversationRouter } from '@acebuddy/conversation';
import {
  createServer as createConversationServer,
  createFirstStart,
  loadBrain,
  toLlmSettings,
  toNotifications,
  toTicketing,
} from '@acebuddy/conversation';
import {
  createServer as createNotificationsServer,
  createSmtpMailer,
  mailLookOf,
  type NotificationsRouter,
  teamAddressesOf,
  toCodeCaps,
  toWatchSettings,
} from '@acebuddy/notifications';
import { createLocalClient, digestOfConfig, type ServiceClient } from '@acebuddy/service-kit';
import {
  createTicketingServer,
  type TicketingRouter,
  type TicketingServerDeps,
  toWorkSettings,
} from '@acebuddy/ticketing';
import { directoryFileOf } from '../playground/people.ts';
import { createChatClient } from '../salesiq-connection.ts';
import type { Foundations } from './foundations.ts';

const callTimeoutMs = 15_000;

/** A service of this process, and the client that the others call it with. */
export interface LocalService<Client> {
  readonly client: Client;
  start(): void;
  stop(): Promise<void>;
  /** Does all that is due now, without timers. */
  drain(): Promise<void>;
}

export interface LocalTicketing extends LocalService<ServiceClient<TicketingRouter>> {
  /** Asks the desk what changed, where that is due. */
  poll(): Promise<void>;
}

/** @param more What a run in another time than this machine's needs. */
export async function startTicketing(
  base: Foundations,
  more: Pick<TicketingServerDeps, 'fetch' | 'watchSettings'> = {},
): Promise<LocalTicketing> {
  const { logger } = base;
  const server = await createTicketingServer({
    database: base.stores.ticketing,
    encryptionKeys: base.keys,
    connection: base.connection,
    simulated: base.simulated,
    config: base.desk,
    logger,
    metrics: base.metricsOf('ticketing'),
    settings: toWorkSettings(base.config),
    keepDays: base.config.RETENTION_TICKETING_DAYS,
    configDigest: digestOfConfig(base.config),
    now: base.time.now,
    sleep: base.time.sleep,
    ...more,
  });
  const local = { name: 'ticketing', router: server.router, logger, timeoutMs: callTimeoutMs };
  return {
    ...server,
    client: createLocalClient<TicketingRouter>(local),
    drain: () => server.ticketing.drain(),
    poll: async () => void (await server.ticketing.poll()),
  };
}

/** Null: mails wait until there is a server. */
function mailerOf({ config, desk, mailCatcher }: Foundations) {
  const url = config.SMTP_URL ?? mailCatcher?.url;
  if (url === undefined) return null;
  return createSmtpMailer({ url, from: config.MAIL_FROM ?? `"${desk.company_name}" <${config.SUPPORT_EMAIL}>` });
}

export async function startNotifications(base: Foundations): Promise<LocalService<ServiceClient<NotificationsRouter>>> {
  const { config, desk, logger } = base;
  const server = await createNotificationsServer({
    database: base.stores.notifications,
    encryptionKeys: base.keys,
    mailer: mailerOf(base),
    chat: createChatClient(
      config,
      base.connection,
      base.simulation,
      { database: base.stores.notifications, encryptionKeys: base.keys, now: base.time.now },
      logger,
    ),
    settings: {
      ...mailLookOf(desk),
      supportEmail: config.SUPPORT_EMAIL,
      supportPhone: config.SUPPORT_PHONE ?? null,
      simulated: base.simulated,
    },
    teamAddresses: teamAddressesOf(desk),
    limits: {
      mailsPerRecipientPerHour: config.MAILS_PER_ADDRESS_PER_HOUR,
      codesPerRecipientPerHour: config.CODES_PER_ADDRESS_PER_HOUR,
    },
    codeCaps: toCodeCaps(config),
    watch: toWatchSettings(config),
    retention: { deliveryDays: config.RETENTION_DELIVERY_DAYS },
    configDigest: digestOfConfig(config),
    publicUrl: config.PUBLIC_URL ?? `http://${config.HOST}:${base.port}`,
    now: base.time.now,
    logger,
    metrics: base.metricsOf('notifications'),
  });
  const local = { name: 'notifications', router: server.router, logger, timeoutMs: callTimeoutMs };
  return {
    ...server,
    client: createLocalClient<NotificationsRouter>(local),
    drain: () => server.notifications.drain(),
  };
}

export async function startConversation(
  base: Foundations,
  neighbours: { ticketing: ServiceClient<TicketingRouter>; notifications: ServiceClient<NotificationsRouter> },
): Promise<LocalService<ServiceClient<ConversationRouter>> & { readonly notices: readonly string[] }> {
  const { config, logger } = base;
  const ticketing = toTicketing(neighbours.ticketing);
  const { notices, ...brain } = await loadBrain({
    desk: base.desk,
    supportEmail: config.SUPPORT_EMAIL,
    supportPhone: config.SUPPORT_PHONE ?? null,
    dataDir: config.DATA_DIR,
    workflowsDir: config.WORKFLOWS_DIR ?? null,
    knowledgeDir: config.KNOWLEDGE_DIR ?? null,
    directory: {
      file: directoryFileOf(config),
      url: config.DIRECTORY_URL ?? null,
      token: config.DIRECTORY_TOKEN ?? null,
    },
    llm: toLlmSettings(config),
    ticketing,
    firstStartAt: createFirstStart({
      database: base.stores.conversation,
      encryptionKeys: base.keys,
      now: base.time.now,
      logger,
    }),
    logger,
    now: base.time.now,
  });
  const server = await createConversationServer({
    ...brain,
    settings: base.playground?.agents.drive(brain.settings) ?? brain.settings,
    database: base.stores.conversation,
    encryptionKeys: base.keys,
    ticketing,
    notifications: toNotifications(neighbours.notifications),
    redaction: base.redaction,
    visitorCaps: {
      ticketsPerHour: config.VISITOR_TICKETS_PER_HOUR,
      sessionsPerHour: config.VISITOR_SESSIONS_PER_HOUR,
    },
    retention: { transcriptDays: config.RETENTION_TRANSCRIPT_DAYS },
    configDigest: digestOfConfig(config),
    callbacksEnabled: base.simulation !== null || config.SALESIQ_SCREEN_NAME !== undefined,
    now: base.time.now,
    elapsedMs: base.time.elapsedMs,
    sleep: base.time.sleep,
    logger,
    metrics: base.metricsOf('conversation'),
  });
  const local = { name: 'conversation', router: server.router, logger, timeoutMs: callTimeoutMs };
  return {
    ...server,
    notices,
    client: createLocalClient<ConversationRouter>(local),
    drain: () => server.conversation.drain(),
  };
}
