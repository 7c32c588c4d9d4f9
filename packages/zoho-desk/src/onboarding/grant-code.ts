import { z } from 'zod';
import { createExchange } from '../transport/exchange.ts';
import { parseJson } from '../transport/json.ts';

export interface GrantCode {
  /** Origin of the accounts server of one data centre. */
  readonly accountsOrigin: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** What the API console showed after "Generate code". It can be used once, within minutes. */
  readonly code: string;
  readonly fetch?: typeof fetch;
}

/**
 * What became of a grant code. `other_data_centre`: this accounts server does not know the client (zoho-desk.md §2.4);
 * `used_or_expired`: it knows the client and not the code; `no_refresh_token`: an access token only, as for codes that were
 * not asked for offline access.
 */
export type GrantOutcome =
  | {
      readonly outcome: 'granted';
      readonly refreshToken: string;
      readonly accessToken: string;
      /** What the token may do; null where Zoho did not say. */
      readonly scopes: readonly string[] | null;
    }
  | {
      readonly outcome:
        | 'other_data_centre'
        | 'used_or_expired'
        | 'wrong_secret'
        | 'no_refresh_token'
        | 'throttled'
        | 'unreachable'
        | 'refused';
      /** Zoho's own word for it, or the system's. */
      readonly code: string;
    };

const answerSchema = z.object({
  access_token: z.string().min(1).optional().catch(undefined),
  refresh_token: z.string().min(1).optional().catch(undefined),
  scope: z.string().optional().catch(undefined),
  error: z.string().optional().catch(undefined),
});

const timeoutMs = 12_000;

/** Exchanges a grant code for a refresh token (zoho-desk.md §2.2). Never throws; errors come with status 200, too. */
export async function exchangeGrantCode(grant: GrantCode): Promise<GrantOutcome> {
  const exchange = createExchange({
    origin: grant.accountsOrigin,
    fetch: grant.fetch ?? fetch,
    bodyBytesMax: 64 * 1024,
  });
  const request = new Request(`${grant.accountsOrigin}/oauth/v2/token`, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'authorization_code',
      client_id: grant.clientId,
      client_secret: grant.clientSecret,
      code: grant.code,
    }),
    signal: AbortSignal.timeout(timeoutMs),
  });
  try {
    const response = await exchange(request);
    return classify(response.status, answerSchema.safeParse(parseJson(await response.text())).data);
  } catch (error) {
    return {
      outcome: 'unreachable',
      code: error instanceof Error && 'code' in error ? String(error.code) : 'NO_ANSWER',
    };
  }
}

const known: Readonly<Record<string, Exclude<GrantOutcome['outcome'], 'granted'>>> = {
  invalid_client: 'other_data_centre',
  invalid_code: 'used_or_expired',
  invalid_client_secret: 'wrong_secret',
  'Access Denied': 'throttled',
};

function classify(status: number, answer: z.output<typeof answerSchema> | undefined): GrantOutcome {
  if (answer?.error !== undefined) return { outcome: known[answer.error] ?? 'refused', code: answer.error };
  const { access_token: accessToken, refresh_token: refreshToken, scope } = answer ?? {};
  if (status === 429) return { outcome: 'throttled', code: 'HTTP_429' };
  if (status !== 200 || accessToken === undefined) return { outcome: 'refused', code: `HTTP_${status}` };
  if (refreshToken === undefined) return { outcome: 'no_refresh_token', code: 'NO_REFRESH_TOKEN' };
  const scopes = scope?.split(/[\s,]+/).filter((one) => one !== '') ?? null;
  return { outcome: 'granted', refreshToken, accessToken, scopes };
}
