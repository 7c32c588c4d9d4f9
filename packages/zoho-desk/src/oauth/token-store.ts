import { z } from 'zod';

/**
 * What replicas must share about one refresh token: the access token of the hour, and how often it was renewed. Keep the
 * record encrypted; `accessToken` is a credential.
 */
export interface TokenState {
  /** Fingerprint of the credentials: a record of other credentials is worthless and gets overwritten. */
  readonly credentials: string;
  readonly accessToken: string | null;
  /** Epoch milliseconds. */
  readonly expiresAt: number;
  readonly scope: string | null;
  /** Epoch milliseconds of the refreshes of the last ten minutes, written before each one is tried. */
  readonly refreshes: readonly number[];
  /** Zoho said "too many requests": no refresh before this time. */
  readonly blockedUntil: number;
  /** Who is refreshing now, and until when that is believed. */
  readonly lease: { readonly owner: string; readonly until: number } | null;
}

/** The same for stores that keep it as text. */
export const tokenStateSchema = z.object({
  credentials: z.string(),
  accessToken: z.string().nullable(),
  expiresAt: z.number(),
  scope: z.string().nullable(),
  refreshes: z.array(z.number()),
  blockedUntil: z.number(),
  lease: z.object({ owner: z.string(), until: z.number() }).nullable(),
}) satisfies z.ZodType<TokenState>;

export interface StoredTokenState {
  readonly state: TokenState;
  /** 0 before the first save, then one more with each. */
  readonly version: number;
}

/** One record, changed by compare-and-set. Adapters may reject when the store is down. */
export interface TokenStore {
  load(): Promise<StoredTokenState | null>;
  /** False when the record's version is not `expectedVersion` (0: there is none yet) any more. */
  save(state: TokenState, expectedVersion: number): Promise<boolean>;
}

/** For one process without replicas, and for tests. */
export function createMemoryTokenStore(): TokenStore {
  let stored: StoredTokenState | null = null;
  return {
    load: () => Promise.resolve(stored),
    save: (state, expectedVersion) => {
      if ((stored?.version ?? 0) !== expectedVersion) {
        return Promise.resolve(false);
      }
      stored = { state, version: expectedVersion + 1 };
      return Promise.resolve(true);
    },
  };
}
