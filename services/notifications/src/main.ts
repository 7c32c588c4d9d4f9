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
import { connectSalesiq } from './adapters/connect-salesiq.ts';
import { createSmtpMailer } from './adapters/smtp-mailer.ts';
import { notificationsConfigSchema, toSalesiqConnection } from './config.ts';
import { createServer } from './server.ts';
import { teamAddressesOf } from './team-addresses.ts';

const logger = createLogger({ name: 'notifications', level: process.env.LOG_LEVEL || undefined });

await runUntilSignal(async () => {
  const config = parseConfig(notificationsConfigSchema, process.env);
  const desk = await readDeskConfig(config.ZOHO_DESK_CONFIG);
  const salesiq = toSalesiqConnection(config);
  const database = await openDatabase({
    name: 'notifications',
    mongodbUri: config.MONGODB_URI,
    sqliteFile: join(config.DATA_DIR, 'notifications.sqlite'),
  });
  const metrics = createMetrics({ service: 'notifications' });
  const server = await createServer({
    database,
    encryptionKeys: config.ENCRYPTION_KEYS,
    mailer: createSmtpMailer({ url: config.SMTP_URL, from: config.MAIL_FROM }),
    chat: salesiq === null ? null : connectSalesiq(salesiq, { database, encryptionKeys: config.ENCRYPTION_KEYS }),
    settings: {
      companyName: desk.company_name,
      supportEmail: config.SUPPORT_EMAIL,
      supportPhone: config.SUPPORT_PHONE ?? null,
      simulated: false,
    },
    teamAddresses: teamAddressesOf(desk),
    publicUrl: config.PUBLIC_URL,
    limits: {
      mailsPerRecipientPerHour: config.MAILS_PER_ADDRESS_PER_HOUR,
      codesPerRecipientPerHour: config.CODES_PER_ADDRESS_PER_HOUR,
    },
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
    checks: { store: () => database.ping() },
  });
  logger.info({ url }, 'notifications is listening');
  return {
    async close() {
      await close();
      await server.stop();
      await database.close();
    },
  };
}, logger);
