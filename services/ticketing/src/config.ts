import type { DeskConfig } from '@acebuddy/contracts';
import { ConfigError, drainingShape, tracingShape } from '@acebuddy/service-kit';
import { encryptionKeysSchema } from '@acebuddy/storage';
import { parseDataCentre, resolveOrigins } from '@acebuddy/zoho-desk';
import { z } from 'zod';
import type { ZohoConnection } from './adapters/connect-zoho.ts';
import { defaultWorkSettings, type WorkSettings } from './domain/settings.ts';

const digits = z.string().regex(/^\d{1,19}$/, 'must be digits');
const oauthNames = ['ZOHO_CLIENT_ID', 'ZOHO_CLIENT_SECRET', 'ZOHO_REFRESH_TOKEN'] as const;

/** Environment of the connection to Zoho Desk (`.env.example` has a line on each). */
export const zohoConnectionShape = {
  ZOHO_DESK_API_KEY: z.string().optional(),
  ZOHO_CLIENT_ID: z.string().optional(),
  ZOHO_CLIENT_SECRET: z.string().optional(),
  ZOHO_REFRESH_TOKEN: z.string().optional(),
  ZOHO_DESK_ORG_ID: digits,
  ZOHO_DESK_DEPARTMENT_ID: digits.optional(),
  ZOHO_DC: z.string().default('com'),
  ZOHO_DESK_URL: z.string().optional(),
  ZOHO_ACCOUNTS_URL: z.string().optional(),
  /** This replica's share of the portal's concurrent calls. */
  ZOHO_DESK_CONCURRENCY: z.coerce.number().int().min(1).max(25).default(4),
  ZOHO_DESK_CREDITS_ALARM: z.coerce.number().int().min(0).default(2_000),
  /** Longest wait for one answer of Desk, milliseconds. */
  ZOHO_DESK_TIMEOUT_MS: z.coerce.number().int().min(500).max(60_000).optional(),
  /**
   * Seconds after a call without an answer at which its effect is looked for, ascending, separated by commas. Only the last
   * look may conclude that there is none, so it must come after the portal's search index has caught up.
   */
  ZOHO_DESK_LOOKS_S: z
    .string()
    .regex(/^\d+(\.\d+)?(,\d+(\.\d+)?){1,9}$/, 'must be two to ten numbers of seconds, separated by commas')
    .transform((text) => text.split(',').map((seconds) => Number(seconds) * 1_000))
    .optional(),
};

/** Environment of the ticketing service when it runs alone. */
export const ticketingConfigSchema = z
  .object({
    ...tracingShape,
    ...drainingShape,
    TICKETING_HOST: z.string().default('127.0.0.1'),
    TICKETING_PORT: z.coerce.number().int().min(0).max(65_535).default(8002),
    MONGODB_URI: z.string().optional(),
    DATA_DIR: z.string().default('./data'),
    ENCRYPTION_KEYS: encryptionKeysSchema,
    INTERNAL_TOKEN: z.string().min(24, 'must have at least 24 characters'),
    ZOHO_DESK_CONFIG: z.string().optional(),
    LOG_LEVEL: z.string().default('info'),
    RETENTION_TICKETING_DAYS: z.coerce.number().int().min(1).max(36_500).default(180),
    /** The addresses below lead to the simulator: said in every answer about Desk. */
    ZOHO_SIMULATED: z.stringbool().default(false),
    ...zohoConnectionShape,
  })
  .superRefine(
    (config, context) => {
      if (config.ZOHO_DESK_API_KEY !== undefined) return;
      for (const name of oauthNames.filter((variable) => config[variable] === undefined)) {
        const message = 'is not set (ZOHO_DESK_API_KEY alone is enough to try things out)';
        context.addIssue({ code: 'custom', path: [name], message });
      }
    },
    // Also when other variables are wrong: all problems are told at once.
    { when: () => true },
  );
export type TicketingConfig = z.output<typeof ticketingConfigSchema>;
/** The part of the environment that a connection needs. */
type ConnectionEnvironment = Pick<TicketingConfig, keyof typeof zohoConnectionShape>;

/** The connection that environment and file describe together; throws `ConfigError` with all that is wrong. */
export function toZohoConnection(env: ConnectionEnvironment, file: DeskConfig): ZohoConnection {
  const problems: string[] = [];
  const departmentId = file.department_id ?? env.ZOHO_DESK_DEPARTMENT_ID;
  if (departmentId === undefined) {
    problems.push('ZOHO_DESK_DEPARTMENT_ID is not set (nor department_id in ZOHO_DESK_CONFIG)');
  }
  const dataCentre = parseDataCentre(env.ZOHO_DC);
  if (dataCentre === null) problems.push('ZOHO_DC is none of Zoho’s data centres (com, eu, in, com.au, jp, ca, …)');
  if (departmentId === undefined || dataCentre === null) throw new ConfigError(problems);
  return {
    ...toOrigins(dataCentre, env),
    orgId: env.ZOHO_DESK_ORG_ID,
    departmentId,
    credentials: toCredentials(env),
    concurrency: env.ZOHO_DESK_CONCURRENCY,
    creditsAlarmBelow: env.ZOHO_DESK_CREDITS_ALARM,
  };
}

function toOrigins(dataCentre: Parameters<typeof resolveOrigins>[0], env: ConnectionEnvironment) {
  try {
    const origins = resolveOrigins(dataCentre, { deskUrl: env.ZOHO_DESK_URL, accountsUrl: env.ZOHO_ACCOUNTS_URL });
    return { deskOrigin: origins.desk, accountsOrigin: origins.accounts };
  } catch (error) {
    throw new ConfigError([error instanceof Error ? error.message : 'ZOHO_DESK_URL cannot be used']);
  }
}

function toCredentials(env: ConnectionEnvironment): ZohoConnection['credentials'] {
  const { ZOHO_CLIENT_ID: clientId, ZOHO_CLIENT_SECRET: clientSecret, ZOHO_REFRESH_TOKEN: refreshToken } = env;
  if (clientId !== undefined && clientSecret !== undefined && refreshToken !== undefined) {
    return { clientId, clientSecret, refreshToken };
  }
  return { apiKey: env.ZOHO_DESK_API_KEY ?? '' };
}

/** The ledger's times as the environment changes them; what is not set stays as it is by default. */
export function toWorkSettings(
  env: Pick<ConnectionEnvironment, 'ZOHO_DESK_TIMEOUT_MS' | 'ZOHO_DESK_LOOKS_S'>,
): Partial<WorkSettings> {
  const { ZOHO_DESK_TIMEOUT_MS: callTimeoutMs, ZOHO_DESK_LOOKS_S: looksMs } = env;
  const { leaseMs, leaseMarginMs, indexAfterMs } = defaultWorkSettings;
  const looks = looksMs?.map((afterMs) => ({ afterMs }));
  return {
    ...(callTimeoutMs === undefined
      ? {}
      : { callTimeoutMs, leaseMs: Math.max(leaseMs, callTimeoutMs + 2 * leaseMarginMs) }),
    ...(looks === undefined
      ? {}
      : {
          createLooks: looks,
          changeLooks: looks,
          indexAfterMs: Math.min(indexAfterMs, looks.at(-1)?.afterMs ?? indexAfterMs),
        }),
  };
}
