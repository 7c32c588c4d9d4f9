import type { GatewayEnvironment } from './config.ts';
import type { GatewayDeps } from './deps.ts';

export type GatewaySettings = Pick<
  GatewayDeps,
  'bindHost' | 'trustProxy' | 'apiKeys' | 'salesiq' | 'limits' | 'contact' | 'replyBudgetMs'
>;

/** The part of the gateway's dependencies that comes from the environment. */
export function toSettings(config: GatewayEnvironment): GatewaySettings {
  return {
    bindHost: config.HOST,
    trustProxy: config.TRUST_PROXY,
    apiKeys: config.API_KEYS,
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
    },
    contact: { email: config.SUPPORT_EMAIL, phone: config.SUPPORT_PHONE },
    replyBudgetMs: config.REPLY_BUDGET_MS,
  };
}

/** What an operator should know at start about who can reach what, one sentence each. */
export function startNotices(settings: GatewaySettings): string[] {
  const keyless = 'API_KEYS is not set: REST is served to programs on this machine only';
  const unsigned = 'SALESIQ_PUBLIC_KEYS is not set: the chat webhook takes unsigned messages';
  return [
    ...(settings.apiKeys.length === 0 ? [keyless] : []),
    ...(settings.salesiq.signatureKeys.length === 0 ? [unsigned] : []),
  ];
}
