import { AppError } from '@acebuddy/contracts';
import { z } from 'zod';
import type { Environment } from './config.ts';
import type { HealthChecks } from './health.ts';

const delay = z.coerce.number({ error: 'must be a number of milliseconds' }).int().min(0).max(60_000);

/** How long a program that was told to stop goes on serving while `/ready` answers 503, milliseconds. */
export const drainingShape = { DRAIN_DELAY_MS: delay.default(0) } as const;

/** Of this environment; what is no number is refused by the program's own schema, with all else that is wrong. */
export function drainDelayOf({ DRAIN_DELAY_MS: text }: Environment): number {
  const { success, data } = delay.safeParse(text?.trim() || 0);
  return success ? data : 0;
}

/**
 * What stands before several replicas must take no notice of a signal, only of `/ready`: this check fails from the signal on,
 * and there is none before.
 */
export function drainingCheck(draining: AbortSignal | undefined): HealthChecks {
  if (draining?.aborted !== true) return {};
  return {
    draining: () => Promise.reject(new AppError('SERVICE_UNAVAILABLE', 'This replica is stopping; others take over')),
  };
}
