import type { DatabaseSync } from 'node:sqlite';
import { AppError, isAppError } from '@acebuddy/contracts';

const duplicateKeyMongo = 11_000;
/** SQLITE_CONSTRAINT_PRIMARYKEY, SQLITE_CONSTRAINT_UNIQUE, SQLITE_CONSTRAINT_ROWID. */
const duplicateKeySqlite = new Set([1_555, 2_067, 2_579]);
/** SQLITE_ERROR, MISMATCH, MISUSE, RANGE, CONSTRAINT, TOOBIG: mistakes of ours, which no waiting mends. */
const permanentSqlite = new Set([1, 18, 19, 20, 21, 25]);
/** SQLITE_BUSY: another connection holds the file. */
const busySqlite = 5;
/** SQLITE_FULL. */
const fullSqlite = 13;
/** SQLITE_CORRUPT, SQLITE_NOTADB. */
const damagedSqlite = new Set([11, 26]);
/** BadValue, FailedToParse, TypeMismatch, BSONObjectTooLarge, document validation, duplicate key: likewise. */
const permanentMongo = new Set([2, 9, 14, 17_419, 10_334, 121, duplicateKeyMongo]);

/** True when the write was refused because a row or document with the same unique key is there already. */
export function isDuplicateKey(error: unknown): boolean {
  if (isMongoError(error)) return error.code === duplicateKeyMongo;
  const errcode = sqliteCode(error);
  return errcode !== undefined && duplicateKeySqlite.has(errcode);
}

/** True when another connection to the SQLite file was in the way. */
export function isBusy(error: unknown): boolean {
  const errcode = sqliteCode(error);
  return errcode !== undefined && (errcode & 0xff) === busySqlite;
}

/** True when SQLite found its file damaged. */
export function isDamaged(error: unknown): boolean {
  const errcode = sqliteCode(error);
  return errcode !== undefined && damagedSqlite.has(errcode & 0xff);
}

/** True when SQLite had no room on the disk. */
export function isFull(error: unknown): boolean {
  const errcode = sqliteCode(error);
  return errcode !== undefined && (errcode & 0xff) === fullSqlite;
}

/** Which file, and what can be done. */
export function damagedFile(file: string, cause: unknown): AppError {
  return new AppError(
    'STORE_UNAVAILABLE',
    `The database file ${file} is damaged. Stop AceBuddy, keep a copy of it, and put a backup in its place (or choose another folder with DATA_DIR); without one "sqlite3 ${file} .recover" may save most of it. Nothing was changed`,
    { cause, fatal: 'STORE_DAMAGED' },
  );
}

/** Runs `run`; damage that it meets is told with the file's name. For what a start reads before anybody handles errors. */
export function withDamageNamed<T>(db: DatabaseSync, run: () => T): T {
  try {
    return run();
  } catch (error) {
    throw isDamaged(error) ? damagedFile(db.location() ?? 'in memory', error) : error;
  }
}

/**
 * Any thrown value as an error of ours: ours stay as they are, failures of the store that may pass become
 * `STORE_UNAVAILABLE` (retryable), mistakes in our use of it `INTERNAL`.
 */
export function storeError(error: unknown): AppError {
  if (isAppError(error)) return error;
  if (isDamaged(error)) {
    return new AppError('STORE_UNAVAILABLE', "The store's file is damaged: a backup has to be put in its place", {
      cause: error,
    });
  }
  if (isFull(error)) {
    return new AppError('STORE_UNAVAILABLE', "The disk of the store's folder is full: make room", { cause: error });
  }
  if (isPassing(error)) {
    return new AppError('STORE_UNAVAILABLE', 'The store does not answer at the moment; please try again', {
      cause: error,
    });
  }
  return new AppError('INTERNAL', 'The store refused the operation', { cause: error });
}

function isPassing(error: unknown): boolean {
  if (isMongoError(error)) return typeof error.code !== 'number' || !permanentMongo.has(error.code);
  const errcode = sqliteCode(error);
  if (errcode !== undefined) return !permanentSqlite.has(errcode & 0xff);
  // node:sqlite's answer when the file was closed under a late call during shutdown.
  return error instanceof Error && 'code' in error && error.code === 'ERR_INVALID_STATE';
}

/** Known by name, since importing the driver's classes would load the driver where SQLite is used. */
function isMongoError(error: unknown): error is Error & { readonly code?: unknown } {
  return error instanceof Error && /^Mongo\w*Error$/.test(error.name);
}

function sqliteCode(error: unknown): number | undefined {
  if (!(error instanceof Error) || !('errcode' in error) || typeof error.errcode !== 'number') return undefined;
  return error.errcode;
}

/** The same store with every failure passed through `storeError`; adapters wrap what they return in it. */
export function withStoreErrors<T extends object>(store: T): T {
  const guarded = Object.entries(store).map(([name, member]) => [
    name,
    typeof member === 'function' ? guard(member) : member,
  ]);
  return Object.fromEntries(guarded) as T;
}

function guard(method: (...args: unknown[]) => unknown): (...args: unknown[]) => unknown {
  return (...args) => {
    try {
      const result = method(...args);
      if (!(result instanceof Promise)) return result;
      return result.catch((error: unknown) => {
        throw storeError(error);
      });
    } catch (error) {
      throw storeError(error);
    }
  };
}
