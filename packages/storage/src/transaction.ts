import type { DatabaseSync } from 'node:sqlite';
import { prepared } from './prepared.ts';

/**
 * Runs `run` in one write transaction: all of it or nothing. Takes the write lock at once (`BEGIN IMMEDIATE`), so that
 * a read inside is still true when the write follows. `run` must be synchronous. Inside another transaction it joins it.
 */
export function transaction<T>(db: DatabaseSync, run: () => T): T {
  if (db.isTransaction) return run();
  prepared(db, 'BEGIN IMMEDIATE').run();
  try {
    const result = atOnce(run);
    prepared(db, 'COMMIT').run();
    return result;
  } catch (error) {
    // After a full disk SQLite has rolled back by itself.
    if (db.isTransaction) prepared(db, 'ROLLBACK').run();
    throw error;
  }
}

/** Runs a body that must not wait: others would write in between. */
export function atOnce<T>(run: () => T): T {
  const result = run();
  if (result instanceof Promise) throw new TypeError('a SQLite transaction cannot wait for a promise');
  return result;
}
