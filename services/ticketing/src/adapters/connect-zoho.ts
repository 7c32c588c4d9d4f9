import type { DeskConfig } from '@acebuddy/contracts';
import { noteCall } from '@acebuddy/service-kit';
import {
  type Clock,
  createDeskClient,
  createRefreshingToken,
  createStaticToken,
  type Desk,
  type OAuthCredentials,
  type TokenSource,
  type TokenStore,
} from '@acebuddy/zoho-desk';
import type { Logger } from 'pino';
import type { DeskCallMetrics } from './prom-metrics.ts';

/** Which Desk to talk to, and as whom. */
export interface ZohoConnection {
  /** Origins: scheme, host, port. */
  readonly deskOrigin: string;
  readonly accountsOrigin: string;
  readonly orgId: string;
  readonly departmentId: string;
  /** A ready token for trying out, or the real thing. */
  readonly credentials: { readonly apiKey: string } | OAuthCredentials;
  /** This process's share of the portal's concurrent calls (zoho-desk.md §7); 4 is safe for one replica of every edition. */
  readonly concurrency?: number;
  /** Warn when fewer credits are left for today. */
  readonly creditsAlarmBelow?: number;
}

export interface ConnectZohoOptions {
  readonly connection: ZohoConnection;
  readonly config: DeskConfig;
  readonly tokens: TokenStore;
  readonly metrics: DeskCallMetrics;
  readonly now: () => Date;
  readonly sleep: Clock['sleep'];
  readonly random: () => number;
  readonly fetch: typeof fetch;
  readonly logger: Logger;
}

export const creditsAlarmBelowDefault = 2_000;
/** Of Zoho's ten in ten minutes: the notifications service may use the same refresh token and takes three. */
const refreshesMax = 6;

/** The Desk client of this process; its access token is shared with all replicas through the store. */
export function connectZoho(options: ConnectZohoOptions): Desk {
  const { connection, config, metrics, logger } = options;
  return createDeskClient({
    origin: connection.deskOrigin,
    orgId: connection.orgId,
    departmentId: config.department_id ?? connection.departmentId,
    tokens: toTokenSource(options),
    referenceField: config.custom_fields.reference,
    concurrency: connection.concurrency ?? 4,
    creditsAlarmBelow: connection.creditsAlarmBelow ?? creditsAlarmBelowDefault,
    onCreditsLow: (remaining) => logger.error({ remaining }, 'few API credits are left for today'),
    onCall: (report) => {
      metrics.called(report);
      noteCall(logger, { system: 'desk', ...report });
    },
    clock: toClock(options),
    random: options.random,
    fetch: options.fetch,
  });
}

function toTokenSource(options: ConnectZohoOptions): TokenSource {
  const { tokens, metrics, fetch } = options;
  const { credentials, accountsOrigin } = options.connection;
  if ('apiKey' in credentials) return createStaticToken(credentials.apiKey);
  const counting: typeof fetch = (input, init) => {
    metrics.refreshed();
    return fetch(input, init);
  };
  return createRefreshingToken({
    accountsOrigin,
    credentials,
    store: tokens,
    clock: toClock(options),
    fetch: counting,
    refreshesMax,
  });
}

/** The service's own time, so that pauses of the token and of credits end by the same clock as everything else. */
function toClock({ now, sleep }: ConnectZohoOptions): Clock {
  return { now: () => now().getTime(), sleep };
}
