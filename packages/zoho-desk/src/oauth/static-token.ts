import { fail, succeed } from '../failure.ts';
import type { TokenSource } from './token-source.ts';

/** `ZOHO_DESK_API_KEY`: one ready access token, for trying out. It lives for an hour and nothing can renew it. */
export function createStaticToken(accessToken: string): TokenSource {
  return {
    get: () => Promise.resolve(succeed(accessToken)),
    renew: () =>
      Promise.resolve(
        fail({
          kind: 'auth',
          code: 'INVALID_OAUTH',
          status: 401,
          message:
            'Desk refused ZOHO_DESK_API_KEY: such a token lives for an hour. Set ZOHO_CLIENT_ID, ZOHO_CLIENT_SECRET and ZOHO_REFRESH_TOKEN instead, and check ZOHO_DC.',
        }),
      ),
    scopes: () => null,
  };
}
