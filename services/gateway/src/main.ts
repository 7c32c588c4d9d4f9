import { randomUUID } from 'node:crypto';
import type { ConversationRouter } from '@acebuddy/conversation/router';
import type { NotificationsRouter } from '@acebuddy/notifications/router';
import { createLogger, createMetrics, createRemoteClient, runUntilSignal } from '@acebuddy/service-kit';
import type { TicketingRouter } from '@acebuddy/ticketing/router';
import { resolveOrigins } from '@acebuddy/zoho-desk';
import { openKeeps } from './adapters/file-keeps.ts';
import { toConversationClient, toNotificationsClient, toTicketingClient } from './adapters/service-clients.ts';
import { buildApp } from './app.ts';
import { type DistributedEnvironment, readConfig } from './config.ts';
import { createDeskJwtVerifier, deskKeys } from './desk/desk-jwt.ts';
import type { DeskVerifier, Keeps } from './ports.ts';
import { startNotices, toSettings } from './settings.ts';

const logger = createLogger({ name: 'gateway', level: process.env.LOG_LEVEL || undefined });
const now = () => new Date();

await runUntilSignal(async () => {
  const config = readConfig(process.env);
  const settings = toSettings(config);
  const remote = { internalToken: config.INTERNAL_TOKEN, timeoutMs: 30_000 };
  const app = await buildApp({
    ...settings,
    conversation: toConversationClient(
      createRemoteClient<ConversationRouter>({ ...remote, name: 'conversation', url: config.CONVERSATION_URL }),
    ),
    ticketing: toTicketingClient(
      createRemoteClient<TicketingRouter>({ ...remote, name: 'ticketing', url: config.TICKETING_URL }),
    ),
    notifications: toNotificationsClient(
      createRemoteClient<NotificationsRouter>({ ...remote, name: 'notifications', url: config.NOTIFICATIONS_URL }),
    ),
    deskVerifier: deskVerifierOf(config),
    keeps: keepsOf(config),
    logger,
    metrics: createMetrics({ service: 'gateway' }),
    now,
    newId: randomUUID,
  });
  const url = await app.listen({ host: config.HOST, port: config.PORT });
  for (const notice of startNotices(settings)) logger.warn(notice);
  logger.info({ url }, 'gateway is listening');
  return { close: () => app.close() };
}, logger);

/** What customers and operators wrote is not written down in the clear. */
function keepsOf({ DATA_DIR: dataDir, ENCRYPTION_KEYS: keys }: DistributedEnvironment): Keeps | null {
  if (keys !== undefined) return openKeeps({ dataDir, keys, logger });
  logger.warn(
    'ENCRYPTION_KEYS is not set: events of SalesIQ that the conversation service cannot take yet, and turns to end, are in memory',
  );
  return null;
}

/** Without an organisation nobody can be told from Desk. */
function deskVerifierOf(config: DistributedEnvironment): DeskVerifier | undefined {
  const { ZOHO_DESK_ORG_ID: orgId, ZOHO_DESK_WEBHOOK_ID: webhookId } = config;
  if (orgId === undefined) return undefined;
  const { desk } = resolveOrigins(config.ZOHO_DC, { deskUrl: config.ZOHO_DESK_URL });
  return createDeskJwtVerifier({ getKey: deskKeys(desk), orgId, webhookId, now });
}
