import type { Db } from 'mongodb';
import { isDuplicateKey, withStoreErrors } from './store-error.ts';
import type { SealedRecord } from './versioned-record.ts';

interface RecordDocument {
  readonly _id: string;
  readonly version: number;
  readonly sealed: string;
}

export function createMongoVersionedRecord(db: Db, collection: string, name: string): SealedRecord {
  const records = db.collection<RecordDocument>(collection);
  return withStoreErrors<SealedRecord>({
    load: async () => {
      const found = await records.findOne({ _id: name });
      return found === null ? null : { state: found.sealed, version: found.version };
    },
    save: async (sealed, expectedVersion) => {
      const next: RecordDocument = { _id: name, version: expectedVersion + 1, sealed };
      if (expectedVersion > 0) {
        return (await records.replaceOne({ _id: name, version: expectedVersion }, next)).matchedCount === 1;
      }
      try {
        await records.insertOne(next);
        return true;
      } catch (error) {
        if (isDuplicateKey(error)) return false;
        throw error;
      }
    },
  });
}
