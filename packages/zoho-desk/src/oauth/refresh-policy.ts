import { createHash } from 'node:crypto';
import type { TokenState } from './token-store.ts';

/** Zoho allows ten access tokens per refresh token in ten minutes (zoho-desk.md §2.3); one stays free for other programs. */
export const refreshesMaxDefault = 9;
export const refreshWindowMs = 10 * 60_000;
export const renewAheadMs = 5 * 60_000;
/** "Access Denied": further tries extend the lock-out (§2.4). */
export const throttleMs = 10 * 60_000;

export interface Token {
  readonly accessToken: string;
  /** Epoch milliseconds. */
  readonly expiresAt: number;
}

/** Tells credentials apart without storing them. */
export function toFingerprint(credentials: readonly string[]): string {
  return createHash('sha256').update(credentials.join('\n')).digest('hex').slice(0, 32);
}

/** Nothing is known of these credentials (`credentials`: their fingerprint) yet. */
export function emptyTokenState(credentials: string): TokenState {
  return { credentials, accessToken: null, expiresAt: 0, scope: null, refreshes: [], blockedUntil: 0, lease: null };
}

export function toToken(state: TokenState): Token | null {
  return state.accessToken === null ? null : { accessToken: state.accessToken, expiresAt: state.expiresAt };
}

export function recentRefreshes(state: TokenState, now: number): readonly number[] {
  return state.refreshes.filter((at) => at > now - refreshWindowMs);
}

/** How long Zoho's limits forbid the next refresh, 0 when it may go. */
export function refreshWaitMs(state: TokenState, now: number, refreshesMax = refreshesMaxDefault): number {
  if (state.blockedUntil > now) {
    return state.blockedUntil - now;
  }
  const recent = recentRefreshes(state, now);
  const oldest = recent[0];
  return recent.length < refreshesMax || oldest === undefined ? 0 : oldest + refreshWindowMs - now;
}
