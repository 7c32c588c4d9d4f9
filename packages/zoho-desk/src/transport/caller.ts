import type { z } from 'zod';
import type { CallOptions } from '../desk.ts';
import type { DeskFailure, DeskResult } from '../failure.ts';
import type { Health } from '../health.ts';
import type { TokenSource } from '../oauth/token-source.ts';
import type { CallSpec } from './call-spec.ts';
import type { Call } from './classify.ts';
import { type Attempt, createSender, type SenderOptions, sendTimeMinMs } from './sender.ts';

const timeoutDefaultMs = 12_000;
/** Concurrency 429 (zoho-desk.md §7): back off 0.5 to 5 s with jitter. */
const backOffMinMs = 500;
const backOffMaxMs = 5_000;
const backOffTriesMax = 4;

export interface CallerOptions extends SenderOptions {
  readonly tokens: TokenSource;
  readonly health: Health;
  /** 0 ≤ x < 1, for jitter. */
  readonly random: () => number;
}

export interface Caller {
  call<Schema extends z.ZodType>(spec: CallSpec<Schema>, options?: CallOptions): Promise<DeskResult<z.output<Schema>>>;
}

/** Token, turn, request, answer, outcome: the way every call to Desk takes. */
export function createCaller(options: CallerOptions): Caller {
  const { clock, tokens, health } = options;
  const sendOnce = createSender(options);
  /** Operations that were refused with a brand-new token too: not the token's age, so no renewal helps. */
  const hopeless = new Set<string>();
  const isHopeless = (spec: Call, { code }: DeskFailure) => code !== 'INVALID_OAUTH' && hopeless.has(spec.operation);

  async function call<Schema extends z.ZodType>(spec: CallSpec<Schema>, callOptions: CallOptions = {}) {
    const { foreground = true, timeoutMs = timeoutDefaultMs, signal, onCall } = callOptions;
    const attempt: Attempt = { foreground, deadlineAt: clock.now() + timeoutMs, signal, onCall };
    const startedAt = clock.now();
    const result = await withToken(spec, attempt);
    health.note(result, startedAt);
    return result;
  }

  async function withToken<Schema extends z.ZodType>(spec: CallSpec<Schema>, attempt: Attempt) {
    const token = await tokens.get(attempt);
    if (!token.ok) {
      return token;
    }
    const result = await withBackOff(spec, token.value, attempt);
    if (result.ok || result.failure.status !== 401 || isHopeless(spec, result.failure)) {
      return result;
    }
    // 401 comes before anything is done, so the repeat with a new token is safe for creates too (zoho-desk.md §8, 3).
    const renewed = await tokens.renew(token.value, attempt);
    if (!renewed.ok) {
      return renewed;
    }
    const second = await withBackOff(spec, renewed.value, attempt);
    if (!second.ok && second.failure.status === 401) {
      hopeless.add(spec.operation);
    }
    return second;
  }

  async function withBackOff<Schema extends z.ZodType>(spec: CallSpec<Schema>, token: string, attempt: Attempt) {
    for (let tries = 1; ; tries += 1) {
      const result = await sendOnce(spec, token, attempt);
      if (result.ok || result.failure.kind !== 'throttled' || result.failure.status === null) {
        return result;
      }
      // Desk asks for more than this call can wait.
      if ((result.failure.retryAfterMs ?? 0) > backOffMaxMs) {
        return result;
      }
      const waitMs = Math.max(backOffMs(tries), result.failure.retryAfterMs ?? 0);
      const enough = attempt.deadlineAt - clock.now() - waitMs > sendTimeMinMs;
      if (tries >= backOffTriesMax || !enough || attempt.signal?.aborted) {
        return {
          ok: false,
          failure: { ...result.failure, retryAfterMs: result.failure.retryAfterMs ?? waitMs },
        } as const;
      }
      await clock.sleep(waitMs, attempt.signal);
    }
  }

  function backOffMs(tries: number): number {
    const ceiling = Math.min(backOffMaxMs, backOffMinMs * 2 ** tries);
    return Math.round(backOffMinMs + options.random() * (ceiling - backOffMinMs));
  }

  return { call };
}
