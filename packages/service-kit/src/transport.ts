import { httpLink, type TRPCLink } from '@trpc/client';
import type { AnyRouter } from '@trpc/server';
import { Agent, request } from 'undici';
import { currentRequestId, currentTraceparent } from './request-scope.ts';

export interface TransportOptions {
  /** Origin of the service. */
  readonly url: string;
  readonly internalToken: string;
  readonly newId: () => string;
}

/** Path under which a service serves its procedures. */
export const trpcPath = '/trpc';

const responseBytesMax = 16 * 1024 * 1024;

/**
 * How calls travel between processes: one HTTP request each over a pool of kept connections. Calls do not share fate (no
 * batch, no common socket): a slow one holds up nobody, a killed service fails exactly the calls that were under way,
 * and the next call opens a new connection by itself.
 */
export function createTransport<R extends AnyRouter>({ url, internalToken, newId }: TransportOptions): TRPCLink<R> {
  const agent = new Agent({
    connections: 64,
    connect: { timeout: 2_000 },
    pipelining: 1,
    maxResponseSize: responseBytesMax,
  });
  const fetch: FetchLike = async (input, init) => {
    const { statusCode, body } = await request(String(input), {
      dispatcher: agent,
      method: init?.method === 'GET' ? 'GET' : 'POST',
      headers: init?.headers ?? {},
      body: typeof init?.body === 'string' ? init.body : null,
      signal: init?.signal ?? null,
    });
    return { ok: statusCode < 400, status: statusCode, json: () => body.json() };
  };
  const options = {
    url: new URL(trpcPath, url).href,
    methodOverride: 'POST',
    fetch,
    headers: () => callHeaders(internalToken, newId),
  };
  return httpLink<R>(options as unknown as Parameters<typeof httpLink<R>>[0]);
}

type FetchLike = (
  input: URL | string,
  init?: { method?: string; headers?: Record<string, string>; body?: unknown; signal?: AbortSignal },
) => Promise<{ ok: boolean; status: number; json(): Promise<unknown> }>;

function callHeaders(internalToken: string, newId: () => string): Record<string, string> {
  const traceparent = currentTraceparent();
  return {
    authorization: `Bearer ${internalToken}`,
    'x-request-id': currentRequestId() ?? newId(),
    ...(traceparent === undefined ? {} : { traceparent }),
  };
}
