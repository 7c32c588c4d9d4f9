import { randomUUID } from 'node:crypto';
import type { Clock } from '../clock.ts';
import { type DeskFailure, type DeskResult, succeed } from '../failure.ts';
import {
  emptyTokenState,
  recentRefreshes,
  refreshWaitMs,
  refreshWindowMs,
  renewAheadMs,
  type Token,
  throttleMs,
  toFingerprint,
  toToken,
} from './refresh-policy.ts';
import { createRefreshStop } from './refresh-stop.ts';
import { createRefreshCall, type OAuthCredentials, type RefreshOutcome } from './token-endpoint.ts';
import { busyFailure, refusedFailure, slowFailure, storeFailure, throttledFailure } from './token-failures.ts';
import type { TokenSource, TokenWait } from './token-source.ts';
import type { StoredTokenState, TokenState, TokenStore } from './token-store.ts';

/** A token in hand that expires later than this is not thrown away because the accounts server is down. */
const usableMs = 5_000;
const refreshTimeoutMs = 12_000;
const leaseMs = 20_000;
const leasePollMs = 250;
/** Renewals because Desk refused a token, per ten minutes: the rest of the nine stays for renewals by time. */
const forcedMax = 5;

export interface RefreshingTokenOptions {
  readonly accountsOrigin: string;
  readonly credentials: OAuthCredentials;
  /** Shared by all replicas that use the same refresh token. */
  readonly store: TokenStore;
  readonly clock: Clock;
  readonly fetch: typeof fetch;
  /** Default: a random id for this process. */
  readonly owner?: string;
  /** In ten minutes, of all that share the store; nine when nothing else uses the refresh token. */
  readonly refreshesMax?: number;
}

type Step = { readonly done: DeskResult<Token> } | { readonly waitMs: number };

/**
 * Access tokens from a refresh token: one refresh at a time for all callers and, through the store, for all replicas;
 * five minutes ahead of expiry; never more than nine in ten minutes; silent for ten minutes when Zoho throttles; stopped
 * with a reason when the credentials are wrong.
 */
export function createRefreshingToken(options: RefreshingTokenOptions): TokenSource {
  const { credentials, accountsOrigin, store, clock } = options;
  const owner = options.owner ?? randomUUID();
  const refresh = createRefreshCall({ accountsOrigin, credentials, fetch: options.fetch });
  const fingerprint = toFingerprint([accountsOrigin, credentials.clientId, credentials.refreshToken]);
  let token: Token | null = null;
  let scope: string | null = null;
  const refused = new Set<string>();
  let running: Promise<DeskResult<Token>> | null = null;
  const stop = createRefreshStop(clock);
  let forced: readonly number[] = [];
  /** What Zoho told this process, should the store not take it. */
  let blockedUntil = 0;

  const isFresh = (held: Token) => !refused.has(held.accessToken) && held.expiresAt - renewAheadMs > clock.now();
  const isUsable = (held: Token) => !refused.has(held.accessToken) && held.expiresAt - usableMs > clock.now();

  function obtain(): Promise<DeskResult<Token>> {
    running ??= refreshOnce().finally(() => {
      running = null;
    });
    return running;
  }

  async function refreshOnce(): Promise<DeskResult<Token>> {
    const deadlineAt = clock.now() + refreshTimeoutMs + leaseMs;
    while (clock.now() < deadlineAt) {
      const step = await tryRefresh();
      if ('done' in step) {
        return step.done;
      }
      await clock.sleep(step.waitMs);
    }
    return { ok: false, failure: busyFailure() };
  }

  async function tryRefresh(): Promise<Step> {
    const stored = await loadState();
    const { state } = stored;
    const shared = toToken(state);
    if (shared !== null && isFresh(shared)) {
      return keep(shared, state.scope);
    }
    // It would live on, but Desk does not want it.
    const isForced = shared !== null && shared.expiresAt - renewAheadMs > clock.now();
    const obstacle = findObstacle(state, isForced);
    if (obstacle !== null) {
      return shared !== null && isUsable(shared)
        ? keep(shared, state.scope)
        : { done: { ok: false, failure: obstacle } };
    }
    if (state.lease !== null && state.lease.owner !== owner && state.lease.until > clock.now()) {
      return shared !== null && isUsable(shared) ? keep(shared, state.scope) : { waitMs: leasePollMs };
    }
    const now = clock.now();
    const claimed: TokenState = {
      ...state,
      refreshes: [...recentRefreshes(state, now), now],
      lease: { owner, until: now + leaseMs },
    };
    if (!(await store.save(claimed, stored.version))) {
      return { waitMs: 0 };
    }
    forced = isForced ? [...forced, now] : forced;
    return { done: await finish(claimed, stored.version + 1, await refresh(refreshTimeoutMs)) };
  }

  async function loadState(): Promise<StoredTokenState> {
    const stored = await store.load();
    return stored !== null && stored.state.credentials === fingerprint
      ? stored
      : { state: emptyTokenState(fingerprint), version: stored?.version ?? 0 };
  }

  /** Why no refresh may be tried now, if so. */
  function findObstacle(state: TokenState, isForced: boolean): DeskFailure | null {
    const now = clock.now();
    forced = forced.filter((at) => at > now - refreshWindowMs);
    if (isForced && forced.length >= forcedMax) {
      return refusedFailure();
    }
    const waitMs = Math.max(refreshWaitMs(state, now, options.refreshesMax), blockedUntil - now);
    return stop.current() ?? (waitMs <= 0 ? null : throttledFailure(waitMs));
  }

  async function finish(claimed: TokenState, version: number, outcome: RefreshOutcome): Promise<DeskResult<Token>> {
    const now = clock.now();
    const released: TokenState = { ...claimed, lease: null };
    if (outcome.outcome === 'token') {
      const fresh: Token = { accessToken: outcome.accessToken, expiresAt: now + outcome.expiresInS * 1_000 };
      stop.clear();
      await share({ ...released, ...fresh, scope: outcome.scope }, version);
      remember(fresh, outcome.scope);
      return succeed(fresh);
    }
    if (outcome.outcome === 'throttled') {
      blockedUntil = now + throttleMs;
      await share({ ...released, blockedUntil }, version);
      return usableOr(claimed, throttledFailure(throttleMs));
    }
    // What never reached Zoho does not count against its limit.
    const isUncounted = outcome.outcome === 'failed' && !outcome.isSent;
    await share(isUncounted ? { ...released, refreshes: released.refreshes.slice(0, -1) } : released, version);
    return usableOr(claimed, stop.note(outcome));
  }

  /** A token in its last five minutes is better than none. */
  function usableOr(state: TokenState, failure: DeskFailure): DeskResult<Token> {
    const held = toToken(state);
    return held !== null && isUsable(held) ? succeed(held) : { ok: false, failure };
  }

  /** Not being able to share what Zoho said is no reason to forget it; the lease ends by itself. */
  async function share(state: TokenState, version: number): Promise<void> {
    await store.save(state, version).catch(() => false);
  }

  function remember(fresh: Token, freshScope: string | null): void {
    token = fresh;
    scope = freshScope ?? scope;
  }

  function keep(shared: Token, sharedScope: string | null): Step {
    remember(shared, sharedScope);
    return { done: succeed(shared) };
  }

  async function get({ deadlineAt }: TokenWait): Promise<DeskResult<string>> {
    if (token !== null && isFresh(token)) {
      return succeed(token.accessToken);
    }
    const obtaining = obtain().catch((error: unknown) => ({ ok: false, failure: storeFailure(error) }) as const);
    if (token !== null && isUsable(token)) {
      // Renewed in the background; this caller need not wait for it.
      return succeed(token.accessToken);
    }
    const patience = new AbortController();
    const late = clock
      .sleep(Math.max(0, deadlineAt - clock.now()), patience.signal)
      .then(() => ({ ok: false, failure: slowFailure() }) as const);
    const result = await Promise.race([obtaining, late]);
    patience.abort();
    return result.ok ? succeed(result.value.accessToken) : result;
  }

  return {
    get,
    renew: (refusedToken, wait) => {
      refused.add(refusedToken);
      return get(wait);
    },
    scopes: () => scope,
  };
}
