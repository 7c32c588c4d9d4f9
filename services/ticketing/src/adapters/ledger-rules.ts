import type { OutboxItem } from '@acebuddy/contracts';
import { parkedError, type Step } from '../ports.ts';

/**
 * A change may come before the request that is to create its ticket, when the caller's own deliveries overtake each
 * other. It waits this long for it, as long as a caller's retries go on (three days and a bit).
 */
export const missingRequestPatienceMs = 75 * 3_600_000;

/**
 * A retried dead step is due a moment later: its lane is woken before the step is, so that a crash in between leaves
 * the step dead, where a person finds it again.
 */
export const retryDelayMs = 2_000;

export const openStates = ['queued', 'sending', 'unknown'] as const;

export function outboxStatus({ state, lastError }: Pick<Step, 'state' | 'lastError'>): OutboxItem['status'] {
  if (state === 'dead') return 'dead';
  return lastError === parkedError ? 'parked' : 'pending';
}
