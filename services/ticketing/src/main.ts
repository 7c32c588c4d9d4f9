import { join } from 'node:path';
import {
  createMetrics,
  digestOfConfig,
  parseConfig,
  readDeskConfig,
  runProgram,
  serveRouter,
} from '@acebuddy/service-kit';
import { checkKeys, openDatabase, placeOf } from '@acebuddy/storage';
import { sealedPlaces } from './adapters/sealed-places.ts';
import { ticketingConfigSchema, toWorkSettings, toZohoConnection } from './config.ts';
import { createTicketingServer } from './server.ts';

const program = {
  name: 'ticketing',
  tracedAs: 'acebuddy-ticketing',
  environment: process.env,
  variables: { host: 'TICKETING_HOST', port: 'TICKETING_PORT' },
};

await runProgram(program, async ({ env: environment, notices, logger, draining }) => {
  for (const notice of notices) logger.warn(notice);
  const env = parseConfig(ticketingConfigSchema, environment);
  const config = await readDeskConfig(env.ZOHO_DESK_CONFIG);
  const connection = toZohoConnection(env, config);
  const database = await openDatabase({
    name: 'ticketing',
    mongodbUri: env.MONGODB_URI,
    sqliteFile: join(env.DATA_DIR, 'ticketing.sqlite'),
    exclusive: true,
  });
  const keys = env.ENCRYPTION_KEYS;
  const { isNew } = await checkKeys({ database, store: 'ticketing', keys, places: sealedPlaces() });
  if (isNew) logger.warn({ store: placeOf(database) }, 'the store is empty: this service begins as new');
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
    draining,
  });
  logger.info({ url }, 'ticketing is listening');
  return {
    close: async () => {
      await close();
      await server.stop();
      await database.close();
    },
  };
});
