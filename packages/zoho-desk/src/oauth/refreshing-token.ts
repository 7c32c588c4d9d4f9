import { randomUUID } from 'node:crypto';
import type { Clock } from '../clock.ts';
import { type DeskFailure, type DeskResult, succeed, toFailure } from '../failure.ts';
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
import { createRefreshCall, type OAuthCredentials, type RefreshOutcome } from './token-endpoint.ts';
import type { TokenSource, TokenWait } from './token-source.ts';
import type { StoredTokenState, TokenState, TokenStore } from './token-store.ts';

/** A token in hand that expires later than this is not thrown away because the accounts server is down. */
const usableMs = 5_000;
const refreshTimeoutMs = 12_000;
const leaseMs = 20_000;
const leasePollMs = 250;
/** After a permanent error nothing is asked for this long; then once, in case a person has mended it at Zoho's side. */
const permanentPauseMs = 15 * 60_000;
const failedPauseMs = 5_000;
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
  let refused: string | null = null;
  let running: Promise<DeskResult<Token>> | null = null;
  let stopped: { readonly until: number; readonly failure: DeskFailure } | null = null;
  let generalErrors = 0;
  let forced: readonly number[] = [];

  const isFresh = (held: Token) => held.accessToken !== refused && held.expiresAt - renewAheadMs > clock.now();
  const isUsable = (held: Token) => held.accessToken !== refused && held.expiresAt - usableMs > clock.now();

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
    return refusal(
      'throttled',
      'TOKEN_REFRESH_BUSY',
      'Another replica is renewing the Zoho token and has not finished.',
      1_000,
    );
  }

  async function tryRefresh(): Promise<Step> {
    const stored = await loadState();
    const { state } = stored;
    const shared = toToken(state);
    if (shared !== null && isFresh(shared)) {
      return keep(shared, state.scope);
    }
    const obstacle = findObstacle(state);
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
    return { done: await finish(claimed, stored.version + 1, await refresh(refreshTimeoutMs)) };
  }

  async function loadState(): Promise<StoredTokenState> {
    const stored = await store.load();
    return stored !== null && stored.state.credentials === fingerprint
      ? stored
      : { state: emptyTokenState(fingerprint), version: stored?.version ?? 0 };
  }

  /** Why no refresh may be tried now, if so. */
  function findObstacle(state: TokenState): DeskFailure | null {
    const now = clock.now();
    if (stopped !== null && stopped.until > now) {
      return { ...stopped.failure, retryAfterMs: stopped.until - now };
    }
    const waitMs = refreshWaitMs(state, now);
    return waitMs === 0 ? null : throttledFailure(waitMs);
  }

  async function finish(claimed: TokenState, version: number, outcome: RefreshOutcome): Promise<DeskResult<Token>> {
    const now = clock.now();
    const released: TokenState = { ...claimed, lease: null };
    if (outcome.outcome === 'token') {
      const fresh: Token = { accessToken: outcome.accessToken, expiresAt: now + outcome.expiresInS * 1_000 };
      stopped = null;
      generalErrors = 0;
      await share({ ...released, ...fresh, scope: outcome.scope }, version);
      remember(fresh, outcome.scope);
      return succeed(fresh);
    }
    await share(outcome.outcome === 'throttled' ? { ...released, blockedUntil: now + throttleMs } : released, version);
    const failure = toRefreshFailure(outcome);
    const held = toToken(claimed);
    return held !== null && isUsable(held) ? succeed(held) : { ok: false, failure };
  }

  /** Not being able to share what Zoho said is no reason to forget it; the lease ends by itself. */
  async function share(state: TokenState, version: number): Promise<void> {
    await store.save(state, version).catch(() => false);
  }

  function toRefreshFailure(outcome: Exclude<RefreshOutcome, { readonly outcome: 'token' }>): DeskFailure {
    if (outcome.outcome === 'throttled') {
      return throttledFailure(throttleMs);
    }
    const permanent = outcome.outcome === 'permanent' && !isFirstGeneralError(outcome.code);
    const pauseMs = permanent ? permanentPauseMs : failedPauseMs;
    const failure = toFailure({
      kind: permanent ? 'auth' : 'unavailable',
      code: outcome.code,
      message: outcome.message,
      retryAfterMs: pauseMs,
    });
    stopped = { until: clock.now() + pauseMs, failure };
    return failure;
  }

  /** `general_error` gets one more try before it counts as permanent (§2.4). */
  function isFirstGeneralError(code: string): boolean {
    generalErrors += code === 'GENERAL_ERROR' ? 1 : 0;
    return code === 'GENERAL_ERROR' && generalErrors === 1;
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
    const obtaining = obtain().catch((error: unknown) => storeFailure(error));
    if (token !== null && isUsable(token)) {
      // Renewed in the background; this caller need not wait for it.
      return succeed(token.accessToken);
    }
    const patience = new AbortController();
    const late = clock
      .sleep(Math.max(0, deadlineAt - clock.now()), patience.signal)
      .then(() =>
        refusal('unavailable', 'TOKEN_TIMEOUT', 'The Zoho accounts server is slow: no token in time.', 1_000),
      );
    const result = await Promise.race([obtaining, late]);
    patience.abort();
    return result.ok ? succeed(result.value.accessToken) : result;
  }

  return {
    get,
    renew: (refusedToken, wait) => {
      refused = refusedToken;
      if (token !== null && isFresh(token)) {
        return get(wait);
      }
      forced = [...forced.filter((at) => at > clock.now() - refreshWindowMs), clock.now()];
      return forced.length > forcedMax ? Promise.resolve({ ok: false, failure: refusedFailure() }) : get(wait);
    },
    scopes: () => scope,
  };
}

function refusal(kind: DeskFailure['kind'], code: string, message: string, retryAfterMs: number) {
  return { ok: false, failure: toFailure({ kind, code, message, retryAfterMs }) } as const;
}

function storeFailure(error: unknown) {
  const name = error instanceof Error ? error.name : 'unknown';
  return refusal('unavailable', 'TOKEN_STORE_DOWN', `The store of the Zoho token cannot be read (${name}).`, 2_000);
}

function refusedFailure(): DeskFailure {
  return toFailure({
    kind: 'auth',
    code: 'INVALID_OAUTH',
    status: 401,
    message:
      'Desk refuses one fresh token after the other: check ZOHO_DC and ZOHO_DESK_URL, and that the Desk user who made ZOHO_REFRESH_TOKEN is active.',
    retryAfterMs: refreshWindowMs,
  });
}

function throttledFailure(retryAfterMs: number): DeskFailure {
  return toFailure({
    kind: 'throttled',
    code: 'TOKEN_REFRESH_THROTTLED',
    message:
      'Zoho gives out no more access tokens for now (ten in ten minutes): check that no other program uses the same ZOHO_REFRESH_TOKEN.',
    retryAfterMs: Math.max(0, retryAfterMs),
  });
}
