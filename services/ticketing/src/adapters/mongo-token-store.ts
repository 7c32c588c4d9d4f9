import { isDuplicateKey, type RecordCipher, withStoreErrors } from '@acebuddy/storage';
import type { TokenStore } from '@acebuddy/zoho-desk';
import type { Db } from 'mongodb';
import { createTokenCodec } from './token-codec.ts';

interface TokenDocument {
  readonly _id: 'zoho';
  readonly version: number;
  readonly sealed: string;
}

/** The access token that all replicas share, sealed; changed by compare-and-set on its version. */
export function createMongoTokenStore({ db, cipher }: { db: Db; cipher: RecordCipher }): TokenStore {
  const codec = createTokenCodec(cipher);
  const tokens = db.collection<TokenDocument>('oauth_tokens');
  return withStoreErrors<TokenStore>({
    load: async () => {
      const found = await tokens.findOne({ _id: 'zoho' });
      return found === null ? null : { state: codec.open(found.sealed), version: found.version };
    },
    save: async (state, expectedVersion) => {
      const next: TokenDocument = { _id: 'zoho', version: expectedVersion + 1, sealed: codec.seal(state) };
      if (expectedVersion > 0) {
        return (await tokens.replaceOne({ _id: 'zoho', version: expectedVersion }, next)).matchedCount === 1;
      }
      try {
        await tokens.insertOne(next);
        return true;
      } catch (error) {
        if (isDuplicateKey(error)) return false;
        throw error;
      }
    },
  });
}
