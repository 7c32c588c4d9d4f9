import createClient, { type Middleware } from 'openapi-fetch';
import type { z } from 'zod';
import type { Clock } from '../clock.ts';
import type { CreditMeter } from '../credits.ts';
import { type DeskFailure, type DeskFailureKind, type DeskResult, fail } from '../failure.ts';
import type { paths } from '../generated/desk-openapi.ts';
import type { Limiter } from '../limiter.ts';
import { type Answer, type CallInit, type CallSpec, interpret } from './call-spec.ts';
import { type Call, classifyExchangeError, exhaustedMessage } from './classify.ts';
import { createExchange, ExchangeError } from './exchange.ts';

/** With less time than this left a call is not sent: it would only end as an unknown outcome. */
export const sendTimeMinMs = 500;

/** One HTTP request that was made, for metrics and for people. */
export interface CallReport {
  readonly operation: string;
  readonly method: string;
  /** The path's template, so that no id stands in it: `/tickets/{id}/comments`. */
  readonly path: string;
  /** Epoch milliseconds. */
  readonly startedAt: number;
  readonly foreground: boolean;
  /** Null when there was no answer. */
  readonly status: number | null;
  readonly outcome: 'ok' | DeskFailureKind;
  /** Credits charged, when Desk said so. */
  readonly weight: number | null;
  readonly durationMs: number;
}

export interface SenderOptions {
  readonly origin: string;
  readonly orgId: string;
  readonly limiter: Limiter;
  readonly credits: CreditMeter;
  readonly clock: Clock;
  readonly fetch: typeof fetch;
  readonly bodyBytesMax: number;
  readonly onCall?: ((report: CallReport) => void) | undefined;
}

export interface Attempt {
  readonly foreground: boolean;
  readonly deadlineAt: number;
  readonly signal: AbortSignal | undefined;
  readonly onCall?: ((report: CallReport) => void) | undefined;
}

type Send = <Schema extends z.ZodType>(
  spec: CallSpec<Schema>,
  token: string,
  attempt: Attempt,
) => Promise<DeskResult<z.output<Schema>>>;

/** One request when its turn has come. */
export function createSender(options: SenderOptions): Send {
  const { clock, credits, limiter } = options;
  const api = createClient<paths>({
    baseUrl: `${options.origin}/api/v1`,
    fetch: createExchange({ origin: options.origin, fetch: options.fetch, bodyBytesMax: options.bodyBytesMax }),
    redirect: 'manual',
  });

  const pause = () => {
    const pausedUntil = credits.pausedUntil();
    return pausedUntil === null ? null : exhausted(pausedUntil - clock.now());
  };

  const sendOnce: Send = async (spec, token, attempt) => {
    const paused = pause();
    if (paused !== null) {
      return paused;
    }
    const release = await limiter.acquire(attempt);
    try {
      const timeLeftMs = attempt.deadlineAt - clock.now();
      if (release === null || timeLeftMs < sendTimeMinMs || attempt.signal?.aborted) {
        return tooLate();
      }
      // The credits may have run out while this call waited for its turn.
      return pause() ?? (await exchange(spec, token, attempt, timeLeftMs));
    } finally {
      release?.();
    }
  };

  async function exchange<Schema extends z.ZodType>(
    spec: CallSpec<Schema>,
    token: string,
    attempt: Attempt,
    timeLeftMs: number,
  ): Promise<DeskResult<z.output<Schema>>> {
    const startedAt = clock.now();
    let target = { method: '', path: '' };
    const init = toInit(spec, token, attempt, timeLeftMs, (found) => {
      target = found;
    });
    const answer = await spec.send(api, init).catch(toExchangeError);
    const isBroken = answer instanceof ExchangeError;
    const result = isBroken ? broken(spec, answer) : interpret(spec, answer, clock.now());
    const weight = isBroken ? null : credits.note(answer.response.headers);
    const report: CallReport = {
      operation: spec.operation,
      ...target,
      startedAt,
      foreground: attempt.foreground,
      status: isBroken ? null : answer.response.status,
      outcome: result.ok ? 'ok' : result.failure.kind,
      weight,
      durationMs: clock.now() - startedAt,
    };
    options.onCall?.(report);
    attempt.onCall?.(report);
    if (!result.ok && result.failure.kind === 'exhausted') {
      credits.pause(clock.now() + (result.failure.retryAfterMs ?? 0));
    }
    return result;
  }

  function toInit(
    spec: { readonly withoutOrg?: boolean },
    token: string,
    attempt: Attempt,
    timeLeftMs: number,
    onTarget: (target: { readonly method: string; readonly path: string }) => void,
  ): CallInit {
    const timeout = AbortSignal.timeout(timeLeftMs);
    return {
      headers: {
        Authorization: `Zoho-oauthtoken ${token}`,
        Accept: 'application/json',
        ...(spec.withoutOrg === true ? {} : { orgId: options.orgId }),
      },
      signal: attempt.signal === undefined ? timeout : AbortSignal.any([timeout, attempt.signal]),
      parseAs: 'text',
      middleware: [
        { onRequest: ({ request, schemaPath }) => onTarget({ method: request.method, path: toTemplate(schemaPath) }) },
      ],
    };
  }

  return sendOnce;
}

/** The specification names each id of a path; people need not tell them apart. */
function toTemplate(schemaPath: string): string {
  return schemaPath.replaceAll(/\{[^}]*\}/g, '{id}');
}

function broken(spec: Call, error: ExchangeError): { readonly ok: false; readonly failure: DeskFailure } {
  return { ok: false, failure: classifyExchangeError(spec, error) };
}

function toExchangeError(error: unknown): Answer | ExchangeError {
  return error instanceof ExchangeError ? error : new ExchangeError('no_answer', 'NO_ANSWER', error);
}

function exhausted(retryAfterMs: number) {
  return fail({ kind: 'exhausted', code: 'THRESHOLD_EXCEEDED', message: exhaustedMessage, retryAfterMs });
}

function tooLate() {
  return fail({
    kind: 'throttled',
    code: 'NO_TURN_IN_TIME',
    message:
      'The call waited for its turn until its time was over; it was not sent. Desk is slow, or the concurrency too low.',
    retryAfterMs: 1_000,
  });
}
