import { z } from 'zod';
import { createExchange, ExchangeError } from '../transport/exchange.ts';
import { parseJson } from '../transport/json.ts';

export interface OAuthCredentials {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly refreshToken: string;
}

/** `permanent` needs a person; `throttled` means ten minutes of silence; `failed` may be tried again soon. */
export type RefreshOutcome =
  | {
      readonly outcome: 'token';
      readonly accessToken: string;
      readonly expiresInS: number;
      readonly scope: string | null;
    }
  | { readonly outcome: 'throttled' }
  | { readonly outcome: 'permanent'; readonly code: string; readonly message: string }
  | { readonly outcome: 'failed'; readonly code: string; readonly message: string; readonly isSent: boolean };

export type RefreshCall = (timeoutMs: number) => Promise<RefreshOutcome>;

const answerSchema = z.object({
  access_token: z.string().min(1).optional().catch(undefined),
  expires_in: z.coerce.number().positive().max(86_400).catch(3_600),
  scope: z.string().optional().catch(undefined),
  error: z.string().optional().catch(undefined),
});

/** Errors that stay until somebody changes something (zoho-desk.md §2.4), each with what that is. */
const permanentErrors: Readonly<Record<string, string>> = {
  invalid_code:
    'The refresh token is wrong, was revoked or was pushed out by newer ones: make a new one and set ZOHO_REFRESH_TOKEN.',
  invalid_client:
    'Zoho does not know this client: check ZOHO_CLIENT_ID, and that ZOHO_DC is the data centre where the client was registered.',
  invalid_client_secret: 'The client secret is wrong: check ZOHO_CLIENT_SECRET (each data centre has its own).',
  invalid_redirect_uri:
    'The refresh token belongs to another kind of client: make a self client and a new refresh token.',
  unsupported_grant_type: 'The accounts server refused the grant: check that ZOHO_ACCOUNTS_URL is an accounts server.',
  general_error:
    'The accounts server gave no reason: check ZOHO_CLIENT_ID, ZOHO_CLIENT_SECRET, ZOHO_REFRESH_TOKEN and ZOHO_DC.',
};

export interface RefreshCallOptions {
  /** Origin of the accounts server. */
  readonly accountsOrigin: string;
  readonly credentials: OAuthCredentials;
  readonly fetch: typeof fetch;
}

/** The refresh call of zoho-desk.md §2.1. Zoho hides errors in answers with status 200; the body decides. */
export function createRefreshCall({ accountsOrigin, credentials, fetch }: RefreshCallOptions): RefreshCall {
  const exchange = createExchange({ origin: accountsOrigin, fetch, bodyBytesMax: 64 * 1024 });
  return async (timeoutMs) => {
    const request = new Request(`${accountsOrigin}/oauth/v2/token`, {
      method: 'POST',
      body: new URLSearchParams({
        grant_type: 'refresh_token',
        refresh_token: credentials.refreshToken,
        client_id: credentials.clientId,
        client_secret: credentials.clientSecret,
      }),
      signal: AbortSignal.timeout(timeoutMs),
    });
    try {
      const response = await exchange(request);
      return classify(response.status, parseJson(await response.text()));
    } catch (error) {
      const code = error instanceof ExchangeError ? error.code : 'ACCOUNTS_UNREACHABLE';
      return {
        outcome: 'failed',
        code,
        message: `The accounts server ${accountsOrigin} did not answer (${code}): check ZOHO_DC, ZOHO_ACCOUNTS_URL and the network.`,
        isSent: !(error instanceof ExchangeError && error.fault === 'not_sent'),
      };
    }
  };
}

function classify(status: number, body: unknown): RefreshOutcome {
  const answer = answerSchema.safeParse(body).data;
  if (answer?.error !== undefined && !isPassing(status, answer.error)) {
    return classifyError(answer.error);
  }
  if (status === 200 && answer?.access_token !== undefined) {
    return {
      outcome: 'token',
      accessToken: answer.access_token,
      expiresInS: answer.expires_in,
      scope: answer.scope ?? null,
    };
  }
  if (status === 429) {
    return { outcome: 'throttled' };
  }
  return {
    outcome: 'failed',
    isSent: true,
    code: `ACCOUNTS_HTTP_${status}`,
    message: `The accounts server answered with status ${status} and no token: check ZOHO_ACCOUNTS_URL and ZOHO_DC.`,
  };
}

/** The server's own trouble, told in the words of OAuth or of any web server: nothing is wrong with the credentials. */
function isPassing(status: number, error: string): boolean {
  if (isThrottle(error) || Object.hasOwn(permanentErrors, error)) {
    return false;
  }
  return status >= 500 || status === 429 || /^(?:server_error|temporarily_unavailable)$/i.test(error);
}

function isThrottle(error: string): boolean {
  return /^access[ _]denied$/i.test(error);
}

function classifyError(error: string): RefreshOutcome {
  if (isThrottle(error)) {
    return { outcome: 'throttled' };
  }
  const message = permanentErrors[error];
  return message === undefined
    ? {
        outcome: 'permanent',
        code: 'OAUTH_ERROR',
        message:
          'The accounts server refused the credentials: check ZOHO_CLIENT_ID, ZOHO_CLIENT_SECRET and ZOHO_REFRESH_TOKEN.',
      }
    : { outcome: 'permanent', code: error.toUpperCase(), message };
}
