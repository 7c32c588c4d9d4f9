import { z } from 'zod';

const origin = z.url({ protocol: /^https?$/ });
const digits = z.string().regex(/^\d{1,19}$/, 'must be digits');
const flag = z.stringbool().default(false);

/** Everything that can be set from outside; `.env.example` has a line on each (interfaces.md, "Environment"). */
export const standaloneConfigSchema = z
  .object({
    HOST: z.string().default('127.0.0.1'),
    PORT: z.coerce.number().int().min(0).max(65_535).default(8000),
    MONGODB_URI: z.string().optional(),
    DATA_DIR: z.string().default('./data'),
    ZOHO_DESK_API_KEY: z.string().optional(),
    ZOHO_CLIENT_ID: z.string().optional(),
    ZOHO_CLIENT_SECRET: z.string().optional(),
    ZOHO_REFRESH_TOKEN: z.string().optional(),
    ZOHO_DESK_ORG_ID: digits.optional(),
    ZOHO_DESK_DEPARTMENT_ID: digits.optional(),
    ZOHO_DC: z.string().default('com'),
    ZOHO_DESK_URL: origin.optional(),
    ZOHO_ACCOUNTS_URL: origin.optional(),
    SALESIQ_URL: origin.optional(),
    ZOHO_DESK_CONFIG: z.string().default('zoho_desk_config.json'),
    SALESIQ_PUBLIC_KEYS: z.string().optional(),
    SALESIQ_SCREEN_NAME: z.string().optional(),
    SMTP_URL: z.url({ protocol: /^smtps?$/ }).optional(),
    MAIL_FROM: z.string().optional(),
    SUPPORT_EMAIL: z.email().default('support@example.com'),
    SUPPORT_PHONE: z.string().optional(),
    API_KEYS: z.string().optional(),
    ENCRYPTION_KEYS: z.string().optional(),
    PUBLIC_URL: origin.optional(),
    WORKFLOWS_DIR: z.string().optional(),
    KNOWLEDGE_DIR: z.string().optional(),
    DIRECTORY_FILE: z.string().optional(),
    DIRECTORY_URL: z.url().optional(),
    DIRECTORY_TOKEN: z.string().optional(),
    TRUST_PROXY: flag,
    LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
  })
  .superRefine((config, context) => {
    for (const problem of credentialProblems(config)) context.addIssue({ code: 'custom', ...problem });
  });
export type StandaloneConfig = z.output<typeof standaloneConfigSchema>;

const oauthNames = ['ZOHO_CLIENT_ID', 'ZOHO_CLIENT_SECRET', 'ZOHO_REFRESH_TOKEN'] as const;

type Credentials = Partial<Record<(typeof oauthNames)[number] | 'ZOHO_DESK_API_KEY' | 'ZOHO_DESK_ORG_ID', string>>;

/** Half a set of credentials is a mistake, not a wish for the simulator. */
function credentialProblems(config: Credentials): { path: string[]; message: string }[] {
  const given = oauthNames.filter((name) => config[name] !== undefined);
  const missing = oauthNames.filter((name) => config[name] === undefined);
  const problems =
    given.length > 0 && missing.length > 0
      ? missing.map((name) => ({ path: [name], message: `is missing, while ${given.join(' and ')} is set` }))
      : [];
  const real = config.ZOHO_DESK_API_KEY !== undefined || given.length > 0;
  if (real && config.ZOHO_DESK_ORG_ID === undefined)
    problems.push({ path: ['ZOHO_DESK_ORG_ID'], message: 'is missing: the Desk organisation id (Setup → API in Desk)' });
  return problems;
}

/** No credentials: the simulator takes Zoho's place. */
export function isSimulated(config: StandaloneConfig): boolean {
  return config.ZOHO_DESK_API_KEY === undefined && config.ZOHO_REFRESH_TOKEN === undefined;
}
