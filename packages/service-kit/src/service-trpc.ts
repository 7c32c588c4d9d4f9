import { type ErrorCode, errorCodes, isAppError } from '@acebuddy/contracts';
import { initTRPC } from '@trpc/server';
import type { Logger } from 'pino';
import { formatError, toAppError, toTrpcError } from './error-mapping.ts';
import type { Metrics } from './metrics.ts';
import { currentTraceparent } from './request-scope.ts';
import { inSpan } from './tracing/spans.ts';

/** What every procedure gets beside its input. The transport has checked the caller's credential. */
export interface ServiceContext {
  readonly requestId: string;
  readonly logger: Logger;
  readonly metrics?: Metrics | undefined;
}

/**
 * The tRPC base of a service. `procedure` writes one log line and one metric per call and turns `AppError`s into tRPC
 * errors that carry `appCode` and `retryAfterMs`. Give each procedure `.input()` and `.output()` from the contracts.
 */
export function createServiceTrpc() {
  const levelOf = failureLevels();
  const trpc = initTRPC.context<ServiceContext>().create({ isDev: false, errorFormatter: formatError });
  const procedure = trpc.procedure.use(async ({ ctx, path, type, next }) => {
    const startedAt = performance.now();
    // What is polled belongs to no trace, and would begin one a second.
    const isTraced = type !== 'query' || currentTraceparent() !== undefined;
    const result = await (isTraced
      ? inSpan(
          () => ({ name: path, kind: 'server', attributes: { 'rpc.system': 'trpc', 'rpc.method': path } }),
          () => next(),
          (ended) => (ended.ok ? {} : { failure: toAppError(ended.error).code }),
        )
      : next());
    const durationMs = performance.now() - startedAt;
    const failure = result.ok ? undefined : toAppError(result.error);
    const code = failure?.code ?? 'OK';
    callDuration(ctx.metrics)?.observe(durationMs / 1_000, { procedure: path, code });
    const line = { procedure: path, code, durationMs: Math.round(durationMs * 10) / 10 };
    // Reads are many (feeds are polled, readiness is probed) and change nothing.
    if (failure === undefined) ctx.logger[type === 'query' ? 'debug' : 'info'](line, 'call done');
    else if (errorCodes[failure.code].status < 500)
      ctx.logger.info({ ...line, reason: failure.message }, 'call refused');
    else ctx.logger[levelOf(path, failure.code, startedAt)]({ ...line, err: failure }, 'call failed');
    if (!result.ok && isAppError(failure)) throw toTrpcError(failure);
    return result;
  });
  return { router: trpc.router, procedure };
}

/** Asked over and over: at every start many times a second, while a console is open every two seconds. */
const probes: ReadonlySet<string> = new Set(['ready', 'mailReady', 'liveMark']);
const probeSilenceMs = 60_000;

/** What a failure is worth in the log. Of a probe that goes on failing one line a minute is enough: `/ready` says it as well. */
function failureLevels(): (procedure: string, code: ErrorCode, at: number) => 'error' | 'warn' | 'debug' {
  const told = new Map<string, number>();
  return (procedure, code, at) => {
    if (code === 'INTERNAL') return 'error';
    if (!probes.has(procedure)) return 'warn';
    if (at - (told.get(procedure) ?? Number.NEGATIVE_INFINITY) < probeSilenceMs) return 'debug';
    told.set(procedure, at);
    return 'warn';
  };
}

function callDuration(metrics: Metrics | undefined) {
  return metrics?.histogram({
    name: 'acebuddy_call_duration_seconds',
    help: 'Duration of the procedures of this service, by outcome',
    labels: ['procedure', 'code'],
  });
}
