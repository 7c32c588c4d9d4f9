import type { DatabaseSync } from 'node:sqlite';
import type { Db } from 'mongodb';
import { openSqlite } from './sqlite-database.ts';

interface Closable {
  /** Resolves when the store answers; throws `STORE_UNAVAILABLE` otherwise. */
  ping(): Promise<void>;
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
  if (options.sqliteFile !== undefined) return openSqlite(options.sqliteFile);
  throw new TypeError('openDatabase needs mongodbUri or sqliteFile');
}
