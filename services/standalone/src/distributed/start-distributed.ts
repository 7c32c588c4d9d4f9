import { isIPv6 } from 'node:net';
import { noticesOf, runChecks } from '@acebuddy/checks';
import type { ConversationRouter } from '@acebuddy/conversation/router';
import {
  type DoorKeys,
  loadDoorKeys,
  type StandingListOptions,
  standingList,
  startNotices,
  toNotificationsClient,
  toSettings,
  toTicketingClient,
} from '@acebuddy/gateway';
import type { NotificationsRouter } from '@acebuddy/notifications';
import { createRemoteClient, type Logger, takePorts } from '@acebuddy/service-kit';
import type { TicketingRouter } from '@acebuddy/ticketing';
import { resolveOrigins } from '@acebuddy/zoho-desk';
import { isTrial, type StandaloneConfig } from '../config.ts';
import { renderEncryptionKeys } from '../data-keys.ts';
import { explainBy } from '../explain.ts';
import { type AgreedKeys, agreeOnKeys } from '../keeping/agree-on-keys.ts';
import { lockDataDir } from '../lock-data-dir.ts';
import type { MailCatcher } from '../mail-catcher.ts';
import { directoryFileOf } from '../playground/people.ts';
import { type ServedPlayground, servePlayground } from '../playground/serve-playground.ts';
import { takeTrialGround } from '../playground/trial-ground.ts';
import { systemTime } from '../product/time.ts';
import { signInAt } from '../sign-in-at.ts';
import { closeStores, openStores } from '../stores.ts';
import type { ZohoSimulation } from '../zoho-simulation.ts';
import { type Program, type ServiceName, type ServiceProcess, startServiceProcess } from './service-process.ts';

export interface DistributedOptions {
  readonly config: StandaloneConfig;
  /** Environment that the services inherit, before what is set for them here. */
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly internalToken: string;
  /** A simulated Zoho and a mail catcher run in this process and the services use them. */
  readonly simulate: boolean;
  readonly restart: boolean;
  readonly logger: Logger;
  /** More than one of each: their URLs are given to the others in turn. One by default. */
  readonly replicas?: number;
  readonly onOutput?: (name: ServiceName, text: string) => void;
  /** What a service is run from, for processes of another release. @default this release's main modules */
  readonly programOf?: (name: ServiceName) => Program;
  /** How long the services may take to be ready; 20 s by default. */
  readonly readyMsMax?: number;
}

export interface Distributed {
  /** The (first) gateway. */
  readonly url: string;
  readonly services: readonly ServiceProcess[];
  readonly simulation: ZohoSimulation | null;
  readonly mailCatcher: MailCatcher | null;
  /** Address of the page to try it; null with a real Zoho. */
  readonly playground: string | null;
  /** Where people sign in; without configured keys it opens by itself, once. */
  readonly signIn: string;
  /** What an operator should know after the start, one sentence each. */
  readonly notices: readonly string[];
  close(): Promise<void>;
}

/** Nobody waits longer to hear how things are. */
const lookMsAtStart = 4_000;
/** A busy or small machine starts four processes slowly. */
const readyMsMaxDefault = 60_000;

/** Each service in a process of its own, talking over the network (architecture.md, "Topologies"). */
export async function startDistributed(options: DistributedOptions): Promise<Distributed> {
  const lock = await lockDataDir(options.config.DATA_DIR);
  try {
    const running = await startServices(options);
    const close = async () => {
      await running.close();
      lock.release();
    };
    return { ...running, close };
  } catch (error) {
    lock.release();
    throw error;
  }
}

async function startServices(options: DistributedOptions): Promise<Distributed> {
  const { config } = options;
  const agreed = await keysOf(config);
  for (const notice of agreed.notices) options.logger.warn(notice);
  const doorKeys = await loadDoorKeys(config, config.DATA_DIR);
  const settings = toSettings(config, { keys: doorKeys, simulated: options.simulate || isTrial(config) });
  const count = options.replicas ?? 1;
  // The last one is the playground's: it stands beside what it shows, which is in this process.
  const ports = await takePorts(config.PORT, count * 4 + 1);
  const url = (index: number) => `http://127.0.0.1:${ports[index]}`;
  const gatewayUrl = (replica: number) => `http://${reachableHost(config.HOST)}:${ports[replica * 4]}`;
  const { playground: ground, mailCatcher } = await takeTrialGround({
    config,
    keys: agreed.keys,
    simulate: options.simulate,
    origin: url(count * 4),
    logger: options.logger,
    now: systemTime.now,
  });
  const simulation = ground?.simulation ?? null;
  const shared: Record<string, string | undefined> = {
    LOG_LEVEL: 'warn',
    ...options.env,
    DATA_DIR: config.DATA_DIR,
    INTERNAL_TOKEN: options.internalToken,
    ENCRYPTION_KEYS: renderEncryptionKeys(agreed.keys),
    SUPPORT_EMAIL: config.SUPPORT_EMAIL,
    MAIL_FROM: config.MAIL_FROM ?? `AceBuddy <${config.SUPPORT_EMAIL}>`,
    PUBLIC_URL: config.PUBLIC_URL ?? gatewayUrl(0),
    SMTP_URL: config.SMTP_URL ?? mailCatcher?.url,
    DIRECTORY_FILE: directoryFileOf(config) ?? undefined,
    ...(simulation === null ? {} : simulatedZoho(simulation)),
  };
  const services = Array.from({ length: count }, (_, replica) => {
    const at = (service: number) => url(replica * 4 + service);
    const port = (service: number) => String(ports[replica * 4 + service]);
    // Replica n of each service calls replica n of the others: what they share is the database.
    const addresses = { CONVERSATION_URL: at(1), TICKETING_URL: at(2), NOTIFICATIONS_URL: at(3) };
    const env = { ...shared, ...addresses };
    const start = (name: ServiceName, service: number, own: Record<string, string>) =>
      startServiceProcess({
        name,
        url: service === 0 ? gatewayUrl(replica) : at(service),
        env: { ...env, ...own },
        keepRunning: options.restart,
        ...(options.programOf === undefined ? {} : { program: options.programOf(name) }),
        ...(options.onOutput === undefined ? {} : { onOutput: options.onOutput }),
      });
    return [
      start('gateway', 0, { HOST: config.HOST, PORT: port(0), ...localKeyOf(doorKeys) }),
      start('conversation', 1, { CONVERSATION_PORT: port(1) }),
      start('ticketing', 2, { TICKETING_PORT: port(2) }),
      start('notifications', 3, { NOTIFICATIONS_PORT: port(3) }),
    ];
  }).flat();
  let playground: ServedPlayground | null = null;
  const close = async () => {
    await playground?.close();
    await Promise.all(services.map((service) => service.stop()));
    await Promise.all([simulation?.close(), mailCatcher?.close()]);
  };
  try {
    await Promise.all(services.map((service) => service.ready(options.readyMsMax ?? readyMsMaxDefault)));
    if (ground !== null)
      playground = await servePlayground(ground, {
        port: ports[count * 4] ?? 0,
        gateway: gatewayUrl(0),
        explain: explainBy(conversationAt(options.internalToken, url(1))),
        logger: options.logger,
      });
  } catch (error) {
    await close();
    throw error;
  }
  const signIn = await signInAt(gatewayUrl(0), settings, { dataDir: config.DATA_DIR, now: systemTime.now });
  // The gateway looks for itself and shows it; this is said to who started all of it, who reads no log.
  const reports = await runChecks(
    standingList({
      ...clientsAt(options.internalToken, { ticketing: url(2), notifications: url(3) }),
      dataDir: config.DATA_DIR,
      publicUrl: config.PUBLIC_URL,
      // Who read it has said what is wrong with it.
      environmentFile: null,
      deskOrigin: simulation === null ? resolveOrigins(config.ZOHO_DC, { deskUrl: config.ZOHO_DESK_URL }).desk : null,
      simulated: settings.doors.simulated,
      mail: mailCatcher === null ? 'server' : 'caught',
      nodeVersion: process.version,
      now: systemTime.now,
    }),
    lookMsAtStart,
  );
  const notices = [...startNotices(settings, doorKeys), ...noticesOf(reports), ...agreed.notices];
  return {
    url: gatewayUrl(0),
    services,
    simulation,
    mailCatcher,
    playground: playground?.url ?? null,
    signIn,
    notices,
    close,
  };
}

/** Where this machine finds what listens there. */
function reachableHost(host: string): string {
  if (host === '0.0.0.0' || host === '::') return '127.0.0.1';
  return isIPv6(host) ? `[${host}]` : host;
}

/** Looked at here as well, since one service alone cannot tell an emptied store from a first start. */
async function keysOf(config: StandaloneConfig): Promise<AgreedKeys> {
  const { ENCRYPTION_KEYS: configured, DATA_DIR: dataDir, ACCEPT_EMPTY_STORES: acceptEmpty } = config;
  const stores = await openStores({ ...config, exclusive: true });
  try {
    return await agreeOnKeys({ configured, dataDir, stores, acceptEmpty });
  } finally {
    await closeStores(stores);
  }
}

function conversationAt(internalToken: string, at: string) {
  return createRemoteClient<ConversationRouter>({ internalToken, timeoutMs: 10_000, name: 'conversation', url: at });
}

function clientsAt(
  internalToken: string,
  urls: { readonly ticketing: string; readonly notifications: string },
): Pick<StandingListOptions, 'ticketing' | 'notifications'> {
  const remote = { internalToken, timeoutMs: 10_000 };
  return {
    ticketing: toTicketingClient(
      createRemoteClient<TicketingRouter>({ ...remote, name: 'ticketing', url: urls.ticketing }),
    ),
    notifications: toNotificationsClient(
      createRemoteClient<NotificationsRouter>({ ...remote, name: 'notifications', url: urls.notifications }),
    ),
  };
}

/** All gateways take the same. */
function localKeyOf({ local }: DoorKeys): Record<string, string> {
  return local === null ? {} : { ACEBUDDY_LOCAL_KEY: local.key };
}

function simulatedZoho({ origin, desk, screenName }: ZohoSimulation): Record<string, string> {
  return {
    ZOHO_DESK_URL: origin,
    ZOHO_ACCOUNTS_URL: origin,
    SALESIQ_URL: origin,
    SALESIQ_SCREEN_NAME: screenName,
    ZOHO_CLIENT_ID: desk.credentials.clientId,
    ZOHO_CLIENT_SECRET: desk.credentials.clientSecret,
    ZOHO_REFRESH_TOKEN: desk.credentials.refreshToken,
    ZOHO_DESK_ORG_ID: desk.orgId,
    ZOHO_DESK_DEPARTMENT_ID: desk.departmentId,
    // Says in every answer that these tickets are not real.
    ZOHO_SIMULATED: 'true',
  };
}
