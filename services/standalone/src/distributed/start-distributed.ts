import type { Logger } from '@acebuddy/service-kit';
import type { StandaloneConfig } from '../config.ts';
import { loadEncryptionKeys } from '../data-keys.ts';
import { type MailCatcher, startMailCatcher } from '../mail-catcher.ts';
import { takePorts } from '../take-ports.ts';
import { startZohoSimulation, type ZohoSimulation } from '../zoho-simulation.ts';
import { type ServiceName, type ServiceProcess, startServiceProcess } from './service-process.ts';

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
  /** How long the services may take to be ready; 20 s by default. */
  readonly readyMsMax?: number;
}

export interface Distributed {
  /** The (first) gateway. */
  readonly url: string;
  readonly services: readonly ServiceProcess[];
  readonly simulation: ZohoSimulation | null;
  readonly mailCatcher: MailCatcher | null;
  close(): Promise<void>;
}

const readyMsMaxDefault = 20_000;

/** Each service in a process of its own, talking over the network (architecture.md, "Distributed"). */
export async function startDistributed(options: DistributedOptions): Promise<Distributed> {
  const { config } = options;
  const { keys } = await loadEncryptionKeys(config.ENCRYPTION_KEYS, config.DATA_DIR);
  const [simulation, mailCatcher] = await Promise.all([
    options.simulate ? startZohoSimulation({ dataDir: config.DATA_DIR }) : null,
    config.SMTP_URL === undefined ? startMailCatcher() : null,
  ]);
  const count = options.replicas ?? 1;
  const ports = await takePorts(config.PORT, count * 4);
  const url = (index: number) => `http://127.0.0.1:${ports[index]}`;
  const shared: Record<string, string | undefined> = {
    LOG_LEVEL: 'warn',
    ...options.env,
    DATA_DIR: config.DATA_DIR,
    INTERNAL_TOKEN: options.internalToken,
    ENCRYPTION_KEYS: keys.map(({ id, key }) => `${id}:${Buffer.from(key).toString('base64')}`).join(','),
    SUPPORT_EMAIL: config.SUPPORT_EMAIL,
    MAIL_FROM: config.MAIL_FROM ?? `AceBuddy <${config.SUPPORT_EMAIL}>`,
    PUBLIC_URL: config.PUBLIC_URL ?? url(0),
    SMTP_URL: config.SMTP_URL ?? mailCatcher?.url,
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
        url: at(service),
        env: { ...env, ...own },
        keepRunning: options.restart,
        ...(options.onOutput === undefined ? {} : { onOutput: options.onOutput }),
      });
    return [
      start('gateway', 0, { HOST: '127.0.0.1', PORT: port(0) }),
      start('conversation', 1, { CONVERSATION_PORT: port(1) }),
      start('ticketing', 2, { TICKETING_PORT: port(2) }),
      start('notifications', 3, { NOTIFICATIONS_PORT: port(3) }),
    ];
  }).flat();
  const close = async () => {
    await Promise.all(services.map((service) => service.stop()));
    await Promise.all([simulation?.close(), mailCatcher?.close()]);
  };
  try {
    await Promise.all(services.map((service) => service.ready(options.readyMsMax ?? readyMsMaxDefault)));
  } catch (error) {
    await close();
    throw error;
  }
  return { url: url(0), services, simulation, mailCatcher, close };
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
