import type { DatabaseSync } from 'node:sqlite';
import { prepared } from './prepared.ts';
import { withDamageNamed } from './store-error.ts';
import { transaction } from './transaction.ts';

/**
 * Brings the tables of `name` up to date: runs the migrations that this file has not seen, in order, each once, all in one
 * transaction. Entries are only ever appended; replicas that start together take turns. Refuses a file written by a
 * newer release.
 */
export function runMigrations(db: DatabaseSync, name: string, migrations: readonly string[]): void {
  withDamageNamed(db, () => migrate(db, name, migrations));
}

function migrate(db: DatabaseSync, name: string, migrations: readonly string[]): void {
  transaction(db, () => {
    db.exec('CREATE TABLE IF NOT EXISTS schema_versions (name TEXT PRIMARY KEY, version INTEGER NOT NULL) STRICT');
    const done = versionOf(db, name);
    if (done > migrations.length) {
      throw new Error(
        `the tables of ${name} were written by a newer release (version ${done}, known ${migrations.length})`,
      );
    }
    for (const migration of migrations.slice(done)) db.exec(migration);
    prepared(
      db,
      'INSERT INTO schema_versions (name, version) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET version = excluded.version',
    ).run(name, migrations.length);
  });
}

function versionOf(db: DatabaseSync, name: string): number {
  const row = prepared(db, 'SELECT version FROM schema_versions WHERE name = ?').get(name);
  return Number(row?.version ?? 0);
}
