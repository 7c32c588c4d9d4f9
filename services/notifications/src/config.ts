import { encryptionKeysSchema } from '@acebuddy/storage';
import { z } from 'zod';

const port = z.coerce.number().int().min(0).max(65_535);

/** Environment of the notifications service when it runs alone. */
export const notificationsConfigSchema = z.object({
  NOTIFICATIONS_HOST: z.string().default('127.0.0.1'),
  NOTIFICATIONS_PORT: port.default(8003),
  MONGODB_URI: z.string().optional(),
  DATA_DIR: z.string().default('./data'),
  ENCRYPTION_KEYS: encryptionKeysSchema,
  INTERNAL_TOKEN: z.string().min(24),
  SMTP_URL: z.url({ protocol: /^smtps?$/ }),
  MAIL_FROM: z.string().min(3),
  SUPPORT_EMAIL: z.email(),
  SUPPORT_PHONE: z.string().optional(),
  PUBLIC_URL: z.url({ protocol: /^https?$/ }),
  ZOHO_DESK_CONFIG: z.string().default('zoho_desk_config.json'),
  SALESIQ_SCREEN_NAME: z.string().optional(),
  SALESIQ_URL: z.url().optional(),
  ZOHO_DC: z.string().default('com'),
  ZOHO_CLIENT_ID: z.string().optional(),
  ZOHO_CLIENT_SECRET: z.string().optional(),
  ZOHO_REFRESH_TOKEN: z.string().optional(),
  ZOHO_ACCOUNTS_URL: z.url().optional(),
  LOG_LEVEL: z.string().default('info'),
});
export type NotificationsConfig = z.output<typeof notificationsConfigSchema>;
