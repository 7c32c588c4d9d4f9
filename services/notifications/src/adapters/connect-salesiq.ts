import { createSalesiqClient } from '@acebuddy/salesiq';
import { createMemoryTokenStore, createRefreshingToken, type OAuthCredentials, systemClock } from '@acebuddy/zoho-desk';
import type { ChatClient } from '../ports.ts';
import { createSalesiqChat } from './salesiq-chat.ts';

export interface SalesiqConnection {
  readonly origin: string;
  readonly screenName: string;
  readonly accountsOrigin: string;
  /** A self-client with SalesIQ's scopes, or a ready access token. */
  readonly credentials: OAuthCredentials | { readonly apiKey: string };
}

const tokenTimeoutMs = 5_000;

/** SalesIQ's REST API for late answers, messages into the chat and closing it. */
export function connectSalesiq(connection: SalesiqConnection): ChatClient {
  const { origin, screenName } = connection;
  return createSalesiqChat(createSalesiqClient({ origin, screenName, accessToken: accessTokens(connection) }));
}

function accessTokens({ accountsOrigin, credentials }: SalesiqConnection): (rejected?: string) => Promise<string> {
  if ('apiKey' in credentials) return async () => credentials.apiKey;
  const source = createRefreshingToken({
    accountsOrigin,
    credentials,
    store: createMemoryTokenStore(),
    clock: systemClock,
    fetch,
  });
  return async (rejected) => {
    const wait = { deadlineAt: systemClock.now() + tokenTimeoutMs };
    const token = rejected === undefined ? await source.get(wait) : await source.renew(rejected, wait);
    if (!token.ok) throw new Error(token.failure.message);
    return token.value;
  };
}
