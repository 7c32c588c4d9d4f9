import { randomBytes } from 'node:crypto';
import { type SimulatorCredentials, type SimulatorSettings, scopeDefault } from './options.ts';

const windowMs = 10 * 60_000;
/** The oldest token beyond this number stops working (zoho-desk.md §2.3, older text). */
const validTokensMax = 15;

export interface TokenAnswer {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
}

interface Issued {
  readonly token: string;
  readonly expiresAt: number;
}

export type Accounts = ReturnType<typeof createAccounts>;

export interface AccountsOptions {
  readonly credentials?: Partial<SimulatorCredentials> | undefined;
  readonly apiKeys?: readonly string[] | undefined;
  readonly scope?: string | undefined;
  readonly settings: () => SimulatorSettings;
  readonly now: () => number;
}

/** A code of the API console's "Generate code", and what it was asked for. */
interface GrantCode {
  readonly scope: string;
  readonly expiresAt: number;
}

/** As long as the API console offers at least (zoho-desk.md §2.2). */
const grantCodeMsDefault = 3 * 60_000;

/** Zoho's accounts server: grant codes, the refresh call, its limits, and which tokens are good (zoho-desk.md §2). */
export function createAccounts(options: AccountsOptions) {
  const { settings, now } = options;
  const credentials: SimulatorCredentials = {
    clientId: '1000.SIMULATOR',
    clientSecret: 'simulator-secret',
    refreshToken: '1000.simulator.refresh',
    ...options.credentials,
  };
  const apiKeys = new Set(options.apiKeys ?? []);
  let scope = options.scope ?? scopeDefault;
  let issued: readonly Issued[] = [];
  let blockedUntil = 0;
  let isRefreshTokenRevoked = false;
  const refreshTimes: number[] = [];
  let denials = 0;
  const grantCodes = new Map<string, GrantCode>();
  const refreshTokens = new Set([credentials.refreshToken]);

  const recent = () => refreshTimes.filter((at) => at > now() - windowMs).length;

  /** A grant code for a refresh token, once and in time. */
  function redeem(form: Readonly<Record<string, string | undefined>>): TokenAnswer {
    const error = findClientError(form);
    if (error !== null) return { status: 200, body: { error } };
    const code = grantCodes.get(form.code ?? '');
    grantCodes.delete(form.code ?? '');
    if (code === undefined || code.expiresAt <= now()) return { status: 200, body: { error: 'invalid_code' } };
    scope = code.scope;
    const refreshToken = `1000.${randomBytes(16).toString('hex')}.${randomBytes(16).toString('hex')}`;
    refreshTokens.add(refreshToken);
    const issuedNow = refresh({ ...form, grant_type: 'refresh_token', refresh_token: refreshToken });
    return { ...issuedNow, body: { ...issuedNow.body, refresh_token: refreshToken } };
  }

  function refresh(form: Readonly<Record<string, string | undefined>>): TokenAnswer {
    if (form.grant_type === 'authorization_code') return redeem(form);
    const error = findError(form);
    if (error !== null) {
      return { status: 200, body: { error } };
    }
    if (blockedUntil > now() || recent() >= settings().refreshesMax) {
      return deny();
    }
    const { tokenLifetimeS } = settings();
    const token = `1000.${randomBytes(16).toString('hex')}.${randomBytes(16).toString('hex')}`;
    refreshTimes.push(now());
    issued = [...issued, { token, expiresAt: now() + tokenLifetimeS * 1_000 }].slice(-validTokensMax);
    return {
      status: 200,
      body: {
        access_token: token,
        scope: scope.replaceAll(',', ' '),
        api_domain: 'https://www.zohoapis.com',
        token_type: 'Bearer',
        expires_in: tokenLifetimeS,
      },
    };
  }

  function findError(form: Readonly<Record<string, string | undefined>>): string | null {
    if (form.grant_type !== 'refresh_token') {
      return 'unsupported_grant_type';
    }
    const error = findClientError(form);
    if (error !== null) {
      return error;
    }
    return isRefreshTokenRevoked || !refreshTokens.has(form.refresh_token ?? '') ? 'invalid_code' : null;
  }

  /** A client of another data centre is none of this one (§2.4). */
  function findClientError(form: Readonly<Record<string, string | undefined>>): string | null {
    if (form.client_id !== credentials.clientId) {
      return 'invalid_client';
    }
    return form.client_secret === credentials.clientSecret ? null : 'invalid_client_secret';
  }

  /** Further tries extend the lock-out (§2.4). */
  function deny(): TokenAnswer {
    denials += 1;
    blockedUntil = now() + windowMs;
    return {
      status: 400,
      body: {
        error_description: 'You have made too many requests continuously. Please try again after some time.',
        error: 'Access Denied',
        status: 'failure',
      },
    };
  }

  return {
    credentials,
    refresh,
    /** What the API console shows after "Generate code". */
    issueGrantCode: (
      options: { readonly scope?: string | undefined; readonly lifetimeMs?: number | undefined } = {},
    ) => {
      const code = `1000.${randomBytes(16).toString('hex')}.${randomBytes(16).toString('hex')}`;
      const expiresAt = now() + (options.lifetimeMs ?? grantCodeMsDefault);
      grantCodes.set(code, { scope: options.scope ?? scope, expiresAt });
      return code;
    },
    deny,
    isValid: (token: string) =>
      apiKeys.has(token) || issued.some((one) => one.token === token && one.expiresAt > now()),
    revoke: (token: string) => {
      issued = issued.filter((one) => one.token !== token);
    },
    revokeAll: () => {
      issued = [];
    },
    revokeRefreshToken: (revoked: boolean) => {
      isRefreshTokenRevoked = revoked;
    },
    setScope: (next: string) => {
      scope = next;
    },
    hasScope: (needed: string) => {
      const granted = scope.split(/[\s,]+/);
      return granted.includes(needed) || granted.includes(needed.replace(/\.\w+$/, '.ALL'));
    },
    /** Epoch milliseconds of every token given out. */
    refreshTimes: () => [...refreshTimes],
    denials: () => denials,
  };
}
