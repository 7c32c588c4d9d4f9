import { AppError } from '@acebuddy/contracts';
import { createTRPCClientProxy, createTRPCUntypedClient, type TRPCClient, type TRPCLink } from '@trpc/client';
import type { AnyRouter } from '@trpc/server';
import { toCallerError } from './caller-error.ts';
import { currentRequestId, currentTraceparent, withRequestId } from './request-scope.ts';
import { inSpan } from './tracing/spans.ts';

/** The typed client of a service: `client.createTicket.mutate(input)`. Every failure is an `AppError`. */
export type ServiceClient<R extends AnyRouter> = TRPCClient<R>;

/** Per-call options: `client.x.mutate(input, within(800))` ends the call after 800 ms if that is sooner than its default. */
export function within(timeoutMs: number): { readonly context: { readonly timeoutMs: number } } {
  return { context: { timeoutMs } };
}

interface CallOptions {
  readonly context?: Record<string, unknown>;
  readonly signal?: AbortSignal;
}

export interface ClientOptions<R extends AnyRouter> {
  /** Service that is called, for the error sentences. */
  readonly name: string;
  readonly timeoutMs: number;
  readonly link: TRPCLink<R>;
  /** For the id of a request that begins with this call. */
  readonly newId: () => string;
  /** A call over the network has a span of its own: the time that the callee does not see. @default false */
  readonly isTraced?: boolean;
}

/** What the remote and the local client share: the deadline of a call and the translation of its failure. */
export function createClient<R extends AnyRouter>({
  name,
  timeoutMs,
  link,
  newId,
  isTraced = false,
}: ClientOptions<R>): ServiceClient<R> {
  const client = createTRPCUntypedClient<R>({ links: [link] });
  const bounded =
    (send: typeof client.query) =>
    async (path: string, input?: unknown, options: CallOptions = {}): Promise<unknown> => {
      const limitMs = Math.max(1, Math.min(timeoutMs, timeoutOf(options) ?? timeoutMs));
      const deadline = startDeadline(limitMs, options.signal);
      try {
        const sending = () => send(path, input, { ...options, signal: deadline.signal });
        const call = withRequestId(currentRequestId() ?? newId(), () =>
          isTraced && currentTraceparent() !== undefined
            ? inSpan(() => ({ name: `${name}.${path}`, kind: 'client' }), sending)
            : sending(),
        );
        return await Promise.race([call, deadline.reached]);
      } catch (error) {
        throw deadline.signal.aborted ? timedOut(name, path, limitMs, error) : toCallerError(name, error);
      } finally {
        deadline.clear();
      }
    };
  client.query = bounded(client.query.bind(client));
  client.mutation = bounded(client.mutation.bind(client));
  return createTRPCClientProxy<R>(client);
}

function timeoutOf(options: CallOptions): number | undefined {
  const value = options.context?.timeoutMs;
  return typeof value === 'number' ? value : undefined;
}

/** Aborts after `limitMs` or with the caller's signal. `reached` rejects then, also when the callee ignores the signal. */
function startDeadline(limitMs: number, outer: AbortSignal | undefined) {
  const controller = new AbortController();
  const { promise: reached, reject } = Promise.withResolvers<never>();
  reached.catch(() => undefined);
  const abort = (): void => {
    controller.abort();
    reject(new Error('deadline'));
  };
  const timer = setTimeout(abort, limitMs);
  outer?.addEventListener('abort', abort, { once: true });
  if (outer?.aborted) abort();
  return {
    signal: controller.signal,
    reached,
    clear: (): void => {
      clearTimeout(timer);
      outer?.removeEventListener('abort', abort);
    },
  };
}

function timedOut(name: string, path: string, limitMs: number, cause: unknown): AppError {
  return new AppError('UPSTREAM_TIMEOUT', `${name}.${path} did not answer within ${limitMs} ms`, { cause });
}
