import { keyCharsMin } from './access/api-keys.ts';
import type { DoorKeys } from './adapters/door-keys.ts';
import type { GatewayEnvironment } from './config.ts';
import type { GatewayDeps, Shortcoming } from './deps.ts';

type GatewaySettings = Pick<
  GatewayDeps,
  'bindHost' | 'trustProxy' | 'apiKeys' | 'doors' | 'shortcomings' | 'salesiq' | 'limits' | 'contact' | 'replyBudgetMs'
>;

export interface SettingsSources {
  readonly keys: DoorKeys;
  /** Zoho is a simulated one: there are no credentials, or ZOHO_SIMULATED says so. */
  readonly simulated: boolean;
}

/** The part of the gateway's dependencies that comes from the environment. */
export function toSettings(config: GatewayEnvironment, { keys, simulated }: SettingsSources): GatewaySettings {
  return {
    bindHost: config.HOST,
    trustProxy: config.TRUST_PROXY,
    apiKeys: keys.apiKeys,
    doors: {
      simulated,
      allowUnsigned: config.ALLOW_UNSIGNED,
      onlyLocalKey: keys.local !== null,
      publicUrl: config.PUBLIC_URL,
    },
    shortcomings: shortcomingsOf(config, simulated),
    salesiq: {
      signatureKeys: config.SALESIQ_PUBLIC_KEYS,
      forwardDepartment: config.SALESIQ_FORWARD_DEPARTMENT,
      strictLength: config.SALESIQ_STRICT_LENGTH,
      silentTurn: config.SALESIQ_SILENT_TURN,
      callbacks: config.SALESIQ_SCREEN_NAME !== undefined,
    },
    limits: {
      perVisitor: config.RATE_LIMIT_VISITOR,
      perAddress: config.RATE_LIMIT_ADDRESS,
      total: config.RATE_LIMIT_TOTAL,
      perVisitorChars: config.RATE_LIMIT_VISITOR_CHARS,
      perAddressChars: config.RATE_LIMIT_ADDRESS_CHARS,
      totalChars: config.RATE_LIMIT_TOTAL_CHARS,
    },
    contact: { email: config.SUPPORT_EMAIL, phone: config.SUPPORT_PHONE },
    replyBudgetMs: config.REPLY_BUDGET_MS,
  };
}

const noSignatureKeys: Shortcoming = {
  check: 'salesiq_signature',
  what: 'SALESIQ_PUBLIC_KEYS is not set, so the chats that SalesIQ sends are refused',
  mend: 'In SalesIQ open the bot (platform Webhooks), switch "Secure your webhook" on and copy its public key',
};

function shortcomingsOf(config: GatewayEnvironment, simulated: boolean): Shortcoming[] {
  const isUnsigned = config.SALESIQ_PUBLIC_KEYS.length === 0;
  return isUnsigned && !simulated && !config.ALLOW_UNSIGNED ? [noSignatureKeys] : [];
}

const open =
  'Zoho is simulated: chats, /zoho/*, /salesiq/session/* and the playground answer without a key to whoever reaches this address';
const unsigned = 'ALLOW_UNSIGNED is set, for trying out: whoever reaches this address can chat as anybody';

/** What an operator should know at start about who can reach what, one sentence each. */
export function startNotices({ doors, salesiq, shortcomings }: GatewaySettings, keys: DoorKeys): string[] {
  return [
    ...(doors.simulated ? [open] : []),
    ...(doors.allowUnsigned && salesiq.signatureKeys.length === 0 ? [unsigned] : []),
    ...keyNotices(keys),
    ...shortcomings.map(({ what, mend }) => `NOT READY: ${what}. ${mend}`),
  ];
}

/** Where the keys are, and what makes one easy to find or to read for others. */
function keyNotices({ apiKeys, local }: DoorKeys): string[] {
  const short = apiKeys.filter(({ isShort }) => isShort).map(({ role }) => role);
  const name = local === null ? 'API_KEYS' : 'ACEBUDDY_LOCAL_KEY';
  const file = local?.file ?? null;
  return [
    ...(file === null ? [] : [`API_KEYS is not set: the administrator's key is in ${file}`]),
    ...(local?.notices ?? []),
    ...(short.length === 0
      ? []
      : [
          `${name}: the ${short.length === 1 ? 'key' : 'keys'} for ${[...new Set(short)].join(', ')} ${short.length === 1 ? 'has' : 'have'} less than ${keyCharsMin} characters and can be guessed: \`openssl rand -hex 24\` makes a good one`,
        ]),
  ];
}
