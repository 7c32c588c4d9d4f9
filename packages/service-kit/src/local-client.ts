import { randomUUID } from 'node:crypto';
import { localLink } from '@trpc/client';
import type { AnyRouter, inferRouterContext } from '@trpc/server';
import type { Logger } from 'pino';
import type { Metrics } from './metrics.ts';
import { currentRequestId } from './request-scope.ts';
import { createClient, type ServiceClient } from './service-client.ts';
import type { ServiceContext } from './service-trpc.ts';

export interface LocalClientOptions<R extends AnyRouter> {
  readonly name: string;
  readonly router: R;
  readonly logger: Logger;
  readonly timeoutMs: number;
  readonly metrics?: Metrics | undefined;
  readonly newId?: () => string;
}

/** A client for a service in this process: the same validation, errors and deadline as over the network, no socket. */
export function createLocalClient<R extends AnyRouter>(options: LocalClientOptions<R>): ServiceClient<R> {
  const newId = options.newId ?? randomUUID;
  const createContext = async (): Promise<inferRouterContext<R>> => {
    const context: ServiceContext = {
      requestId: currentRequestId() ?? newId(),
      logger: options.logger,
      metrics: options.metrics,
    };
    return context as inferRouterContext<R>;
  };
  const link = localLink<R>({ router: options.router, createContext } as Parameters<typeof localLink<R>>[0]);
  return createClient({ name: options.name, timeoutMs: options.timeoutMs, link, newId });
}
