import type { Database } from './database.ts';
import { createMongoVersionedRecord } from './mongo-versioned-record.ts';
import type { RecordCipher } from './record-cipher.ts';
import { createSqliteVersionedRecord } from './sqlite-versioned-record.ts';

/** One sealed record that all replicas share, changed by compare-and-set on its version. */
export interface VersionedRecord<T> {
  load(): Promise<{ readonly state: T; readonly version: number } | null>;
  /** False when the record's version is not `expectedVersion` (0: there is none yet) any more. */
  save(state: T, expectedVersion: number): Promise<boolean>;
}

export interface VersionedRecordOptions<T> {
  readonly database: Database;
  readonly cipher: RecordCipher;
  /** Collection or table; letters and underscores. */
  readonly collection: string;
  readonly name: string;
  /** Binds the sealed text to its place (record-cipher.ts). */
  readonly recordId: string;
  /** Reads what was sealed; throws when it is something else: that counts as unreadable too. */
  readonly parse: (value: unknown) => T;
  /** Stands for a record that cannot be opened, its key being gone; the next save replaces it. */
  readonly unreadable: T;
}

/** Text as the drivers keep it. */
export type SealedRecord = VersionedRecord<string>;

/** Opens the record in the service's own store. Failures of the store throw `STORE_UNAVAILABLE`. */
export function openVersionedRecord<T>(options: VersionedRecordOptions<T>): VersionedRecord<T> {
  const { database, cipher, collection, name, recordId, parse, unreadable } = options;
  const record: SealedRecord =
    database.kind === 'mongo'
      ? createMongoVersionedRecord(database.db, collection, name)
      : createSqliteVersionedRecord(database.db, collection, name);
  const open = (sealed: string): T => {
    try {
      return parse(JSON.parse(cipher.open(sealed, recordId)));
    } catch {
      return unreadable;
    }
  };
  return {
    load: async () => {
      const found = await record.load();
      return found === null ? null : { state: open(found.state), version: found.version };
    },
    save: (state, expectedVersion) => record.save(cipher.seal(JSON.stringify(state), recordId), expectedVersion),
  };
}
