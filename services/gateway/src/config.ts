import { isIP } from 'node:net';
import { parseSignatureKeys } from '@acebuddy/salesiq';
import { ConfigError, type Environment, parseConfig } from '@acebuddy/service-kit';
import { encryptionKeysSchema } from '@acebuddy/storage/sealing';
import { type DataCentre, parseDataCentre } from '@acebuddy/zoho-desk';
import { z } from 'zod';
import { parseApiKeys } from './access/api-keys.ts';
import { isLoopback } from './access/loopback.ts';

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

/** Scheme, host and port; no path (interfaces.md). */
export const originSchema = z
  .url({ protocol: /^https?$/, error: 'must be an origin such as https://desk.zoho.com' })
  .refine((text) => URL.canParse(text) && new URL(text).origin === text.replace(/\/$/, ''), 'must have no path')
  .transform((text) => new URL(text).origin);

const flag = z.stringbool();

function knownDataCentre(name: string): DataCentre {
  const known = parseDataCentre(name);
  if (known === null) throw new Error('is no data centre of Zoho: com, eu, in, com.au, jp, ca, com.cn, sa, …');
  return known;
}

/** `true`: whoever connects is a proxy. Otherwise addresses or networks of proxies, separated by commas. */
export function parseTrustProxy(text: string): boolean | readonly string[] {
  if (['true', '1', 'false', '0'].includes(text.trim())) return ['true', '1'].includes(text.trim());
  const proxies = text.split(',').map((part) => part.trim());
  return proxies.filter((part) => part !== '').map(checkNetwork);
}

function checkNetwork(network: string): string {
  const [address = '', bits] = network.split('/');
  const bitsMax = isIP(address) === 6 ? 128 : 32;
  if (isIP(address) === 0 || (bits !== undefined && !(/^\d+$/.test(bits) && Number(bits) <= bitsMax))) {
    throw new Error('must be true, or addresses and networks such as 10.0.0.0/8, separated by commas');
  }
  return network;
}

/** What the gateway reads from the environment, whichever program it runs in. */
export const gatewayEnvironmentSchema = z.object({
  HOST: z.string().default('127.0.0.1'),
  PORT: whole(0, 65_535).default(8_000),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
  API_KEYS: parsed(parseApiKeys).default([]),
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

/** The gateway on its own: it must know the other services, and nobody may reach it without a key. */
const distributedSchema = gatewayEnvironmentSchema.extend({
  CONVERSATION_URL: originSchema,
  TICKETING_URL: originSchema,
  NOTIFICATIONS_URL: originSchema,
  INTERNAL_TOKEN: z.string().min(24, 'must have at least 24 characters'),
  DATA_DIR: z.string().default('./data'),
  ENCRYPTION_KEYS: encryptionKeysSchema.optional(),
});
export type DistributedEnvironment = z.output<typeof distributedSchema>;

/**
 * Reads the environment of a gateway that runs on its own. Bound to anything but this machine's own addresses it refuses to
 * start without `API_KEYS` and `SALESIQ_PUBLIC_KEYS`.
 */
export function readConfig(env: Environment): DistributedEnvironment {
  const config = parseConfig(distributedSchema, env);
  if (isLoopback(config.HOST)) return config;
  const missing = [
    ...(config.API_KEYS.length === 0 ? [`API_KEYS is not set, and HOST is open to others`] : []),
    ...(config.SALESIQ_PUBLIC_KEYS.length === 0 ? [`SALESIQ_PUBLIC_KEYS is not set, and HOST is open to others`] : []),
  ];
  if (missing.length > 0) throw new ConfigError(missing);
  return config;
}
