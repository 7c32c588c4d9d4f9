import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { createStandingChecks, noticesOf } from '@acebuddy/checks';
import type { ConversationRouter } from '@acebuddy/conversation/router';
import type { NotificationsRouter } from '@acebuddy/notifications/router';
import { createRedactor } from '@acebuddy/redaction';
import {
  createMetrics,
  createRemoteClient,
  type HealthChecks,
  type Logger,
  runProgram,
  shownSettings,
} from '@acebuddy/service-kit';
import { createWriteProbe } from '@acebuddy/storage/write-probe';
import type { TicketingRouter } from '@acebuddy/ticketing/router';
import { resolveOrigins } from '@acebuddy/zoho-desk';
import { loadDoorKeys, sessionSecretFrom } from './adapters/door-keys.ts';
import { openKeeps } from './adapters/file-keeps.ts';
import { openLoginCodes } from './adapters/login-code-file.ts';
import { toConversationClient, toNotificationsClient, toTicketingClient } from './adapters/service-clients.ts';
import { buildApp } from './app.ts';
import { type DistributedEnvironment, distributedSchema, readConfig } from './config.ts';
import { consoleFolder, stateOfConsole } from './console/console-folder.ts';
import { createDeskJwtVerifier, deskKeys } from './desk/desk-jwt.ts';
import type { DeskVerifier, Keeps } from './ports.ts';
import { startNotices, toSettings } from './settings.ts';
import { standingList } from './standing-list.ts';

const now = () => new Date();
const consoleNotBuilt =
  'the console is not built: /console says so until `pnpm --filter @acebuddy/console build` was run in this checkout';

await runProgram(
  { name: 'gateway', tracedAs: 'acebuddy-gateway', environment: process.env },
  async ({ env, file, notices, logger, draining }) => {
    for (const notice of notices) logger.warn(notice);
    const config = readConfig(env);
    const keys = await loadDoorKeys(config, config.DATA_DIR);
    const settings = toSettings(config, { keys, simulated: config.ZOHO_SIMULATED });
    const redaction = createRedactor();
    const remote = { internalToken: config.INTERNAL_TOKEN, timeoutMs: 30_000 };
    const ticketing = toTicketingClient(
      createRemoteClient<TicketingRouter>({ ...remote, name: 'ticketing', url: config.TICKETING_URL }),
    );
    const notifications = toNotificationsClient(
      createRemoteClient<NotificationsRouter>({ ...remote, name: 'notifications', url: config.NOTIFICATIONS_URL }),
    );
    const standing = createStandingChecks({
      checks: standingList({
        ticketing,
        notifications,
        dataDir: config.DATA_DIR,
        publicUrl: config.PUBLIC_URL,
        environmentFile: file,
        deskOrigin: resolveOrigins(config.ZOHO_DC, { deskUrl: config.ZOHO_DESK_URL }).desk,
        simulated: config.ZOHO_SIMULATED,
        mail: null,
        nodeVersion: process.version,
        now,
      }),
    });
    const app = await buildApp({
      ...settings,
      conversation: toConversationClient(
        createRemoteClient<ConversationRouter>({ ...remote, name: 'conversation', url: config.CONVERSATION_URL }),
      ),
      ticketing,
      notifications,
      standing,
      deskVerifier: deskVerifierOf(config),
      sessionSecret: sessionSecretFrom(config.INTERNAL_TOKEN),
      loginCodes: keys.local === null ? null : openLoginCodes(config.DATA_DIR, now),
      keeps: keepsOf(config, logger),
      checks: checksOf(config),
      draining,
      shownSettings: shownSettings(config, Object.keys(distributedSchema.shape)),
      consoleFolder,
      redaction,
      logger,
      metrics: createMetrics({ service: 'gateway' }),
      now,
      newId: randomUUID,
    });
    const url = await app.listen({ host: config.HOST, port: config.PORT });
    for (const notice of startNotices(settings, keys)) logger.warn(notice);
    if ((await stateOfConsole(consoleFolder)) === 'absent') logger.warn(consoleNotBuilt);
    logger.info({ url }, 'gateway is listening');
    // Nobody waits for it: the first look tells the log, and `/ready` from then on.
    void standing.look().then((reports) => {
      for (const notice of noticesOf(reports)) logger.warn(notice);
    });
    standing.start();
    return {
      async close() {
        standing.stop();
        await app.close();
        await redaction.close();
      },
    };
  },
);

/** The folder is needed for what `keepsOf` keeps, and only then. */
function checksOf({ DATA_DIR, ENCRYPTION_KEYS }: DistributedEnvironment): HealthChecks {
  if (ENCRYPTION_KEYS === undefined) return {};
  return { data_folder: createWriteProbe({ file: join(DATA_DIR, 'gateway.probe'), makesFolder: true }) };
}

/** What customers and operators wrote is not written down in the clear. */
function keepsOf({ DATA_DIR: dataDir, ENCRYPTION_KEYS: keys }: DistributedEnvironment, logger: Logger): Keeps | null {
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
