import { join } from 'node:path';
import {
  createLogger,
  createMetrics,
  digestOfConfig,
  parseConfig,
  readDeskConfig,
  runUntilSignal,
  serveRouter,
} from '@acebuddy/service-kit';
import { openDatabase } from '@acebuddy/storage';
import { ticketingConfigSchema, toWorkSettings, toZohoConnection } from './config.ts';
import { createTicketingServer } from './server.ts';

const logger = createLogger({ name: 'ticketing', level: process.env.LOG_LEVEL || undefined });

await runUntilSignal(async () => {
  const env = parseConfig(ticketingConfigSchema, process.env);
  const config = await readDeskConfig(env.ZOHO_DESK_CONFIG);
  const connection = toZohoConnection(env, config);
  const database = await openDatabase({
    name: 'ticketing',
    mongodbUri: env.MONGODB_URI,
    sqliteFile: join(env.DATA_DIR, 'ticketing.sqlite'),
  });
  const metrics = createMetrics({ service: 'ticketing' });
  const server = await createTicketingServer({
    database,
    encryptionKeys: env.ENCRYPTION_KEYS,
    connection,
    simulated: env.ZOHO_SIMULATED,
    config,
    logger,
    metrics,
    settings: toWorkSettings(env),
    keepDays: env.RETENTION_TICKETING_DAYS,
    configDigest: digestOfConfig(env),
  });
  server.start();
  const { url, close } = await serveRouter({
    router: server.router,
    host: env.TICKETING_HOST,
    port: env.TICKETING_PORT,
    internalToken: env.INTERNAL_TOKEN,
    logger,
    metrics,
    checks: server.checks,
  });
  logger.info({ url }, 'ticketing is listening');
  return {
    close: async () => {
      await close();
      await server.stop();
      await database.close();
    },
  };
}, logger);
