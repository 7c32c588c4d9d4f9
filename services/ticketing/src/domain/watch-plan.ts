import { backoffMs } from '@acebuddy/storage';
import type { Watch } from '../ports.ts';

/** How often tickets are read again when nobody tells us of a change. All milliseconds. */
export interface WatchSettings {
  readonly callTimeoutMs: number;
  readonly leaseMs: number;
  /** Between two looks at an open ticket at first; doubles with every look that finds nothing. */
  readonly lookEveryMs: number;
  readonly lookEveryMsMax: number;
  /** A closed ticket is looked at less and less, and after this long not at all. */
  readonly closedForMs: number;
  /** A ticket that nobody closes is let go after this long. */
  readonly openForMs: number;
  /** After Desk told of a change: several events of one change come together. */
  readonly eventDelayMs: number;
  readonly concurrency: number;
  readonly idleMs: number;
}

export const defaultWatchSettings: WatchSettings = {
  callTimeoutMs: 15_000,
  leaseMs: 60_000,
  lookEveryMs: 15 * 60_000,
  lookEveryMsMax: 6 * 3_600_000,
  closedForMs: 14 * 86_400_000,
  openForMs: 180 * 86_400_000,
  eventDelayMs: 1_500,
  concurrency: 2,
  idleMs: 5_000,
};

/** When to read the ticket again without being told of a change; null for never. */
export function nextLookAt(settings: WatchSettings, watch: Watch, now: number): number | null {
  const isClosed = (watch.statusType ?? watch.status) === 'Closed';
  const age = now - watch.createdAt;
  // A ticket that was closed from the start logs solved work.
  const closedFor = age - (watch.resolvedInMs ?? 0);
  if (isClosed ? closedFor > settings.closedForMs : age > settings.openForMs) return null;
  const everyMs = Math.min(settings.lookEveryMs * 2 ** Math.min(watch.quietLooks, 16), settings.lookEveryMsMax);
  return now + everyMs;
}

export function nextTryAt(
  failures: number,
  retryAfterMs: number | undefined,
  now: number,
  random: () => number,
): number {
  return now + backoffMs(failures + 3, random, retryAfterMs);
}
