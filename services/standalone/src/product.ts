import { randomUUID } from 'node:crypto';
import {
  type ConversationRouter,
  createServer as createConversationServer,
  loadBrain,
  toNotifications,
  toTicketing,
} from '@acebuddy/conversation';
import {
  buildApp,
  createDeskJwtVerifier,
  deskKeys,
  type GatewayApp,
  startNotices,
  toConversationClient,
  toNotificationsClient,
  toSettings,
  toTicketingClient,
} from '@acebuddy/gateway';
import {
  createServer as createNotificationsServer,
  createSmtpMailer,
  type NotificationsRouter,
  teamAddressesOf,
} from '@acebuddy/notifications';
import { redactText } from '@acebuddy/redaction';
import { createLocalClient, createMetrics, type Logger, readDeskConfig } from '@acebuddy/service-kit';
import { createTicketingServer, type TicketingRouter, toWorkSettings } from '@acebuddy/ticketing';
import type { StandaloneConfig } from './config.ts';
import { isSimulated } from './config.ts';
import { loadEncryptionKeys } from './data-keys.ts';
import { type MailCatcher, startMailCatcher } from './mail-catcher.ts';
import { createPlaygroundChats } from './playground/chats.ts';
import { createInjectFetch } from './playground/inject-fetch.ts';
import { createLiveState } from './playground/live-state.ts';
import { createPlayground } from './playground/routes.ts';
import { createChatClient } from './salesiq-connection.ts';
import { openStores } from './stores.ts';
import { realConnection, simulatedConnection } from './zoho-connection.ts';
import { startZohoSimulation, type ZohoSimulation } from './zoho-simulation.ts';

export interface Product {
  readonly url: string;
  readonly simulation: ZohoSimulation | null;
  readonly mailCatcher: MailCatcher | null;
  /** What an operator should know after the start, one sentence each. */
  readonly notices: readonly string[];
  close(): Promise<void>;
}

const callTimeoutMs = 15_000;

/** All services in one process: the code that runs in production, on in-process links (architecture.md, "One code"). */
export async function startProduct(config: StandaloneConfig, logger: Logger): Promise<Product> {
  const [{ keys, file, created }, desk, simulation, mailCatcher, stores] = await Promise.all([
    loadEncryptionKeys(config.ENCRYPTION_KEYS, config.DATA_DIR),
    readDeskConfig(config.ZOHO_DESK_CONFIG),
    isSimulated(config) ? startZohoSimulation({ dataDir: config.DATA_DIR }) : null,
    config.SMTP_URL === undefined ? startMailCatcher() : null,
    openStores(config),
  ]);
  const connection = simulation === null ? realConnection(config, desk) : simulatedConnection(simulation);
  const metrics = createMetrics({ service: 'standalone' });
  const shared = (service: string) => createMetrics({ service, registry: metrics.registry });
  const local = { logger, timeoutMs: callTimeoutMs };

  const ticketingServer = await createTicketingServer({
    database: stores.ticketing,
    encryptionKeys: keys,
    connection,
    simulated: simulation !== null,
    config: desk,
    logger,
    metrics: shared('ticketing'),
    settings: toWorkSettings(config),
  });
  const ticketing = createLocalClient<TicketingRouter>({ ...local, name: 'ticketing', router: ticketingServer.router });

  const settings = toSettings(config);
  const app: { current: GatewayApp | null } = { current: null };
  const publicUrl = config.PUBLIC_URL ?? `http://${config.HOST}:${config.PORT}`;
  const notificationsServer = await createNotificationsServer({
    database: stores.notifications,
    encryptionKeys: keys,
    mailer: createSmtpMailer({
      url: config.SMTP_URL ?? mailCatcher?.url ?? '',
      from: config.MAIL_FROM ?? `"${desk.company_name}" <${config.SUPPORT_EMAIL}>`,
    }),
    chat: createChatClient(config, connection, simulation),
    settings: {
      companyName: desk.company_name,
      supportEmail: config.SUPPORT_EMAIL,
      supportPhone: config.SUPPORT_PHONE ?? null,
      simulated: simulation !== null,
    },
    teamAddresses: teamAddressesOf(desk),
    publicUrl,
    logger,
    metrics: shared('notifications'),
  });
  const notifications = createLocalClient<NotificationsRouter>({
    ...local,
    name: 'notifications',
    router: notificationsServer.router,
  });

  const brain = await loadBrain({
    desk,
    supportEmail: config.SUPPORT_EMAIL,
    supportPhone: config.SUPPORT_PHONE ?? null,
    dataDir: config.DATA_DIR,
    workflowsDir: config.WORKFLOWS_DIR ?? null,
    knowledgeDir: config.KNOWLEDGE_DIR ?? null,
    directory: {
      file: config.DIRECTORY_FILE ?? null,
      url: config.DIRECTORY_URL ?? null,
      token: config.DIRECTORY_TOKEN ?? null,
    },
    ticketing: toTicketing(ticketing),
    logger,
    now: () => new Date(),
  });
  const conversationServer = await createConversationServer({
    ...brain,
    database: stores.conversation,
    encryptionKeys: keys,
    ticketing: toTicketing(ticketing),
    notifications: toNotifications(notifications),
    advisor: null,
    redact: redactText,
    callbacksEnabled: simulation !== null || config.SALESIQ_SCREEN_NAME !== undefined,
    logger,
    metrics: shared('conversation'),
  });
  const conversation = createLocalClient<ConversationRouter>({
    ...local,
    name: 'conversation',
    router: conversationServer.router,
  });

  const gateway = await buildApp({
    ...settings,
    conversation: toConversationClient(conversation),
    ticketing: toTicketingClient(ticketing),
    notifications: toNotificationsClient(notifications),
    deskVerifier: createDeskJwtVerifier({
      getKey: deskKeys(connection.deskOrigin),
      orgId: connection.orgId,
      webhookId: config.ZOHO_DESK_WEBHOOK_ID,
      now: () => new Date(),
    }),
    logger,
    metrics: shared('gateway'),
    now: () => new Date(),
    newId: randomUUID,
    extraRoutes: simulation === null ? [] : [playgroundOf(simulation, mailCatcher, () => required(app.current))],
  });
  app.current = gateway;
  for (const server of [ticketingServer, notificationsServer, conversationServer]) server.start();
  const url = await gateway.listen({ host: config.HOST, port: config.PORT });
  const keyNotice =
    created && file !== null
      ? [`New encryption keys are in ${file}: keep a copy, without it the stored chats cannot be read`]
      : [];
  return {
    url,
    simulation,
    mailCatcher,
    notices: [...startNotices(settings), ...keyNotice],
    async close() {
      await gateway.close();
      await conversationServer.stop();
      await Promise.all([ticketingServer.stop(), notificationsServer.stop()]);
      await Promise.all([simulation?.close(), mailCatcher?.close()]);
      await Promise.all(Object.values(stores).map((store) => store.close()));
    },
  };
}

function playgroundOf(simulation: ZohoSimulation, mails: MailCatcher | null, app: () => GatewayApp) {
  const chats = createPlaygroundChats(simulation.salesiq, createInjectFetch(app));
  return createPlayground({ simulation, chats, live: createLiveState({ simulation, mails, chats }) });
}

function required<T>(value: T | null): T {
  if (value === null) throw new TypeError('the gateway is not up yet');
  return value;
}
