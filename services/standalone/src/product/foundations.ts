import type { DeskConfig } from '@acebuddy/contracts';
import { namedPaths } from '@acebuddy/conversation';
import { createRedactor, type Redactor } from '@acebuddy/redaction';
import {
  createMetrics,
  type Logger,
  type Metrics,
  readDeskConfig,
  requirePaths,
  takePorts,
} from '@acebuddy/service-kit';
import type { Database, EncryptionKeys } from '@acebuddy/storage';
import type { ZohoConnection } from '@acebuddy/ticketing';
import { isSimulated, isTrial, type StandaloneConfig } from '../config.ts';
import { agreeOnKeys } from '../keeping/agree-on-keys.ts';
import { lockDataDir } from '../lock-data-dir.ts';
import type { MailCatcher } from '../mail-catcher.ts';
import type { PlaygroundGround } from '../playground/open-playground.ts';
import { takeTrialGround } from '../playground/trial-ground.ts';
import type { ServiceName } from '../service-names.ts';
import { closeStores, openStores } from '../stores.ts';
import { realConnection, simulatedConnection } from '../zoho-connection.ts';
import type { ZohoSimulation } from '../zoho-simulation.ts';
import { type ProductTime, systemTime } from './time.ts';

/** What every service stands on: settings, stores, keys, and what takes the place of Zoho and the mail server. */
export interface Foundations {
  readonly config: StandaloneConfig;
  readonly desk: DeskConfig;
  readonly keys: EncryptionKeys;
  /** What the operator should know about keys and stores, one sentence each. */
  readonly notices: readonly string[];
  readonly stores: Record<ServiceName, Database>;
  readonly connection: ZohoConnection;
  readonly simulation: ZohoSimulation | null;
  /** Zoho is a simulated one, ours or another. */
  readonly simulated: boolean;
  readonly mailCatcher: MailCatcher | null;
  /** What the playground stands on; null with a real Zoho. */
  readonly playground: PlaygroundGround | null;
  readonly redaction: Redactor;
  readonly port: number;
  readonly logger: Logger;
  readonly time: ProductTime;
  /** One registry for the process, a label for each service. */
  metricsOf(service: string): Metrics;
  close(): Promise<void>;
}

const simulatedPollSeconds = 4;
/** The playground's customer has somebody who approves, so that this can be tried as well. */
const simulatedPoc = { company: 'Company', name: 'Pat Owner', email: 'owner@company.com', domains: ['company.com'] };

export async function layFoundations(
  config: StandaloneConfig,
  logger: Logger,
  time: ProductTime = systemTime,
): Promise<Foundations> {
  requirePaths([{ variable: 'ZOHO_DESK_CONFIG', path: config.ZOHO_DESK_CONFIG, kind: 'file' }, ...namedPaths(config)]);
  // The lock first: until it is held nothing of the folder may be touched.
  const ground = await takeGround(config);
  try {
    return await layUpon(ground, config, logger, time);
  } catch (error) {
    await ground.close();
    throw error;
  }
}

interface Ground extends Pick<Foundations, 'keys' | 'notices' | 'stores' | 'close'> {}

/** Data folder, stores and the keys that open them; whatever stands in the way leaves none of them open. */
async function takeGround(config: StandaloneConfig): Promise<Ground> {
  const lock = await lockDataDir(config.DATA_DIR);
  try {
    const stores = await openStores({ ...config, exclusive: true });
    try {
      const { ENCRYPTION_KEYS: configured, DATA_DIR: dataDir, ACCEPT_EMPTY_STORES: acceptEmpty } = config;
      const agreed = await agreeOnKeys({ configured, dataDir, stores, acceptEmpty });
      const close = async () => {
        await closeStores(stores);
        lock.release();
      };
      return { ...agreed, stores, close };
    } catch (error) {
      await closeStores(stores);
      throw error;
    }
  } catch (error) {
    lock.release();
    throw error;
  }
}

async function layUpon(
  ground: Ground,
  config: StandaloneConfig,
  logger: Logger,
  time: ProductTime,
): Promise<Foundations> {
  const [desk, [port = config.PORT]] = await Promise.all([
    readDeskConfig(config.ZOHO_DESK_CONFIG),
    takePorts(config.PORT, 1),
  ]);
  const { playground, mailCatcher } = await takeTrialGround({
    config,
    keys: ground.keys,
    simulate: isSimulated(config),
    origin: config.PUBLIC_URL ?? `http://${config.HOST}:${port}`,
    logger,
    now: time.now,
  });
  const simulation = playground?.simulation ?? null;
  const redaction = createRedactor();
  const { registry } = createMetrics({ service: 'standalone' });
  return {
    ...ground,
    config,
    desk: simulation === null ? desk : forSimulation(desk),
    connection: simulation === null ? realConnection(config, desk) : simulatedConnection(simulation),
    simulation,
    simulated: isTrial(config),
    mailCatcher,
    playground,
    redaction,
    port,
    logger,
    time,
    metricsOf: (service) => createMetrics({ service, registry }),
    async close() {
      await Promise.all([simulation?.close(), mailCatcher?.close(), redaction.close()]);
      await ground.close();
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
