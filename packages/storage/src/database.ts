import type { DatabaseSync } from 'node:sqlite';
import type { Db } from 'mongodb';
import { openSqlite } from './sqlite-database.ts';

export interface ForgetOptions {
  /**
   * SQLite: also what releases deleted that did not overwrite it. Writes the whole file anew, which takes a second for
   * every 100 MB; larger files than 256 MB are left as they are unless `large` is set.
   */
  readonly earlier?: boolean;
  readonly large?: boolean;
}

interface Closable {
  /** Resolves when the store answers and, SQLite, its folder can be written; throws `STORE_UNAVAILABLE` otherwise. */
  ping(): Promise<void>;
  /**
   * Call it after a removal that people rely on: what was removed is then in no file of the store any more, neither in free
   * pages nor in the log (SQLite). MongoDB overwrites such space in its own time; nothing can be asked of it. Resolves to
   * false when it could not be done now; the next call does it along.
   */
  forget(options?: ForgetOptions): Promise<boolean>;
  close(): Promise<void>;
}

/** The store of one service. Adapters switch on `kind`; the domain never sees it. */
export type Database =
  | ({ readonly kind: 'mongo'; readonly db: Db } & Closable)
  | ({ readonly kind: 'sqlite'; readonly db: DatabaseSync } & Closable);

export interface OpenDatabaseOptions {
  /** Set: MongoDB. Wins over `sqliteFile`. */
  readonly mongodbUri?: string | undefined;
  /** Path of the file (its folder is made), or `:memory:`. */
  readonly sqliteFile?: string | undefined;
  /**
   * SQLite: no other process may open the file exclusively at the same time. Services do; commands of operators that
   * work beside them do not. `false` when left out.
   */
  readonly exclusive?: boolean | undefined;
  /** Name of the service, which is the name of its MongoDB database. */
  readonly name: string;
}

/**
 * Opens the store of one service and makes sure that it answers. Throws `STORE_UNAVAILABLE` with a sentence that names
 * the setting to check and never its value.
 */
export async function openDatabase(options: OpenDatabaseOptions): Promise<Database> {
  if (options.mongodbUri !== undefined) {
    // Only where it is used: the driver takes 30 MB and a tenth of a second at every start.
    const { openMongo } = await import('./mongo-database.ts');
    return openMongo(options.mongodbUri, options.name);
  }
  if (options.sqliteFile !== undefined) return openSqlite(options.sqliteFile, options.exclusive);
  throw new TypeError('openDatabase needs mongodbUri or sqliteFile');
}

/** Where it is, for messages to operators. */
export function placeOf(database: Database): string {
  if (database.kind === 'mongo') return `MongoDB database ${database.db.databaseName}`;
  return database.db.location() ?? 'in memory';
}
