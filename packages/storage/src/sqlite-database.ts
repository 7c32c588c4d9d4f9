import { mkdirSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as wait } from 'node:timers/promises';
import { AppError, isAppError } from '@acebuddy/contracts';
import type { Database } from './database.ts';
import { type InstanceLock, lockInstance } from './instance-lock.ts';
import { forgetDeleted } from './sqlite-forget.ts';
import { damagedFile, isBusy, isDamaged, storeError } from './store-error.ts';
import { createWriteProbe } from './write-probe.ts';

/** How long a statement waits for another process's write. It blocks the event loop, so it stays short. */
const busyTimeoutMs = 2_000;
const walRetryMs = 10;
/** Files up to this size are looked through at every start: a tenth of a second at most. Larger damage shows when it is read. */
const checkedBytesMax = 16 * 1024 * 1024;

/**
 * One file per service. WAL with `synchronous=FULL` syncs the log at every commit: what was acknowledged survives
 * `kill -9` and a power cut (with NORMAL a power cut may take the newest commits along). Several processes may open
 * the same file; writers take turns.
 *
 * Measured on two cores and a virtual disk, rows of 2 kB: 5,000 to 7,000 commits a second at rest, 1,300 to 3,100 beside
 * other programs (0.2 ms each, 5 ms for the slowest in a hundred); with NORMAL 12,000 to 32,000. Each commit holds the
 * event loop for as long as the disk needs.
 */
export async function openSqlite(file: string, exclusive = false): Promise<Database> {
  const lock = exclusive && file !== ':memory:' ? await lockFile(file) : null;
  const db = await open(file).catch((error: unknown) => {
    lock?.release();
    throw error;
  });
  const probe = file === ':memory:' ? async () => undefined : createWriteProbe({ file: `${file}.probe` });
  return {
    kind: 'sqlite',
    db,
    ping: async () => {
      try {
        // Reads the file's first page, which `SELECT 1` would not.
        db.prepare('SELECT count(*) FROM sqlite_master').get();
      } catch (error) {
        throw storeError(error);
      }
      await probe();
    },
    forget: (options) => forgetDeleted(db, busyTimeoutMs, options),
    close: async () => {
      if (db.isOpen) db.close();
      lock?.release();
    },
  };
}

function lockFile(file: string): Promise<InstanceLock> {
  return lockInstance(
    `${file}.lock`,
    `The database file ${file}`,
    'Stop that one, or give this one a folder of its own with DATA_DIR (several replicas share a MongoDB: MONGODB_URI).',
  );
}

async function open(file: string): Promise<DatabaseSync> {
  try {
    if (file !== ':memory:') mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
    const db = new DatabaseSync(file, { timeout: busyTimeoutMs, enableForeignKeyConstraints: true });
    await useWal(db);
    db.exec('PRAGMA synchronous = FULL; PRAGMA journal_size_limit = 67108864; PRAGMA secure_delete = ON;');
    lookThrough(db, file);
    return db;
  } catch (error) {
    if (isAppError(error)) throw error;
    if (isDamaged(error)) throw damagedFile(file, error);
    throw new AppError(
      'STORE_UNAVAILABLE',
      'The SQLite file of this service cannot be opened: check that the folder DATA_DIR exists, may be written by this user and has room',
      { cause: error, fatal: 'STORE_UNWRITABLE' },
    );
  }
}

/** Of two processes that make a new file at the same time SQLite refuses one the switch to WAL at once, without `busyTimeoutMs`. */
async function useWal(db: DatabaseSync): Promise<void> {
  const endsAt = performance.now() + busyTimeoutMs;
  for (;;) {
    try {
      return db.exec('PRAGMA journal_mode = WAL');
    } catch (error) {
      if (!isBusy(error) || performance.now() > endsAt) throw error;
      await wait(walRetryMs);
    }
  }
}

/** Damage that shows now is better than damage that a customer meets. */
function lookThrough(db: DatabaseSync, file: string): void {
  if (file === ':memory:' || statSync(file).size > checkedBytesMax) return;
  const found = db.prepare('PRAGMA quick_check(1)').get()?.quick_check;
  if (found !== 'ok') throw damagedFile(file, found);
}
