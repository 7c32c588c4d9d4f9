import { join } from 'node:path';
import type { NotificationsRouter } from '@acebuddy/notifications/router';
import { redactText } from '@acebuddy/redaction';
import {
  createLogger,
  createMetrics,
  createRemoteClient,
  digestOfConfig,
  parseConfig,
  readDeskConfig,
  runUntilSignal,
  serveRouter,
} from '@acebuddy/service-kit';
import { openDatabase } from '@acebuddy/storage';
import type { TicketingRouter } from '@acebuddy/ticketing/router';
import { toNotifications, toTicketing } from './adapters/clients.ts';
import { toLlmSettings } from './adapters/llm/llm-settings.ts';
import { loadBrain } from './brain.ts';
import { conversationConfigSchema } from './config.ts';
import { createServer } from './server.ts';

const logger = createLogger({ name: 'conversation', level: process.env.LOG_LEVEL || undefined });

await runUntilSignal(async () => {
  const config = parseConfig(conversationConfigSchema, process.env);
  const remote = { internalToken: config.INTERNAL_TOKEN, timeoutMs: 15_000 };
  const ticketing = toTicketing(
    createRemoteClient<TicketingRouter>({ ...remote, name: 'ticketing', url: config.TICKETING_URL }),
  );
  const notifications = toNotifications(
    createRemoteClient<NotificationsRouter>({ ...remote, name: 'notifications', url: config.NOTIFICATIONS_URL }),
  );
  const database = await openDatabase({
    name: 'conversation',
    mongodbUri: config.MONGODB_URI,
    sqliteFile: join(config.DATA_DIR, 'conversation.sqlite'),
  });
  const metrics = createMetrics({ service: 'conversation' });
  const brain = await loadBrain({
    desk: await readDeskConfig(config.ZOHO_DESK_CONFIG),
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
    llm: toLlmSettings(config),
    ticketing,
    logger,
    now: () => new Date(),
  });
  const server = await createServer({
    ...brain,
    database,
    encryptionKeys: config.ENCRYPTION_KEYS,
    ticketing,
    notifications,
    redact: redactText,
    visitorCaps: {
      ticketsPerHour: config.VISITOR_TICKETS_PER_HOUR,
      sessionsPerHour: config.VISITOR_SESSIONS_PER_HOUR,
    },
    retention: { transcriptDays: config.RETENTION_TRANSCRIPT_DAYS },
    configDigest: digestOfConfig(config),
    callbacksEnabled: config.SALESIQ_SCREEN_NAME !== undefined,
    logger,
    metrics,
  });
  server.start();
  const { url, close } = await serveRouter({
    router: server.router,
    host: config.CONVERSATION_HOST,
    port: config.CONVERSATION_PORT,
    internalToken: config.INTERNAL_TOKEN,
    logger,
    metrics,
    checks: { store: () => database.ping() },
  });
  logger.info({ url }, 'conversation is listening');
  return {
    async close() {
      await close();
      await server.stop();
      await database.close();
    },
  };
}, logger);
