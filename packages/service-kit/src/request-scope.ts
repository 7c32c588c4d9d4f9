import { AsyncLocalStorage } from 'node:async_hooks';
import { randomUUID } from 'node:crypto';
import { z } from 'zod';

/** What travels with one request through every call, log line and service. */
export interface RequestScope {
  readonly requestId: string;
  /** W3C trace context, handed on as it came, or that of the span under way. */
  readonly traceparent?: string | undefined;
}

const scopes = new AsyncLocalStorage<RequestScope>();

/** The id of the request that is being worked on, from the webhook to the call to Zoho; undefined outside of one. */
export function currentRequestId(): string | undefined {
  return scopes.getStore()?.requestId;
}

export function currentTraceparent(): string | undefined {
  return scopes.getStore()?.traceparent;
}

/** Runs `run`, and everything it awaits, under this request id. A trace context that is already there stays. */
export function withRequestId<T>(requestId: string, run: () => T): T {
  return scopes.run({ requestId, traceparent: currentTraceparent() }, run);
}

/** Like `withRequestId`, for the edge where both come from headers. */
export function withRequestScope<T>(scope: RequestScope, run: () => T): T {
  return scopes.run(scope, run);
}

/** Which request ordered a piece of work: kept with the work, so that whoever does it later is found by the same id. */
export const workOriginSchema = z.object({
  requestId: z.string().max(128),
  traceparent: z.string().max(60).exactOptional(),
});
export type WorkOrigin = z.infer<typeof workOriginSchema>;

/** What to keep with work that is ordered now; undefined outside of a request. */
export function currentOrigin(): WorkOrigin | undefined {
  const scope = scopes.getStore();
  if (scope === undefined) return undefined;
  const { requestId, traceparent } = scope;
  return traceparent === undefined ? { requestId } : { requestId, traceparent };
}

/**
 * Runs work, in whatever replica and however late, under the request that ordered it; never under that of whoever happens to
 * start it. Work of older releases names none: it gets an id for this try.
 */
export function withOrigin<T>(origin: WorkOrigin | null | undefined, run: () => T): T {
  return scopes.run(origin ?? { requestId: randomUUID() }, run);
}

const requestIdPattern = /^[A-Za-z0-9_.:/-]{1,128}$/;
const traceparentPattern = /^[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}$/;

/** The scope that the headers name; ids that could not be logged safely are replaced by a new one. */
export function scopeFromHeaders(
  headers: Readonly<Record<string, string | string[] | undefined>>,
  newId: () => string,
): RequestScope {
  const requestId = headers['x-request-id'];
  const traceparent = headers.traceparent;
  return {
    requestId: typeof requestId === 'string' && requestIdPattern.test(requestId) ? requestId : newId(),
    traceparent: typeof traceparent === 'string' && traceparentPattern.test(traceparent) ? traceparent : undefined,
  };
}
