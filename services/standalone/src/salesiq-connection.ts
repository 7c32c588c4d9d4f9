import { type ChatClient, createSalesiqChat } from '@acebuddy/notifications';
import { createSalesiqClient, salesiqOriginOf } from '@acebuddy/salesiq';
import { ConfigError } from '@acebuddy/service-kit';
import type { ZohoConnection } from '@acebuddy/ticketing';
import { createMemoryTokenStore, createRefreshingToken, systemClock } from '@acebuddy/zoho-desk';
import type { StandaloneConfig } from './config.ts';
import type { ZohoSimulation } from './zoho-simulation.ts';

/** SalesIQ's REST API for late answers, messages and closing; null when no portal is named. */
export function createChatClient(
  config: StandaloneConfig,
  connection: ZohoConnection,
  simulation: ZohoSimulation | null,
): ChatClient | null {
  const screenName = simulation?.screenName ?? config.SALESIQ_SCREEN_NAME;
  if (screenName === undefined) return null;
  const origin = config.SALESIQ_URL ?? simulation?.origin ?? salesiqOriginOf(config.ZOHO_DC);
  if (origin === undefined)
    throw new ConfigError(['SALESIQ_URL is not set, and SalesIQ has no known address in the data centre of ZOHO_DC']);
  return createSalesiqChat(createSalesiqClient({ origin, screenName, accessToken: accessTokens(connection) }));
}

function accessTokens({ accountsOrigin, credentials }: ZohoConnection): (rejected?: string) => Promise<string> {
  if ('apiKey' in credentials) return async () => credentials.apiKey;
  const source = createRefreshingToken({
    accountsOrigin,
    credentials,
    store: createMemoryTokenStore(),
    clock: systemClock,
    fetch,
  });
  return async (rejected) => {
    const wait = { deadlineAt: systemClock.now() + 5_000 };
    const token = rejected === undefined ? await source.get(wait) : await source.renew(rejected, wait);
    if (!token.ok) throw new Error(token.failure.message);
    return token.value;
  };
}
