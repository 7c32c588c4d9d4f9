import { salesiqOriginOf } from '@acebuddy/salesiq';
import { ConfigError, drainingShape, tracingShape } from '@acebuddy/service-kit';
import { encryptionKeysSchema } from '@acebuddy/storage';
import { parseDataCentre, resolveOrigins } from '@acebuddy/zoho-desk';
import { z } from 'zod';
import type { SalesiqConnection } from './adapters/connect-salesiq.ts';
import type { WatchSettings } from './alerts/watch.ts';
import { type CodeCapSettings, defaultCodeCaps } from './domain/code-caps.ts';

const origin = z.url({ protocol: /^https?$/, error: 'must be an origin such as https://salesiq.zoho.com' });

const most = z.coerce.number().int().min(1);

/** Caps on one-time codes, wherever the service runs. */
export const codeCapsShape = {
  CODE_ADDRESSES_PER_CHAT: most.default(defaultCodeCaps.addressesPerChat),
  CODES_PER_VISITOR_PER_DAY: most.default(defaultCodeCaps.perVisitorPerDay),
  CODES_PER_NETWORK_PER_DAY: most.default(defaultCodeCaps.perNetworkPerDay),
  STRANGER_CODES_PER_HOUR: most.default(defaultCodeCaps.strangersPerHour),
};

/** Mails to the lead, wherever the service runs. */
export const watchShape = {
  LEAD_EMAIL: z.email().optional(),
  ALERT_MAILS: z.stringbool().default(true),
  WEEKLY_MAIL: z.stringbool().default(true),
};

/** What needs attention is told to the lead, who is whoever reads the support address unless one is named. */
export function toWatchSettings(
  config: z.output<z.ZodObject<typeof watchShape>> & { readonly SUPPORT_EMAIL: string },
): Omit<WatchSettings, 'zone'> {
  return { alerts: config.ALERT_MAILS, weekly: config.WEEKLY_MAIL, lead: config.LEAD_EMAIL ?? config.SUPPORT_EMAIL };
}

export function toCodeCaps(config: z.output<z.ZodObject<typeof codeCapsShape>>): CodeCapSettings {
  return {
    addressesPerChat: config.CODE_ADDRESSES_PER_CHAT,
    perVisitorPerDay: config.CODES_PER_VISITOR_PER_DAY,
    perNetworkPerDay: config.CODES_PER_NETWORK_PER_DAY,
    strangersPerHour: config.STRANGER_CODES_PER_HOUR,
  };
}

/** Environment of the notifications service when it runs alone. */
export const notificationsConfigSchema = z.object({
  ...tracingShape,
  ...drainingShape,
  NOTIFICATIONS_HOST: z.string().default('127.0.0.1'),
  NOTIFICATIONS_PORT: z.coerce.number().int().min(0).max(65_535).default(8003),
  MONGODB_URI: z.string().optional(),
  DATA_DIR: z.string().default('./data'),
  ENCRYPTION_KEYS: encryptionKeysSchema,
  INTERNAL_TOKEN: z.string().min(24, 'must have at least 24 characters'),
  SMTP_URL: z.url({ protocol: /^smtps?$/, error: 'must look like smtp://user:password@host:587' }).optional(),
  ZOHO_SIMULATED: z.stringbool().default(false),
  MAIL_FROM: z.string().min(3),
  SUPPORT_EMAIL: z.email(),
  SUPPORT_PHONE: z.string().optional(),
  PUBLIC_URL: origin,
  ZOHO_DESK_CONFIG: z.string().optional(),
  SALESIQ_SCREEN_NAME: z.string().optional(),
  SALESIQ_URL: origin.optional(),
  SALESIQ_STRICT_LENGTH: z.stringbool().default(false),
  ZOHO_DC: z.string().default('com'),
  ZOHO_DESK_API_KEY: z.string().optional(),
  ZOHO_CLIENT_ID: z.string().optional(),
  ZOHO_CLIENT_SECRET: z.string().optional(),
  ZOHO_REFRESH_TOKEN: z.string().optional(),
  ZOHO_ACCOUNTS_URL: origin.optional(),
  MAILS_PER_ADDRESS_PER_HOUR: z.coerce.number().int().min(1).default(60),
  CODES_PER_ADDRESS_PER_HOUR: z.coerce.number().int().min(1).default(8),
  ...codeCapsShape,
  ...watchShape,
  RETENTION_DELIVERY_DAYS: z.coerce.number().int().min(1).max(36_500).default(90),
  LOG_LEVEL: z.string().default('info'),
});
export type NotificationsConfig = z.output<typeof notificationsConfigSchema>;

/** SalesIQ's REST API as configured; null without `SALESIQ_SCREEN_NAME`. Throws `ConfigError` when half of it is missing. */
export function toSalesiqConnection(config: NotificationsConfig): SalesiqConnection | null {
  const { SALESIQ_SCREEN_NAME: screenName } = config;
  if (screenName === undefined) return null;
  const dataCentre = parseDataCentre(config.ZOHO_DC);
  const salesiq = config.SALESIQ_URL ?? salesiqOriginOf(config.ZOHO_DC);
  if (dataCentre === null || salesiq === undefined)
    throw new ConfigError(['ZOHO_DC: SALESIQ_URL must be set in a data centre where SalesIQ has no known address']);
  const { accounts } = resolveOrigins(dataCentre, { accountsUrl: config.ZOHO_ACCOUNTS_URL });
  return {
    origin: salesiq,
    screenName,
    strictLength: config.SALESIQ_STRICT_LENGTH,
    accountsOrigin: accounts,
    credentials: credentialsOf(config),
  };
}

function credentialsOf(config: NotificationsConfig): SalesiqConnection['credentials'] {
  const { ZOHO_CLIENT_ID: clientId, ZOHO_CLIENT_SECRET: clientSecret, ZOHO_REFRESH_TOKEN: refreshToken } = config;
  if (clientId !== undefined && clientSecret !== undefined && refreshToken !== undefined)
    return { clientId, clientSecret, refreshToken };
  if (config.ZOHO_DESK_API_KEY !== undefined) return { apiKey: config.ZOHO_DESK_API_KEY };
  throw new ConfigError([
    'SALESIQ_SCREEN_NAME is set, but ZOHO_CLIENT_ID, ZOHO_CLIENT_SECRET and ZOHO_REFRESH_TOKEN are not',
  ]);
}
