import type { DeskConfig } from '@acebuddy/contracts';
import { createMetrics, type Logger, type Metrics, readDeskConfig } from '@acebuddy/service-kit';
import type { Database, EncryptionKeys } from '@acebuddy/storage';
import type { ZohoConnection } from '@acebuddy/ticketing';
import { isSimulated, type StandaloneConfig } from '../config.ts';
import { loadEncryptionKeys } from '../data-keys.ts';
import { type MailCatcher, startMailCatcher } from '../mail-catcher.ts';
import { openStores, type ServiceName } from '../stores.ts';
import { takePorts } from '../take-ports.ts';
import { realConnection, simulatedConnection } from '../zoho-connection.ts';
import { startZohoSimulation, type ZohoSimulation } from '../zoho-simulation.ts';

/** What every service stands on: settings, stores, keys, and what takes the place of Zoho and the mail server. */
export interface Foundations {
  readonly config: StandaloneConfig;
  readonly desk: DeskConfig;
  readonly keys: EncryptionKeys;
  /** Set when the keys were made in this start. */
  readonly newKeyFile: string | null;
  readonly stores: Record<ServiceName, Database>;
  readonly connection: ZohoConnection;
  readonly simulation: ZohoSimulation | null;
  readonly mailCatcher: MailCatcher | null;
  readonly port: number;
  readonly logger: Logger;
  /** One registry for the process, a label for each service. */
  metricsOf(service: string): Metrics;
  close(): Promise<void>;
}

const simulatedPollSeconds = 4;
/** The playground's customer has somebody who approves, so that this can be tried as well. */
const simulatedPoc = { company: 'Company', name: 'Pat Owner', email: 'owner@company.com', domains: ['company.com'] };

export async function layFoundations(config: StandaloneConfig, logger: Logger): Promise<Foundations> {
  const [{ keys, file, created }, desk, simulation, mailCatcher, stores, [port = config.PORT]] = await Promise.all([
    loadEncryptionKeys(config.ENCRYPTION_KEYS, config.DATA_DIR),
    readDeskConfig(config.ZOHO_DESK_CONFIG),
    isSimulated(config) ? startZohoSimulation({ dataDir: config.DATA_DIR }) : null,
    config.SMTP_URL === undefined ? startMailCatcher() : null,
    openStores(config),
    takePorts(config.PORT, 1),
  ]);
  const { registry } = createMetrics({ service: 'standalone' });
  return {
    config,
    desk: simulation === null ? desk : forSimulation(desk),
    keys,
    newKeyFile: created ? file : null,
    stores,
    connection: simulation === null ? realConnection(config, desk) : simulatedConnection(simulation),
    simulation,
    mailCatcher,
    port,
    logger,
    metricsOf: (service) => createMetrics({ service, registry }),
    async close() {
      await Promise.all([simulation?.close(), mailCatcher?.close()]);
      await Promise.all(Object.values(stores).map((store) => store.close()));
    },
  };
}

/** The simulated desk costs no credits: an agent's answer is looked for every few seconds. */
function forSimulation(desk: DeskConfig): DeskConfig {
  return {
    ...desk,
    poll_seconds: Math.min(desk.poll_seconds, simulatedPollSeconds),
    pocs: desk.pocs.length === 0 ? [simulatedPoc] : desk.pocs,
  };
}
