import type { RecordCipher } from '@acebuddy/storage';
import type { TokenState } from '@acebuddy/zoho-desk';
import { z } from 'zod';

const recordId = 'ticketing/oauth/zoho';

const tokenStateSchema = z.object({
  credentials: z.string(),
  accessToken: z.string().nullable(),
  expiresAt: z.number(),
  scope: z.string().nullable(),
  refreshes: z.array(z.number()),
  blockedUntil: z.number(),
  lease: z.object({ owner: z.string(), until: z.number() }).nullable(),
});

/** The token's record as both stores keep it: a credential, hence sealed as a whole. */
export function createTokenCodec(cipher: RecordCipher) {
  return {
    seal: (state: TokenState): string => cipher.seal(JSON.stringify(state), recordId),
    open: (sealed: string): TokenState => tokenStateSchema.parse(JSON.parse(cipher.open(sealed, recordId))),
  };
}
