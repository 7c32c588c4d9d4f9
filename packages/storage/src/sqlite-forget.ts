import type { DatabaseSync } from 'node:sqlite';
import { setTimeout as wait } from 'node:timers/promises';
import type { ForgetOptions } from './database.ts';
import { isBusy, isFull, storeError } from './store-error.ts';

const triesMax = 20;
const retryMs = 50;
const rewrittenBytesMax = 256 * 1024 * 1024;

/**
 * Moves the log into the file and cuts it to nothing. With `secure_delete` the file itself holds nothing of deleted rows;
 * the log holds every page as it was before the deletion until it is cut. A reader of another process keeps it from that
 * and is waited for, for a second; after that the next deletion, or the next clean stop, does it.
 */
export async function forgetDeleted(
  db: DatabaseSync,
  busyTimeoutMs: number,
  { earlier = false, large = false }: ForgetOptions = {},
): Promise<boolean> {
  try {
    const rewritten = earlier ? rewrite(db, large) : true;
    for (let tries = 0; tries < triesMax; tries += 1) {
      // A transaction of our own would be in the way, too.
      if (!db.isTransaction && cutLog(db, busyTimeoutMs)) return rewritten;
      await wait(retryMs);
    }
    return false;
  } catch (error) {
    throw storeError(error);
  }
}

/** A file without free pages, and without what is left of deleted rows inside of pages. */
function rewrite(db: DatabaseSync, large: boolean): boolean {
  const { bytes } =
    db.prepare('SELECT page_count * page_size AS bytes FROM pragma_page_count, pragma_page_size').get() ?? {};
  if (!large && Number(bytes) > rewrittenBytesMax) return false;
  try {
    db.exec('VACUUM');
    return true;
  } catch (error) {
    if (isBusy(error) || isFull(error)) return false;
    throw error;
  }
}

/** Asks once: waiting inside SQLite would hold the event loop. */
function cutLog(db: DatabaseSync, busyTimeoutMs: number): boolean {
  db.exec('PRAGMA busy_timeout = 0');
  try {
    return db.prepare('PRAGMA wal_checkpoint(TRUNCATE)').get()?.busy === 0;
  } finally {
    db.exec(`PRAGMA busy_timeout = ${busyTimeoutMs}`);
  }
}
