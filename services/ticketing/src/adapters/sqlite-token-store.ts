import type { DatabaseSync } from 'node:sqlite';
import { prepared, type RecordCipher, runMigrations, transaction, withStoreErrors } from '@acebuddy/storage';
import type { TokenStore } from '@acebuddy/zoho-desk';
import { createTokenCodec } from './token-codec.ts';

const migrations: readonly string[] = [
  `
  CREATE TABLE oauth_tokens (
    name TEXT PRIMARY KEY,
    version INTEGER NOT NULL,
    sealed TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;
  `,
];

/** The access token that processes on this file share, sealed. */
export function createSqliteTokenStore({ db, cipher }: { db: DatabaseSync; cipher: RecordCipher }): TokenStore {
  const codec = createTokenCodec(cipher);
  runMigrations(db, 'ticketing-tokens', migrations);
  return withStoreErrors<TokenStore>({
    load: async () => {
      const row = prepared(db, "SELECT version, sealed FROM oauth_tokens WHERE name = 'zoho'").get();
      return row === undefined ? null : { state: codec.open(String(row.sealed)), version: Number(row.version) };
    },
    save: async (state, expectedVersion) =>
      transaction(db, () => {
        const row = prepared(db, "SELECT version FROM oauth_tokens WHERE name = 'zoho'").get();
        if (Number(row?.version ?? 0) !== expectedVersion) return false;
        prepared(
          db,
          `INSERT INTO oauth_tokens (name, version, sealed) VALUES ('zoho', ?, ?)
           ON CONFLICT (name) DO UPDATE SET version = excluded.version, sealed = excluded.sealed`,
        ).run(expectedVersion + 1, codec.seal(state));
        return true;
      }),
  });
}
