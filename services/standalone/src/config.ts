import { llmEnvironmentShape } from '@acebuddy/conversation';
import { gatewayEnvironmentSchema, originSchema } from '@acebuddy/gateway';
import { encryptionKeysSchema } from '@acebuddy/storage';
import { zohoConnectionShape } from '@acebuddy/ticketing';
import { z } from 'zod';

/** The gateway reads these two already, and strictly. */
const { ZOHO_DC: _dataCentre, ZOHO_DESK_URL: _deskUrl, ...connection } = zohoConnectionShape;

const days = z.coerce.number().int().min(1).max(36_500);

/** Everything that can be set from outside; `.env.example` has a line on each (interfaces.md, "Environment"). */
export const standaloneConfigSchema = gatewayEnvironmentSchema
  .extend({
    MONGODB_URI: z.string().optional(),
    DATA_DIR: z.string().default('./data'),
    ...connection,
    ZOHO_DESK_ORG_ID: zohoConnectionShape.ZOHO_DESK_ORG_ID.optional(),
    SALESIQ_URL: originSchema.optional(),
    ZOHO_DESK_CONFIG: z.string().default('zoho_desk_config.json'),
    SMTP_URL: z.url({ protocol: /^smtps?$/, error: 'must look like smtp://user:password@host:587' }).optional(),
    MAIL_FROM: z.string().optional(),
    SUPPORT_EMAIL: z.email().default('support@example.com'),
    ENCRYPTION_KEYS: encryptionKeysSchema.optional(),
    PUBLIC_URL: originSchema.optional(),
    VISITOR_TICKETS_PER_HOUR: z.coerce.number().int().min(1).default(30),
    VISITOR_SESSIONS_PER_HOUR: z.coerce.number().int().min(1).default(60),
    RETENTION_TRANSCRIPT_DAYS: days.default(365),
    MAILS_PER_ADDRESS_PER_HOUR: z.coerce.number().int().min(1).default(60),
    CODES_PER_ADDRESS_PER_HOUR: z.coerce.number().int().min(1).default(8),
    RETENTION_DELIVERY_DAYS: days.default(90),
    RETENTION_TICKETING_DAYS: days.default(180),
    WORKFLOWS_DIR: z.string().optional(),
    KNOWLEDGE_DIR: z.string().optional(),
    DIRECTORY_FILE: z.string().optional(),
    DIRECTORY_URL: z.url({ protocol: /^https?$/ }).optional(),
    DIRECTORY_TOKEN: z.string().optional(),
    ...llmEnvironmentShape,
  })
  .superRefine((config, context) => {
    for (const problem of credentialProblems(config)) context.addIssue({ code: 'custom', ...problem });
  });
export type StandaloneConfig = z.output<typeof standaloneConfigSchema>;

const oauthNames = ['ZOHO_CLIENT_ID', 'ZOHO_CLIENT_SECRET', 'ZOHO_REFRESH_TOKEN'] as const;

type Credentials = Readonly<
  Partial<Record<(typeof oauthNames)[number] | 'ZOHO_DESK_API_KEY' | 'ZOHO_DESK_ORG_ID', string | undefined>>
>;

interface Problem {
  readonly path: string[];
  readonly message: string;
}

/** Half a set of credentials is a mistake, not a wish for the simulator. */
function credentialProblems(config: Credentials): Problem[] {
  const given = oauthNames.filter((name) => config[name] !== undefined);
  const missing = oauthNames.filter((name) => config[name] === undefined);
  const problems: Problem[] =
    given.length > 0 && missing.length > 0
      ? missing.map((name) => ({ path: [name], message: `is missing, while ${given.join(' and ')} is set` }))
      : [];
  const real = config.ZOHO_DESK_API_KEY !== undefined || given.length > 0;
  if (real && config.ZOHO_DESK_ORG_ID === undefined)
    problems.push({
      path: ['ZOHO_DESK_ORG_ID'],
      message: 'is missing: the Desk organisation id (Setup → API in Desk)',
    });
  return problems;
}

/** No credentials: the simulator takes Zoho's place. */
export function isSimulated(config: StandaloneConfig): boolean {
  return config.ZOHO_DESK_API_KEY === undefined && config.ZOHO_REFRESH_TOKEN === undefined;
}
