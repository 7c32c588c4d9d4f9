import { type ChatClient, connectSalesiq, type TokenPlace } from '@acebuddy/notifications';
import { salesiqOriginOf } from '@acebuddy/salesiq';
import { ConfigError, type Logger } from '@acebuddy/service-kit';
import type { ZohoConnection } from '@acebuddy/ticketing';
import type { StandaloneConfig } from './config.ts';
import type { ZohoSimulation } from './zoho-simulation.ts';

/** SalesIQ's REST API as configured or simulated; null when no portal is named. */
export function createChatClient(
  config: StandaloneConfig,
  { accountsOrigin, credentials }: ZohoConnection,
  simulation: ZohoSimulation | null,
  place: TokenPlace,
  logger: Logger,
): ChatClient | null {
  const screenName = simulation?.screenName ?? config.SALESIQ_SCREEN_NAME;
  if (screenName === undefined) return null;
  const origin = config.SALESIQ_URL ?? simulation?.origin ?? salesiqOriginOf(config.ZOHO_DC);
  if (origin === undefined)
    throw new ConfigError(['SALESIQ_URL is not set, and SalesIQ has no known address in the data centre of ZOHO_DC']);
  const strictLength = config.SALESIQ_STRICT_LENGTH;
  return connectSalesiq({ origin, screenName, strictLength, accountsOrigin, credentials }, place, logger);
}
