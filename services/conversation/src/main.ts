import { join } from 'node:path';
import type { NotificationsRouter } from '@acebuddy/notifications/router';
import { createRedactor } from '@acebuddy/redaction';
import {
  createMetrics,
  createRemoteClient,
  digestOfConfig,
  parseConfig,
  readDeskConfig,
  requirePaths,
  runProgram,
  serveRouter,
} from '@acebuddy/service-kit';
import { checkKeys, openDatabase, placeOf } from '@acebuddy/storage';
import type { TicketingRouter } from '@acebuddy/ticketing/router';
import { toNotifications, toTicketing } from './adapters/clients.ts';
import { createFirstStart } from './adapters/first-start.ts';
import { toLlmSettings } from './adapters/llm/llm-settings.ts';
import { sealedPlaces } from './adapters/sealed-places.ts';
import { loadBrain } from './brain.ts';
import { conversationConfigSchema, namedPaths } from './config.ts';
import { createServer } from './server.ts';

const variables = { host: 'CONVERSATION_HOST', port: 'CONVERSATION_PORT' };

await runProgram(
  { name: 'conversation', tracedAs: 'acebuddy-conversation', environment: process.env, variables },
  async ({ env, notices, logger, draining }) => {
    for (const notice of notices) logger.warn(notice);
    const config = parseConfig(conversationConfigSchema, env);
    requirePaths([
      { variable: 'ZOHO_DESK_CONFIG', path: config.ZOHO_DESK_CONFIG, kind: 'file' },
      ...namedPaths(config),
    ]);
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
      exclusive: true,
    });
    const keys = config.ENCRYPTION_KEYS;
    const { isNew } = await checkKeys({ database, store: 'conversation', keys, places: sealedPlaces(keys) });
    if (isNew) logger.warn({ store: placeOf(database) }, 'the store is empty: this service begins as new');
    const metrics = createMetrics({ service: 'conversation' });
    const redaction = createRedactor();
    const { notices: _, ...brain } = await loadBrain({
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
      firstStartAt: createFirstStart({ database, encryptionKeys: config.ENCRYPTION_KEYS, logger }),
      logger,
      now: () => new Date(),
    });
    const server = await createServer({
      ...brain,
      database,
      encryptionKeys: config.ENCRYPTION_KEYS,
      ticketing,
      notifications,
      redaction,
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
      draining,
    });
    logger.info({ url }, 'conversation is listening');
    return {
      async close() {
        await close();
        await server.stop();
        await redaction.close();
        await database.close();
      },
    };
  },
);
