import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLogger, parseConfig, startTracing } from '@acebuddy/service-kit';
import {
  type CaughtMail,
  type Program,
  type ServiceName,
  type ServiceProcess,
  standaloneConfigSchema,
  startDistributed,
  startProduct,
  type ZohoSimulation,
} from '@acebuddy/standalone';
import { eventually } from '@acebuddy/testkit';
import { z } from 'zod';

export type TopologyName = 'standalone' | 'distributed';

/** The whole product, running, with a simulated Zoho and caught mails: what every end-to-end test talks to. */
export interface Topology {
  readonly name: TopologyName;
  readonly url: string;
  readonly zoho: ZohoSimulation;
  mails(): readonly CaughtMail[];
  /** Processes of the distributed topology; empty for standalone. */
  readonly services: readonly ServiceProcess[];
  [Symbol.asyncDispose](): Promise<void>;
}

export interface TopologyOptions {
  readonly name: TopologyName;
  /** MongoDB to use; SQLite in a temporary folder otherwise. */
  readonly mongodbUri?: string | undefined;
  /** Further environment, for example shorter times. */
  readonly env?: Readonly<Record<string, string>>;
  readonly replicas?: number;
}

const programsSchema = z.record(z.string(), z.tuple([z.string()], z.string()));

/** What the four services are run from, where `tests/images/main.ts` says so: command lines by service. Null: this checkout. */
function programsOfRun(): Readonly<Record<string, Program>> | null {
  const file = process.env.ACEBUDDY_E2E_PROGRAMS;
  return file === undefined ? null : programsSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
}

export async function startTopology({ name, mongodbUri, env = {}, replicas }: TopologyOptions): Promise<Topology> {
  const programs = programsOfRun();
  const dataDir = await mkdtemp(join(tmpdir(), 'acebuddy-e2e-'));
  const environment = { PORT: '0', DATA_DIR: dataDir, LOG_LEVEL: 'error', MONGODB_URI: mongodbUri, ...env };
  const config = parseConfig(standaloneConfigSchema, environment);
  const logger = createLogger({ name: 'e2e', level: 'error' });
  // The entries of the services do so by themselves.
  const stopTracing =
    name === 'standalone' ? await startTracing({ name: 'acebuddy', env: environment, logger }) : async () => undefined;
  const running =
    name === 'standalone'
      ? { ...(await startProduct(config, logger)), services: [] }
      : await startDistributed({
          config,
          env: { ...environment, PATH: process.env.PATH },
          internalToken: 'an internal token for tests only',
          simulate: true,
          restart: false,
          logger,
          ...(replicas === undefined ? {} : { replicas }),
          ...(programs === null ? {} : { programOf: (service: ServiceName): Program => programs[service] ?? [''] }),
        });
  const { simulation, mailCatcher, services } = running;
  if (simulation === null || mailCatcher === null) throw new TypeError('the topology must be simulated');
  return {
    name,
    url: running.url,
    zoho: simulation,
    mails: () => mailCatcher.mails(),
    services,
    async [Symbol.asyncDispose]() {
      await running.close();
      await stopTracing();
      // A reply that was late may still be noted down.
      await rm(dataDir, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

/** Waits for a mail to this address whose subject matches. */
export function mailTo(topology: Topology, address: string, subject: RegExp): Promise<CaughtMail> {
  return eventually(
    () => topology.mails().find((mail) => mail.to.includes(address) && subject.test(mail.subject)),
    10_000,
  );
}
