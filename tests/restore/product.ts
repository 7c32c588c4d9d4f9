import { randomBytes } from 'node:crypto';
import { createLogger, parseConfig, takePorts } from '@acebuddy/service-kit';
import {
  type ServiceProcess,
  standaloneConfigSchema,
  startDistributed,
  startServiceProcess,
} from '@acebuddy/standalone';
import type { MailCatcher } from '@acebuddy/testkit/servers';
import type { ChaosZoho } from '../chaos/zoho.ts';

export type Topology = 'standalone' | 'distributed';
export type ProductEnvironment = Readonly<Record<string, string | undefined>>;

/** The product's processes beside a Zoho and a mail server that outlive them. */
export interface RunningProduct {
  readonly url: string;
  /** SIGKILL, all of them. */
  kill(): Promise<void>;
  stop(): Promise<void>;
}

/** What an operator would have set; nothing of it names a store. */
export function environmentOf(zoho: ChaosZoho, mail: MailCatcher, isQuick: boolean): ProductEnvironment {
  const { desk, origin } = zoho;
  return {
    PATH: process.env.PATH,
    NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE,
    ACEBUDDY_ENV_FILE: 'off',
    ZOHO_SIMULATED: '1',
    LOG_LEVEL: 'error',
    SUPPORT_EMAIL: 'support@example.com',
    MAIL_FROM: 'AceBuddy <support@example.com>',
    SMTP_URL: mail.url,
    ENCRYPTION_KEYS: `late:${randomBytes(32).toString('base64')}`,
    RATE_LIMIT_ADDRESS: '1000000',
    RATE_LIMIT_ADDRESS_CHARS: '100000000',
    ZOHO_DESK_URL: origin,
    ZOHO_ACCOUNTS_URL: origin,
    SALESIQ_URL: origin,
    ZOHO_CLIENT_ID: desk.credentials.clientId,
    ZOHO_CLIENT_SECRET: desk.credentials.clientSecret,
    ZOHO_REFRESH_TOKEN: desk.credentials.refreshToken,
    ZOHO_DESK_ORG_ID: desk.orgId,
    ZOHO_DESK_DEPARTMENT_ID: desk.departmentId,
    ...(isQuick ? { ZOHO_DESK_TIMEOUT_MS: '3000', ZOHO_DESK_LOOKS_S: '1,4,9' } : {}),
  };
}

const readyMsMax = 120_000;

export async function startProductOn(topology: Topology, env: ProductEnvironment): Promise<RunningProduct> {
  const processes = topology === 'standalone' ? [await startOne(env)] : await startFour(env);
  const url = processes.find(({ name }) => name === 'standalone' || name === 'gateway')?.url ?? '';
  return {
    url,
    kill: async () => void (await Promise.all(processes.map((one) => one.kill()))),
    stop: async () => void (await Promise.all(processes.map((one) => one.stop()))),
  };
}

async function startOne(env: ProductEnvironment): Promise<ServiceProcess> {
  const [port = 0] = await takePorts(0, 1);
  const started = startServiceProcess({
    name: 'standalone',
    url: `http://127.0.0.1:${port}`,
    env: { ...env, PORT: String(port) },
    keepRunning: false,
  });
  await started.ready(readyMsMax);
  return started;
}

async function startFour(env: ProductEnvironment): Promise<readonly ServiceProcess[]> {
  const { services } = await startDistributed({
    config: parseConfig(standaloneConfigSchema, { ...env, PORT: '0' }),
    env,
    internalToken: randomBytes(24).toString('hex'),
    simulate: false,
    restart: false,
    readyMsMax,
    logger: createLogger({ name: 'late-restore', level: 'error' }),
  });
  return services;
}
