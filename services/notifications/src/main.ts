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
import { connectSalesiq } from './adapters/connect-salesiq.ts';
import { noMailServer } from './adapters/missing-mailer.ts';
import { sealedPlaces } from './adapters/sealed-places.ts';
import { createSmtpMailer } from './adapters/smtp-mailer.ts';
import { notificationsConfigSchema, toCodeCaps, toSalesiqConnection, toWatchSettings } from './config.ts';
import { mailLookOf } from './mails/mail-look.ts';
import { createServer } from './server.ts';
import { teamAddressesOf } from './team-addresses.ts';

const variables = { host: 'NOTIFICATIONS_HOST', port: 'NOTIFICATIONS_PORT' };

await runProgram(
  { name: 'notifications', tracedAs: 'acebuddy-notifications', environment: process.env, variables },
  async ({ env, notices, logger, draining }) => {
    for (const notice of notices) logger.warn(notice);
    const config = parseConfig(notificationsConfigSchema, env);
    const desk = await readDeskConfig(config.ZOHO_DESK_CONFIG);
    const salesiq = toSalesiqConnection(config);
    const { SMTP_URL: mailServer } = config;
    if (mailServer === undefined) logger.warn(`NOT READY: ${noMailServer}`);
    const database = await openDatabase({
      name: 'notifications',
      mongodbUri: config.MONGODB_URI,
      sqliteFile: join(config.DATA_DIR, 'notifications.sqlite'),
      exclusive: true,
    });
    const keys = config.ENCRYPTION_KEYS;
    const { isNew } = await checkKeys({ database, store: 'notifications', keys, places: sealedPlaces(keys) });
    if (isNew) logger.warn({ store: placeOf(database) }, 'the store is empty: this service begins as new');
    const metrics = createMetrics({ service: 'notifications' });
    const server = await createServer({
      database,
      encryptionKeys: config.ENCRYPTION_KEYS,
      mailer: mailServer === undefined ? null : createSmtpMailer({ url: mailServer, from: config.MAIL_FROM }),
      chat:
        salesiq === null ? null : connectSalesiq(salesiq, { database, encryptionKeys: config.ENCRYPTION_KEYS }, logger),
      settings: {
        ...mailLookOf(desk),
        supportEmail: config.SUPPORT_EMAIL,
        supportPhone: config.SUPPORT_PHONE ?? null,
        simulated: config.ZOHO_SIMULATED,
      },
      teamAddresses: teamAddressesOf(desk),
      publicUrl: config.PUBLIC_URL,
      limits: {
        mailsPerRecipientPerHour: config.MAILS_PER_ADDRESS_PER_HOUR,
        codesPerRecipientPerHour: config.CODES_PER_ADDRESS_PER_HOUR,
      },
      codeCaps: toCodeCaps(config),
      watch: toWatchSettings(config),
      retention: { deliveryDays: config.RETENTION_DELIVERY_DAYS },
      configDigest: digestOfConfig(config),
      logger,
      metrics,
    });
    server.start();
    const { url, close } = await serveRouter({
      router: server.router,
      host: config.NOTIFICATIONS_HOST,
      port: config.NOTIFICATIONS_PORT,
      internalToken: config.INTERNAL_TOKEN,
      logger,
      metrics,
      checks: server.checks,
      draining,
    });
    logger.info({ url }, 'notifications is listening');
    return {
      async close() {
        await close();
        await server.stop();
        await database.close();
      },
    };
  },
);
