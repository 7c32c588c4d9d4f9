import { llmEnvironmentShape } from '@acebuddy/conversation';
import {
  doorProblems,
  gatewayEnvironmentSchema,
  isLoopback,
  onLoopbackOnly,
  originSchema,
  type SettingProblem,
} from '@acebuddy/gateway';
import { codeCapsShape, watchShape } from '@acebuddy/notifications';
import {
  ConfigError,
  type Environment,
  misspelt,
  parseConfig,
  secretFileOf,
  secretSettings,
} from '@acebuddy/service-kit';
import { encryptionKeysSchema } from '@acebuddy/storage';
import { zohoConnectionShape } from '@acebuddy/ticketing';
import { z } from 'zod';
import { serviceNames } from './service-names.ts';

/** The gateway reads these two already, and strictly. */
const { ZOHO_DC: _dataCentre, ZOHO_DESK_URL: _deskUrl, ...connection } = zohoConnectionShape;

/** Services, separated by commas, whose empty store may begin anew beside others that hold records. */
const acceptEmptySchema = z
  .string()
  .default('')
  .transform((text) =>
    text
      .split(',')
      .map((name) => name.trim())
      .filter((name) => name !== ''),
  )
  .pipe(z.array(z.enum(serviceNames)));

const days = z.coerce.number().int().min(1).max(36_500);

/** Everything that can be set from outside; `.env.example` has a line on each. */
export const standaloneConfigSchema = gatewayEnvironmentSchema
  .extend({
    MONGODB_URI: z.string().optional(),
    DATA_DIR: z.string().default('./data'),
    ...connection,
    ZOHO_DESK_ORG_ID: zohoConnectionShape.ZOHO_DESK_ORG_ID.optional(),
    SALESIQ_URL: originSchema.optional(),
    ZOHO_DESK_CONFIG: z.string().optional(),
    SMTP_URL: z.url({ protocol: /^smtps?$/, error: 'must look like smtp://user:password@host:587' }).optional(),
    MAIL: z.literal('catch', { error: 'can only be "catch"' }).optional(),
    MAIL_FROM: z.string().optional(),
    SUPPORT_EMAIL: z.email().default('support@example.com'),
    ENCRYPTION_KEYS: encryptionKeysSchema.optional(),
    ACCEPT_EMPTY_STORES: acceptEmptySchema,
    VISITOR_TICKETS_PER_HOUR: z.coerce.number().int().min(1).default(30),
    VISITOR_SESSIONS_PER_HOUR: z.coerce.number().int().min(1).default(60),
    RETENTION_TRANSCRIPT_DAYS: days.default(365),
    MAILS_PER_ADDRESS_PER_HOUR: z.coerce.number().int().min(1).default(60),
    CODES_PER_ADDRESS_PER_HOUR: z.coerce.number().int().min(1).default(8),
    ...codeCapsShape,
    ...watchShape,
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
    const problems = [
      ...credentialProblems(config),
      ...simulationProblems(config),
      ...doorProblems(config),
      ...mailProblems(config),
    ];
    for (const problem of problems) context.addIssue({ code: 'custom', ...problem });
  });
export type StandaloneConfig = z.output<typeof standaloneConfigSchema>;

/**
 * The configuration of one process or of four.
 * @param names Of the settings file: a slip in one of them stops the start as well.
 * @throws ConfigError with all problems at once.
 */
export function readStandaloneConfig(env: Environment, names: readonly string[]): StandaloneConfig {
  const slips = misspelt(names, [...Object.keys(standaloneConfigSchema.shape), ...secretSettings.map(secretFileOf)]);
  try {
    const config = parseConfig(standaloneConfigSchema, env);
    if (slips.length === 0) return config;
  } catch (error) {
    if (error instanceof ConfigError) slips.push(...error.problems);
    else throw error;
  }
  throw new ConfigError(slips);
}

const oauthNames = ['ZOHO_CLIENT_ID', 'ZOHO_CLIENT_SECRET', 'ZOHO_REFRESH_TOKEN'] as const;

type Credentials = Readonly<
  Partial<Record<(typeof oauthNames)[number] | 'ZOHO_DESK_API_KEY' | 'ZOHO_DESK_ORG_ID', string | undefined>>
>;

/** Half a set of credentials is a mistake, not a wish for the simulator. */
function credentialProblems(config: Credentials): SettingProblem[] {
  const given = oauthNames.filter((name) => config[name] !== undefined);
  const missing = oauthNames.filter((name) => config[name] === undefined);
  const problems: SettingProblem[] =
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

/** Nothing but the operator's word makes a Zoho a simulated one; Zoho's own origins are none. */
function simulationProblems({
  ZOHO_SIMULATED: claimed,
  ZOHO_DESK_URL: origin,
  ...credentials
}: Credentials & Readonly<{ ZOHO_SIMULATED: boolean; ZOHO_DESK_URL?: string | undefined }>): SettingProblem[] {
  const isReal = credentials.ZOHO_DESK_API_KEY !== undefined || credentials.ZOHO_REFRESH_TOKEN !== undefined;
  if (!claimed || !isReal || origin !== undefined) return [];
  const message =
    'is 1 beside credentials, but ZOHO_DESK_URL does not say where the simulated Zoho is: calls would go to the real one. Set ZOHO_DESK_URL, or take ZOHO_SIMULATED out';
  return [{ path: ['ZOHO_SIMULATED'], message }];
}

function mailProblems({ MAIL: mail, HOST: host }: Pick<StandaloneConfig, 'MAIL' | 'HOST'>): SettingProblem[] {
  return mail === 'catch' && !isLoopback(host) ? [onLoopbackOnly('MAIL')] : [];
}

/** Whether Zoho is a simulated one: ours, or the one that the configured origins lead to. Where they lead proves nothing. */
export function isTrial(config: StandaloneConfig): boolean {
  return isSimulated(config) || config.ZOHO_SIMULATED;
}

/** Mails are caught and shown instead of sent; with a real Zoho only where that was asked for. */
export function catchesMail(config: StandaloneConfig): boolean {
  return config.SMTP_URL === undefined && (isTrial(config) || config.MAIL === 'catch');
}
