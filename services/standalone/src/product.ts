import { randomBytes, randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { createStandingChecks, noticesOf, type StandingChecks } from '@acebuddy/checks';
import {
  buildApp,
  consoleFolder,
  createDeskJwtVerifier,
  deskKeys,
  type GatewayApp,
  type GatewayDeps,
  loadDoorKeys,
  openKeeps,
  openLoginCodes,
  sessionSecretFrom,
  standingList,
  startNotices,
  toApiKey,
  toConversationClient,
  toNotificationsClient,
  toSettings,
  toTicketingClient,
} from '@acebuddy/gateway';
import { type Logger, shownSettings } from '@acebuddy/service-kit';
import { openRestoreMarks } from '@acebuddy/storage';
import { createWriteProbe } from '@acebuddy/storage/write-probe';
import { type StandaloneConfig, standaloneConfigSchema } from './config.ts';
import { type Explain, explainBy } from './explain.ts';
import type { MailCatcher } from './mail-catcher.ts';
import { createInjectFetch } from './playground/inject-fetch.ts';
import { openPlayground } from './playground/open-playground.ts';
import { type Foundations, layFoundations } from './product/foundations.ts';
import { startConversation, startNotifications, startTicketing } from './product/services.ts';
import type { ProductTime } from './product/time.ts';
import { signInAt } from './sign-in-at.ts';
import type { ZohoSimulation } from './zoho-simulation.ts';

export interface Product {
  readonly url: string;
  readonly simulation: ZohoSimulation | null;
  readonly mailCatcher: MailCatcher | null;
  /** Where people sign in; without configured keys it opens by itself, once. */
  readonly signIn: string;
  /** What an operator should know after the start, one sentence each. */
  readonly notices: readonly string[];
  /** Why the messages of a chat were answered as they were, by the id its sender gave it. */
  readonly explain: Explain;
  close(): Promise<void>;
}

type Clients = Pick<GatewayDeps, 'conversation' | 'ticketing' | 'notifications'>;

/**
 * All services in one process: the code that runs in production, on in-process links (docs/architecture.md).
 * @param time Of this machine when it is left out.
 */
export async function startProduct(
  config: StandaloneConfig,
  logger: Logger,
  time?: ProductTime,
  options: ProductOptions = {},
): Promise<Product> {
  const base = await layFoundations(config, logger, time);
  const { ticketing, notifications, conversation, gateway, settings, keys, standing, explain } = await assemble(
    base,
    options,
  );
  for (const service of [ticketing, notifications, conversation]) service.start();
  const url = await gateway.listen({ host: config.HOST, port: base.port });
  const reports = await standing.look(lookMsAtStart);
  standing.start();
  return {
    url,
    simulation: base.simulation,
    mailCatcher: base.mailCatcher,
    signIn: await signInAt(url, settings, { dataDir: config.DATA_DIR, now: base.time.now }),
    explain,
    notices: [
      ...startNotices(settings, keys),
      // What is wrong with the settings file is told by whoever read it.
      ...noticesOf(reports.filter(({ id }) => id !== 'env_file')),
      ...conversation.notices,
      ...base.notices,
    ],
    async close() {
      standing.stop();
      await gateway.close();
      await conversation.stop();
      await Promise.all([ticketing.stop(), notifications.stop()]);
      await base.close();
    },
  };
}

/** The start does not wait longer to say how things are; `/ready` and `/zoho/test` go on looking. */
const lookMsAtStart = 4_000;

export interface ProductOptions {
  /** `.env` as it was read. */
  readonly environmentFile?: string | null;
  /** Aborted when the product is to stop: `/ready` says so from then on. */
  readonly draining?: AbortSignal | undefined;
}

/** The services upon their foundations, and the gateway before them; nothing runs or listens yet. */
export async function assemble(
  base: Foundations,
  { environmentFile = null, draining }: ProductOptions = {},
  ticketingTime?: Parameters<typeof startTicketing>[1],
) {
  const { config } = base;
  const [ticketing, notifications] = await Promise.all([startTicketing(base, ticketingTime), startNotifications(base)]);
  const conversation = await startConversation(base, {
    ticketing: ticketing.client,
    notifications: notifications.client,
  });
  const keys = await loadDoorKeys(config, config.DATA_DIR);
  const settings = toSettings(config, { keys, simulated: base.simulated });
  const clients = {
    conversation: toConversationClient(conversation.client),
    ticketing: toTicketingClient(ticketing.client),
    notifications: toNotificationsClient(notifications.client),
  };
  const explain = explainBy(conversation.client);
  const standing = createStandingChecks({
    checks: standingList({
      ...clients,
      dataDir: config.DATA_DIR,
      publicUrl: config.PUBLIC_URL,
      environmentFile,
      deskOrigin: base.simulation === null ? base.connection.deskOrigin : null,
      simulated: base.simulated,
      mail: mailOf(base),
      nodeVersion: process.version,
      now: base.time.now,
    }),
  });
  const { gateway, callWebhook } = await buildGateway(base, settings, { ...clients, explain, standing, draining });
  return { explain, ticketing, notifications, conversation, gateway, callWebhook, settings, keys, clients, standing };
}

function mailOf({ config, mailCatcher }: Foundations): 'server' | 'caught' | 'none' {
  if (mailCatcher !== null) return 'caught';
  return config.SMTP_URL === undefined ? 'none' : 'server';
}

/** After a restore nobody stays signed in from before: what was issued since the backup is not known any more. */
async function sessionMaterial({ keys, stores }: Foundations): Promise<Uint8Array> {
  const mark = (await openRestoreMarks(stores.conversation).list()).at(-1);
  const [{ key }] = keys;
  return mark === undefined ? key : Buffer.concat([key, Buffer.from(mark.id)]);
}

type Settings = ReturnType<typeof toSettings>;

async function buildGateway(
  base: Foundations,
  settings: Settings,
  {
    explain,
    draining,
    ...clients
  }: Clients & {
    readonly explain: Explain;
    readonly standing: StandingChecks;
    readonly draining: AbortSignal | undefined;
  },
) {
  const { config, connection, logger } = base;
  const { now } = base.time;
  const app = Promise.withResolvers<GatewayApp>();
  // The playground's chat window proves itself like any integrator.
  const windowKey = randomBytes(24).toString('base64url');
  const callWebhook = createInjectFetch(app.promise, windowKey);
  const playground = base.playground === null ? null : await openPlayground(base.playground, { callWebhook, explain });
  const gateway = await buildApp({
    ...settings,
    ...clients,
    apiKeys: [...settings.apiKeys, toApiKey('agent', windowKey)],
    sessionSecret: sessionSecretFrom(await sessionMaterial(base)),
    loginCodes: settings.doors.onlyLocalKey ? openLoginCodes(config.DATA_DIR, now) : null,
    deskVerifier: createDeskJwtVerifier({
      getKey: deskKeys(connection.deskOrigin),
      orgId: connection.orgId,
      webhookId: config.ZOHO_DESK_WEBHOOK_ID,
      now,
    }),
    checks: { data_folder: createWriteProbe({ file: join(config.DATA_DIR, 'acebuddy.probe') }) },
    ...(draining === undefined ? {} : { draining }),
    shownSettings: shownSettings(config, Object.keys(standaloneConfigSchema.shape)),
    consoleFolder,
    redaction: base.redaction,
    keeps: openKeeps({ dataDir: config.DATA_DIR, keys: base.keys, logger }),
    logger,
    metrics: base.metricsOf('gateway'),
    now,
    newId: randomUUID,
    extraRoutes: playground === null ? [] : [playground],
  });
  app.resolve(gateway);
  return { gateway, callWebhook };
}
