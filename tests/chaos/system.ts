import { randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { createLogger, parseConfig, takePorts } from '@acebuddy/service-kit';
import {
  type Program,
  type ServiceName,
  type ServiceProcess,
  standaloneConfigSchema,
  startDistributed,
  startServiceProcess,
} from '@acebuddy/standalone';
import { type MailCatcher, startMailCatcher } from '@acebuddy/testkit/servers';
import { type Balancer, createBalancer } from './balancer.ts';
import { localKey } from './local-key.ts';
import { type ChaosMongo, startMongo } from './mongo.ts';
import type { PlannedChat } from './plan.ts';
import { type ChaosZoho, startZoho } from './zoho.ts';

export interface Setting {
  readonly topology: 'standalone' | 'distributed';
  readonly store: 'SQLite' | 'MongoDB';
  /** Of each service; 1 for standalone. */
  readonly replicas: number;
}

/** The running product with the Zoho, mail server and MongoDB that it believes in. All processes of it can be killed. */
export interface System {
  /** Every gateway. */
  readonly urls: readonly string[];
  /** Before the gateways of `urls`. */
  readonly balancer: Balancer;
  readonly processes: readonly ServiceProcess[];
  readonly zoho: ChaosZoho;
  readonly mail: MailCatcher;
  readonly mongo: ChaosMongo | null;
  /** What the processes wrote, newest last. */
  readonly output: readonly string[];
  close(): Promise<void>;
}

const closeMsMax = 5_000;
const outputLinesMax = 20_000;
const readyMsMax = 300_000;

export interface SystemOptions {
  readonly setting: Setting;
  readonly random: () => number;
  readonly people: readonly PlannedChat[];
  readonly quick: boolean;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** What a service is run from to begin with. @default this release's main module */
  readonly programOf?: (name: ServiceName) => Program;
}

/** Null when the machine lacks what the setting needs. */
export async function startSystem(options: SystemOptions): Promise<System | null> {
  const { setting } = options;
  const mongo = setting.store === 'MongoDB' ? await startMongo(options.env) : null;
  if (setting.store === 'MongoDB' && mongo === null) return null;
  const dataDir = await mkdtemp(join(tmpdir(), 'acebuddy-chaos-'));
  const [zoho, mail] = await Promise.all([startZoho(options.random), startMailCatcher()]);
  const output: string[] = [];
  const onOutput = (name: string, text: string) => {
    for (const line of text.split('\n')) if (line !== '') output.push(`${name} ${line}`);
    output.splice(0, output.length - outputLinesMax);
  };
  const env = {
    ...(await environment(options, dataDir, zoho)),
    SMTP_URL: mail.url,
    MONGODB_URI: mongo?.uri,
  };
  const { urls, processes } =
    setting.topology === 'standalone'
      ? await startStandalone(env, onOutput)
      : await startServices(env, options, onOutput);
  // Each event twice; what a killed gateway does not hear is found by polling.
  await zoho.desk.webhooks.add({ url: `${urls[0]}/webhook/zoho-desk` });
  await zoho.desk.setWebhookMode({ repeat: 2 });
  return {
    urls,
    balancer: createBalancer(urls),
    processes,
    zoho,
    mail,
    mongo,
    output,
    async close() {
      await Promise.all(processes.map((process) => process.stop()));
      // A mail server waits for connections that a killed process left half open; nobody waits for it.
      const closing = Promise.allSettled([zoho.close(), mail.close(), mongo?.close()]);
      await Promise.race([closing, wait(closeMsMax)]);
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

async function environment({ people, quick, env, setting }: SystemOptions, dataDir: string, zoho: ChaosZoho) {
  const directory = join(dataDir, 'customers.json');
  const rows = people.map(({ name, email, index }) => ({
    name,
    email,
    user_name: `user${index}`,
    company: 'Chaos & Co',
  }));
  await writeFile(directory, JSON.stringify(rows));
  const { desk, origin, screenName } = zoho;
  return {
    PATH: env.PATH,
    NODE_COMPILE_CACHE: env.NODE_COMPILE_CACHE,
    ZOHO_SIMULATED: '1',
    ACEBUDDY_LOCAL_KEY: localKey,
    DATA_DIR: dataDir,
    LOG_LEVEL: 'warn',
    DIRECTORY_FILE: directory,
    SUPPORT_EMAIL: 'support@example.com',
    MAIL_FROM: 'AceBuddy <support@example.com>',
    // All callers come from one address here.
    RATE_LIMIT_ADDRESS: '1000000',
    RATE_LIMIT_ADDRESS_CHARS: '100000000',
    CODES_PER_NETWORK_PER_DAY: '1000000',
    ZOHO_DESK_URL: origin,
    ZOHO_ACCOUNTS_URL: origin,
    SALESIQ_URL: origin,
    SALESIQ_SCREEN_NAME: screenName,
    ZOHO_CLIENT_ID: desk.credentials.clientId,
    ZOHO_CLIENT_SECRET: desk.credentials.clientSecret,
    ZOHO_REFRESH_TOKEN: desk.credentials.refreshToken,
    ZOHO_DESK_ORG_ID: desk.orgId,
    ZOHO_DESK_DEPARTMENT_ID: desk.departmentId,
    ZOHO_DESK_CONCURRENCY: String(Math.floor(8 / setting.replicas)),
    // The short form does not wait minutes for the certainty that a lost call had no effect.
    ...(quick ? { ZOHO_DESK_TIMEOUT_MS: '3000', ZOHO_DESK_LOOKS_S: '1,4,9' } : {}),
  };
}

type Environment = Readonly<Record<string, string | undefined>>;
type OnOutput = (name: string, text: string) => void;

interface Started {
  readonly urls: string[];
  readonly processes: ServiceProcess[];
}

async function startStandalone(env: Environment, onOutput: OnOutput): Promise<Started> {
  const [port = 0] = await takePorts(0, 1);
  const url = `http://127.0.0.1:${port}`;
  const process = startServiceProcess({
    name: 'standalone',
    url,
    env: { ...env, PORT: String(port) },
    keepRunning: false,
    onOutput,
  });
  await process.ready(readyMsMax);
  return { urls: [url], processes: [process] };
}

async function startServices(env: Environment, { setting, programOf }: SystemOptions, onOutput: OnOutput) {
  const { services } = await startDistributed({
    config: parseConfig(standaloneConfigSchema, { ...env, PORT: '0' }),
    env,
    internalToken: randomBytes(24).toString('hex'),
    simulate: false,
    restart: false,
    replicas: setting.replicas,
    onOutput,
    ...(programOf === undefined ? {} : { programOf }),
    readyMsMax,
    logger: createLogger({ name: 'chaos', level: 'error' }),
  });
  return { urls: services.filter(({ name }) => name === 'gateway').map(({ url }) => url), processes: services };
}
