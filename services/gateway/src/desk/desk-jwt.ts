import { AppError } from '@acebuddy/contracts';
import { type CompactVerifyGetKey, compactVerify, createRemoteJWKSet, customFetch, errors } from 'jose';
import { z } from 'zod';
import type { DeskVerifier } from '../ports.ts';

/** Header of the token (zoho-desk.md §9.3). */
export const deskTokenHeader = 'x-zdesk-jwt';

export interface DeskJwtOptions {
  readonly getKey: CompactVerifyGetKey;
  /** Desk organisation; `iss` must be `orgId:<id>`. Undefined: any. */
  readonly orgId: string | undefined;
  /** Id of the webhook; `aud` must be `webhookId:<id>`. Undefined: any. */
  readonly webhookId: string | undefined;
  readonly now: () => Date;
}

/** Clocks differ. */
const skewMs = 60_000;
/** Values above are milliseconds; the documentation says so in words and shows seconds (zoho-desk.md §9.3). */
const secondsMax = 1e11;

const instantMs = z.number().transform((value) => (value > secondsMax ? value : value * 1_000));
const claimsSchema = z.object({
  iss: z.string(),
  aud: z.union([z.string(), z.array(z.string())]).transform((aud) => [aud].flat()),
  exp: instantMs,
  nbf: instantMs.optional(),
});

/**
 * Proves that a delivery comes from Desk: RS256 and nothing else, known issuer and audience, not expired. It proves nothing
 * about the body.
 */
export function createDeskJwtVerifier(options: DeskJwtOptions): DeskVerifier {
  return {
    async verify(token) {
      if (token === undefined) throw refused('the header X-ZDesk-JWT is missing');
      const claims = await readClaims(token, options.getKey);
      const nowMs = options.now().getTime();
      if (claims.exp + skewMs < nowMs) throw refused('the token has expired');
      if (claims.nbf !== undefined && claims.nbf - skewMs > nowMs) throw refused('the token is not valid yet');
      if (options.orgId !== undefined && claims.iss !== `orgId:${options.orgId}`) {
        throw refused('the token is of another organisation');
      }
      if (options.webhookId !== undefined && !claims.aud.includes(`webhookId:${options.webhookId}`)) {
        throw refused('the token is for another webhook');
      }
    },
  };
}

async function readClaims(token: string, getKey: CompactVerifyGetKey): Promise<z.output<typeof claimsSchema>> {
  try {
    const { payload } = await compactVerify(token, getKey, { algorithms: ['RS256'] });
    return claimsSchema.parse(JSON.parse(new TextDecoder().decode(payload)));
  } catch (error) {
    if (isKeyServerFailure(error)) {
      throw new AppError('SERVICE_UNAVAILABLE', "Desk's keys cannot be fetched", { cause: error });
    }
    throw refused('the token is not signed by Zoho Desk', error);
  }
}

/** Everything else that goes wrong is the token's fault. */
function isKeyServerFailure(error: unknown): boolean {
  if (error instanceof errors.JWKSTimeout) return true;
  // An answer of the key server that is no list of keys.
  if (error instanceof errors.JOSEError && error.code === 'ERR_JOSE_GENERIC') return true;
  return !(error instanceof errors.JOSEError || error instanceof z.ZodError || error instanceof SyntaxError);
}

function refused(reason: string, cause?: unknown): AppError {
  return new AppError('UNAUTHORIZED', `Not a delivery of Zoho Desk: ${reason}.`, { cause });
}

/** Desk's published keys: cached, fetched again at most once a minute when a token names an unknown one. */
export function deskKeys(deskOrigin: string, send: typeof fetch = fetch): CompactVerifyGetKey {
  return createRemoteJWKSet(new URL('/.well-known/jwks.json', deskOrigin), {
    timeoutDuration: 2_000,
    cooldownDuration: 60_000,
    cacheMaxAge: 24 * 60 * 60_000,
    [customFetch]: send,
  });
}
