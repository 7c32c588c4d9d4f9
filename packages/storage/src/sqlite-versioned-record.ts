import type { DatabaseSync } from 'node:sqlite';
import { runMigrations } from './migrations.ts';
import { prepared } from './prepared.ts';
import { withStoreErrors } from './store-error.ts';
import { transaction } from './transaction.ts';
import type { SealedRecord } from './versioned-record.ts';

export function createSqliteVersionedRecord(db: DatabaseSync, table: string, name: string): SealedRecord {
  if (!/^[a-z_]+$/.test(table)) throw new RangeError('a table has a name of letters and underscores');
  runMigrations(db, `versioned-records/${table}`, [
    `CREATE TABLE IF NOT EXISTS ${table} (name TEXT PRIMARY KEY, version INTEGER NOT NULL, sealed TEXT NOT NULL) STRICT, WITHOUT ROWID;`,
  ]);
  const read = () => prepared(db, `SELECT version, sealed FROM ${table} WHERE name = ?`).get(name);
  return withStoreErrors<SealedRecord>({
    load: async () => {
      const row = read();
      return row === undefined ? null : { state: String(row.sealed), version: Number(row.version) };
    },
    save: async (sealed, expectedVersion) =>
      transaction(db, () => {
        if (Number(read()?.version ?? 0) !== expectedVersion) return false;
        prepared(
          db,
          `INSERT INTO ${table} (name, version, sealed) VALUES (?, ?, ?)
           ON CONFLICT (name) DO UPDATE SET version = excluded.version, sealed = excluded.sealed`,
        ).run(name, expectedVersion + 1, sealed);
        return true;
      }),
  });
}
