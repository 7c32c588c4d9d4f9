import { isIP } from 'node:net';
import { parseSignatureKeys } from '@acebuddy/salesiq';
import { drainingShape, type Environment, parseConfig, tracingShape } from '@acebuddy/service-kit';
import { encryptionKeysSchema } from '@acebuddy/storage/sealing';
import { type DataCentre, dataCentres, parseDataCentre } from '@acebuddy/zoho-desk';
import { z } from 'zod';
import { parseApiKeys } from './access/api-keys.ts';
import { isLoopback } from './access/loopback-address.ts';

/** A parser whose complaint becomes the variable's problem. */
const parsed = <T>(parse: (text: string) => T) =>
  z.string().transform((text, context) => {
    try {
      return parse(text);
    } catch (error) {
      context.addIssue({ code: 'custom', message: error instanceof Error ? error.message : 'cannot be read' });
      return z.NEVER;
    }
  });

const whole = (min: number, max: number) => z.coerce.number().int().min(min).max(max);
const perMinute = whole(1, 100_000_000);

/** Scheme, host and port; no path (`.env.example`). */
export const originSchema = z
  .url({ protocol: /^https?$/, error: 'must be an address such as https://host.example', abort: true })
  .refine((text) => URL.canParse(text) && new URL(text).origin === text.replace(/\/$/, ''), 'must have no path')
  .transform((text) => new URL(text).origin);

const flag = z.stringbool();

function knownDataCentre(name: string): DataCentre {
  const known = parseDataCentre(name);
  if (known === null) throw new Error(`is no data centre of Zoho: ${Object.keys(dataCentres).join(', ')}`);
  return known;
}

/**
 * How many proxies stand in front, one after another (`1`, the same as `true`: one), or their addresses and networks,
 * separated by commas. What came to the first of them was written by the caller and is not believed.
 */
function parseTrustProxy(text: string): false | number | readonly string[] {
  const said = text.trim().toLowerCase();
  if (said === 'false') return false;
  if (said === 'true') return 1;
  if (/^\d{1,2}$/.test(said)) return Number(said) === 0 ? false : Number(said);
  const proxies = text.split(',').map((part) => part.trim());
  return proxies.filter((part) => part !== '').map(checkNetwork);
}

function checkNetwork(network: string): string {
  const [address = '', bits] = network.split('/');
  const bitsMax = isIP(address) === 6 ? 128 : 32;
  if (isIP(address) === 0 || (bits !== undefined && !(/^\d+$/.test(bits) && Number(bits) <= bitsMax))) {
    throw new Error('must be a number of proxies, or addresses and networks such as 10.0.0.0/8, separated by commas');
  }
  return network;
}

/** What the gateway reads from the environment, whichever program it runs in. */
export const gatewayEnvironmentSchema = z.object({
  ...tracingShape,
  ...drainingShape,
  HOST: z.string().default('127.0.0.1'),
  PORT: whole(0, 65_535).default(8_000),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
  API_KEYS: parsed(parseApiKeys).default([]),
  ACEBUDDY_LOCAL_KEY: z
    .string()
    .regex(/^\S{1,500}$/, 'must be one word')
    .optional(),
  ZOHO_SIMULATED: flag.default(false),
  ALLOW_UNSIGNED: flag.default(false),
  PUBLIC_URL: originSchema.optional(),
  TRUST_PROXY: parsed(parseTrustProxy).default(false),
  SALESIQ_PUBLIC_KEYS: parsed(parseSignatureKeys).default([]),
  SALESIQ_SCREEN_NAME: z.string().optional(),
  SALESIQ_FORWARD_DEPARTMENT: z.string().max(200).optional(),
  SALESIQ_STRICT_LENGTH: flag.default(false),
  SALESIQ_SILENT_TURN: z.enum(['acknowledge', 'empty']).default('acknowledge'),
  SUPPORT_EMAIL: z.email().optional(),
  SUPPORT_PHONE: z.string().max(50).optional(),
  RATE_LIMIT_VISITOR: perMinute.default(120),
  RATE_LIMIT_ADDRESS: perMinute.default(600),
  RATE_LIMIT_TOTAL: perMinute.default(300_000),
  RATE_LIMIT_VISITOR_CHARS: perMinute.default(150_000),
  RATE_LIMIT_ADDRESS_CHARS: perMinute.default(1_000_000),
  RATE_LIMIT_TOTAL_CHARS: perMinute.default(30_000_000),
  REPLY_BUDGET_MS: whole(500, 4_500).default(3_200),
  ZOHO_DESK_ORG_ID: z
    .string()
    .regex(/^\d{1,19}$/, 'must be digits')
    .optional(),
  ZOHO_DESK_WEBHOOK_ID: z.string().max(100).optional(),
  ZOHO_DC: parsed(knownDataCentre).default('com'),
  ZOHO_DESK_URL: originSchema.optional(),
});
export type GatewayEnvironment = z.output<typeof gatewayEnvironmentSchema>;

/** A problem with one variable, as zod takes it. */
export interface SettingProblem {
  readonly path: string[];
  readonly message: string;
}

/**
 * What is wrong with who may reach the gateway, alone or with the other services in one process: without keys it listens on
 * this machine's own addresses, and what is for trying out is for them, too.
 */
export function doorProblems(
  config: Pick<GatewayEnvironment, 'HOST' | 'API_KEYS' | 'ALLOW_UNSIGNED'>,
): SettingProblem[] {
  if (isLoopback(config.HOST)) return [];
  const keys = {
    path: ['API_KEYS'],
    message:
      'is not set, and HOST is open to others: set role:key pairs, for example admin:<32 characters that nobody guesses>, or leave HOST at 127.0.0.1',
  };
  return [
    ...(config.API_KEYS.length === 0 ? [keys] : []),
    ...(config.ALLOW_UNSIGNED ? [onLoopbackOnly('ALLOW_UNSIGNED')] : []),
  ];
}

export function onLoopbackOnly(name: string): SettingProblem {
  return { path: [name], message: 'is for trying out: HOST must be an address of this machine, such as 127.0.0.1' };
}

/** The gateway on its own: it must know the other services. */
export const distributedSchema = gatewayEnvironmentSchema
  .extend({
    CONVERSATION_URL: originSchema,
    TICKETING_URL: originSchema,
    NOTIFICATIONS_URL: originSchema,
    INTERNAL_TOKEN: z.string().min(24, 'must have at least 24 characters'),
    DATA_DIR: z.string().default('./data'),
    ENCRYPTION_KEYS: encryptionKeysSchema.optional(),
  })
  .superRefine((config, context) => {
    for (const problem of doorProblems(config)) context.addIssue({ code: 'custom', ...problem });
  });
export type DistributedEnvironment = z.output<typeof distributedSchema>;

/** Reads the environment of a gateway that runs on its own. */
export function readConfig(env: Environment): DistributedEnvironment {
  return parseConfig(distributedSchema, env);
}
