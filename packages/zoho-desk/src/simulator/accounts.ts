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

/** Zoho's accounts server: the refresh call, its limits, and which tokens are good (zoho-desk.md §2). */
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

  const recent = () => refreshTimes.filter((at) => at > now() - windowMs).length;

  function refresh(form: Readonly<Record<string, string | undefined>>): TokenAnswer {
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
    if (form.client_id !== credentials.clientId) {
      return 'invalid_client';
    }
    if (form.client_secret !== credentials.clientSecret) {
      return 'invalid_client_secret';
    }
    return isRefreshTokenRevoked || form.refresh_token !== credentials.refreshToken ? 'invalid_code' : null;
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
