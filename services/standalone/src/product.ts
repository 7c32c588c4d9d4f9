import { randomUUID } from 'node:crypto';
import {
  buildApp,
  createDeskJwtVerifier,
  deskKeys,
  type GatewayApp,
  type GatewayDeps,
  openKeeps,
  startNotices,
  toConversationClient,
  toNotificationsClient,
  toSettings,
  toTicketingClient,
} from '@acebuddy/gateway';
import type { Logger } from '@acebuddy/service-kit';
import type { StandaloneConfig } from './config.ts';
import type { MailCatcher } from './mail-catcher.ts';
import { createPlaygroundChats } from './playground/chats.ts';
import { createInjectFetch } from './playground/inject-fetch.ts';
import { createLiveState } from './playground/live-state.ts';
import { createPlayground } from './playground/routes.ts';
import { type Foundations, layFoundations } from './product/foundations.ts';
import { startConversation, startNotifications, startTicketing } from './product/services.ts';
import type { ZohoSimulation } from './zoho-simulation.ts';

export interface Product {
  readonly url: string;
  readonly simulation: ZohoSimulation | null;
  readonly mailCatcher: MailCatcher | null;
  /** What an operator should know after the start, one sentence each. */
  readonly notices: readonly string[];
  close(): Promise<void>;
}

type Clients = Pick<GatewayDeps, 'conversation' | 'ticketing' | 'notifications'>;

/** All services in one process: the code that runs in production, on in-process links (docs/architecture.md). */
export async function startProduct(config: StandaloneConfig, logger: Logger): Promise<Product> {
  const base = await layFoundations(config, logger);
  const [ticketing, notifications] = await Promise.all([startTicketing(base), startNotifications(base)]);
  const conversation = await startConversation(base, {
    ticketing: ticketing.client,
    notifications: notifications.client,
  });
  const gateway = await buildGateway(base, {
    conversation: toConversationClient(conversation.client),
    ticketing: toTicketingClient(ticketing.client),
    notifications: toNotificationsClient(notifications.client),
  });
  for (const service of [ticketing, notifications, conversation]) service.start();
  const url = await gateway.listen({ host: config.HOST, port: base.port });
  return {
    url,
    simulation: base.simulation,
    mailCatcher: base.mailCatcher,
    notices: [...startNotices(toSettings(config)), ...keyNotice(base)],
    async close() {
      await gateway.close();
      await conversation.stop();
      await Promise.all([ticketing.stop(), notifications.stop()]);
      await base.close();
    },
  };
}

function keyNotice({ newKeyFile }: Foundations): string[] {
  if (newKeyFile === null) return [];
  return [`New encryption keys are in ${newKeyFile}: keep a copy, without it the stored chats cannot be read`];
}

async function buildGateway(base: Foundations, clients: Clients): Promise<GatewayApp> {
  const { config, connection, logger } = base;
  const app = Promise.withResolvers<GatewayApp>();
  const gateway = await buildApp({
    ...toSettings(config),
    ...clients,
    deskVerifier: createDeskJwtVerifier({
      getKey: deskKeys(connection.deskOrigin),
      orgId: connection.orgId,
      webhookId: config.ZOHO_DESK_WEBHOOK_ID,
      now: () => new Date(),
    }),
    keeps: openKeeps({ dataDir: config.DATA_DIR, keys: base.keys, logger }),
    logger,
    metrics: base.metricsOf('gateway'),
    now: () => new Date(),
    newId: randomUUID,
    extraRoutes: base.simulation === null ? [] : [playgroundOf(base.simulation, base.mailCatcher, app.promise)],
  });
  app.resolve(gateway);
  return gateway;
}

function playgroundOf(simulation: ZohoSimulation, mails: MailCatcher | null, app: Promise<GatewayApp>) {
  const chats = createPlaygroundChats(simulation.salesiq, createInjectFetch(app));
  return createPlayground({ simulation, chats, live: createLiveState({ simulation, mails, chats }) });
}
