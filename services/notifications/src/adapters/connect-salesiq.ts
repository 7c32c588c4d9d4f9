import { createSalesiqClient } from '@acebuddy/salesiq';
import { type Logger, noteCall } from '@acebuddy/service-kit';
import { createRecordCipher, type Database, type EncryptionKeys, openVersionedRecord } from '@acebuddy/storage';
import {
  createRefreshingToken,
  emptyTokenState,
  type OAuthCredentials,
  systemClock,
  tokenStateSchema,
} from '@acebuddy/zoho-desk';
import type { ChatClient } from '../ports.ts';
import { createSalesiqChat } from './salesiq-chat.ts';

export interface SalesiqConnection {
  readonly origin: string;
  readonly screenName: string;
  /** The portal takes replies of 250 characters, not 1,000 (salesiq.md §3.2). */
  readonly strictLength: boolean;
  readonly accountsOrigin: string;
  /** A self-client with SalesIQ's scopes, or a ready access token. */
  readonly credentials: OAuthCredentials | { readonly apiKey: string };
}

/** Where replicas, and this process after a restart, find the access token of the hour. */
export interface TokenPlace {
  readonly database: Database;
  readonly encryptionKeys: EncryptionKeys;
  /** The service's own time, by which tokens end. @default the system's */
  readonly now?: () => Date;
}

const tokenTimeoutMs = 5_000;
/** Of Zoho's ten in ten minutes: ticketing may use the same refresh token and takes six. */
const refreshesMax = 3;

/** SalesIQ's REST API for late answers, messages into the chat and closing it. */
export function connectSalesiq(connection: SalesiqConnection, place: TokenPlace, logger: Logger): ChatClient {
  const { origin, screenName, strictLength } = connection;
  const client = createSalesiqClient({
    origin,
    screenName,
    accessToken: accessTokens(connection, place),
    onCall: (report) => noteCall(logger, { system: 'salesiq', ...report }),
  });
  return createSalesiqChat(client, { strictLength });
}

function accessTokens(
  { accountsOrigin, credentials }: SalesiqConnection,
  { database, encryptionKeys, now = () => new Date() }: TokenPlace,
): (rejected?: string) => Promise<string> {
  if ('apiKey' in credentials) return async () => credentials.apiKey;
  const clock = { now: () => now().getTime(), sleep: systemClock.sleep };
  const source = createRefreshingToken({
    accountsOrigin,
    credentials,
    store: openVersionedRecord({
      database,
      cipher: createRecordCipher(encryptionKeys),
      collection: 'oauth_tokens',
      name: 'zoho',
      recordId: 'notifications/oauth/zoho',
      parse: (value) => tokenStateSchema.parse(value),
      // Of no credentials that anybody has: a new token is fetched.
      unreadable: emptyTokenState(''),
    }),
    clock,
    fetch,
    refreshesMax,
  });
  return async (rejected) => {
    const wait = { deadlineAt: clock.now() + tokenTimeoutMs };
    const token = rejected === undefined ? await source.get(wait) : await source.renew(rejected, wait);
    if (!token.ok) throw new Error(token.failure.message);
    return token.value;
  };
}
