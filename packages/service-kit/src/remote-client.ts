import { randomUUID } from 'node:crypto';
import type { AnyRouter } from '@trpc/server';
import { createClient, type ServiceClient } from './service-client.ts';
import { createTransport } from './transport.ts';

export interface RemoteClientOptions {
  readonly name: string;
  /** Origin of the service, for example `http://ticketing:8012`. */
  readonly url: string;
  readonly internalToken: string;
  readonly timeoutMs: number;
  readonly newId?: () => string;
}

/**
 * A client for a service in another process. Throws `SERVICE_UNAVAILABLE` when it cannot be reached and
 * `UPSTREAM_TIMEOUT` after `timeoutMs`; it is reached again, without more ado, as soon as it is back. Closing is
 * not needed: connections that rest are dropped within seconds.
 */
export function createRemoteClient<R extends AnyRouter>(options: RemoteClientOptions): ServiceClient<R> {
  const { name, timeoutMs, newId = randomUUID } = options;
  const link = createTransport<R>({ url: options.url, internalToken: options.internalToken });
  return createClient<R>({ name, timeoutMs, link, newId, isTraced: true });
}
