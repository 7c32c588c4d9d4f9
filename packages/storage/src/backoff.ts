const baseMs = 2_000;
const windowMsMax = 6 * 3_600_000;

/**
 * With full jitter the expected wait is half the window; 37 waits then span about 75 hours, and at most 6 hours pass
 * between the end of an outage and the next attempt.
 */
export const attemptsMax = 38;

/**
 * How long to wait after the `attempt`-th attempt (1-based) has failed, in milliseconds: full jitter over a window that
 * starts at 2 s, doubles, and ends at 6 h. `random` gives 0..1. The other side's Retry-After is a floor, spread by up to
 * a quarter so that those who were sent away together do not come back together.
 */
export function backoffMs(attempt: number, random: () => number, retryAfterMs = 0): number {
  const exponent = Math.min(Math.max(attempt, 1) - 1, 30);
  const windowMs = Math.min(baseMs * 2 ** exponent, windowMsMax);
  const jittered = random() * windowMs;
  if (retryAfterMs <= jittered) return Math.round(jittered);
  return Math.round(retryAfterMs + random() * Math.min(retryAfterMs / 4, windowMs));
}
