import type { Database } from './database.ts';
import { createMongoVersionedRecord } from './mongo-versioned-record.ts';
import { createSqliteVersionedRecord } from './sqlite-versioned-record.ts';

/** Table and collection of the pulse. */
export const pulseName = 'pulse';

/** When somebody last worked on this store: of what happened outside after that it may know nothing. */
export interface Pulse {
  /** Epoch milliseconds; null where none was kept. */
  last(): Promise<number | null>;
  beat(at: number): Promise<void>;
}

/** One small write for each beat, whatever the store holds. Failures of the store throw `STORE_UNAVAILABLE`. */
export function openPulse(database: Database): Pulse {
  const record =
    database.kind === 'mongo'
      ? createMongoVersionedRecord(database.db, pulseName, 'pulse')
      : createSqliteVersionedRecord(database.db, pulseName, 'pulse');
  return {
    last: async () => {
      const at = Number((await record.load())?.state ?? Number.NaN);
      return Number.isFinite(at) ? at : null;
    },
    // Lost to another replica: its beat is as good as ours.
    beat: async (at) => void (await record.save(String(at), (await record.load())?.version ?? 0)),
  };
}
