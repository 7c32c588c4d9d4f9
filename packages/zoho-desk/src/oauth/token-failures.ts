import { type DeskFailure, toFailure } from '../failure.ts';
import { refreshWindowMs } from './refresh-policy.ts';

/* What callers are told when there is no token. Nothing was sent to Desk, so nothing was created. */

export function refusedFailure(): DeskFailure {
  return toFailure({
    kind: 'auth',
    code: 'INVALID_OAUTH',
    status: 401,
    message:
      'Desk refuses one fresh token after the other: check ZOHO_DC and ZOHO_DESK_URL, and that the Desk user who made ZOHO_REFRESH_TOKEN is active.',
    retryAfterMs: refreshWindowMs,
  });
}

export function throttledFailure(retryAfterMs: number): DeskFailure {
  return toFailure({
    kind: 'throttled',
    code: 'TOKEN_REFRESH_THROTTLED',
    message:
      'Zoho gives out no more access tokens for now (ten in ten minutes): wait ten minutes. Where it comes back, another program uses the same ZOHO_REFRESH_TOKEN.',
    retryAfterMs: Math.max(0, retryAfterMs),
  });
}

export function busyFailure(): DeskFailure {
  return toFailure({
    kind: 'throttled',
    code: 'TOKEN_REFRESH_BUSY',
    message: 'Another replica is renewing the Zoho token and has not finished.',
    retryAfterMs: 1_000,
  });
}

export function slowFailure(): DeskFailure {
  return toFailure({
    kind: 'unavailable',
    code: 'TOKEN_TIMEOUT',
    message: 'The Zoho accounts server is slow: no token in time.',
    retryAfterMs: 1_000,
  });
}

export function storeFailure(error: unknown): DeskFailure {
  const name = error instanceof Error ? error.name : 'unknown';
  return toFailure({
    kind: 'unavailable',
    code: 'TOKEN_STORE_DOWN',
    message: `The store of the Zoho token cannot be read (${name}).`,
    retryAfterMs: 2_000,
  });
}
