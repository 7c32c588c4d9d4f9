import { AppError } from '@acebuddy/contracts';
import { z } from 'zod';
import type { Database } from './database.ts';
import { createMongoVersionedRecord } from './mongo-versioned-record.ts';
import { createSqliteVersionedRecord } from './sqlite-versioned-record.ts';

/** Table and collection of the marks. */
export const restoreMarksName = 'restore_marks';

/** The store was put back from a backup: between `from` and `at` things may have been done of which it knows nothing. */
const restoreMarkSchema = z.object({
  id: z.string(),
  /** No later than the moment the backup shows, epoch milliseconds. */
  from: z.number(),
  /** When it was put back, epoch milliseconds. */
  at: z.number(),
});
export type RestoreMark = z.infer<typeof restoreMarkSchema>;

const stateSchema = z.object({ marks: z.array(restoreMarkSchema), taken: z.array(z.string()) });
type State = z.infer<typeof stateSchema>;

export interface RestoreMarks {
  /** Oldest first. */
  list(): Promise<readonly RestoreMark[]>;
  /** Those that no start has heeded yet. */
  fresh(): Promise<readonly RestoreMark[]>;
  /** A mark whose id is there already stays as it is. */
  add(mark: RestoreMark): Promise<void>;
  /** The service has done what the mark asks for. */
  heeded(id: string): Promise<void>;
}

const triesMax = 20;
const marksMax = 20;

/** The marks in the store of one service; nothing in them is secret. Failures of the store throw `STORE_UNAVAILABLE`. */
export function openRestoreMarks(database: Database): RestoreMarks {
  const record =
    database.kind === 'mongo'
      ? createMongoVersionedRecord(database.db, restoreMarksName, 'marks')
      : createSqliteVersionedRecord(database.db, restoreMarksName, 'marks');
  const load = async (): Promise<{ state: State; version: number }> => {
    const found = await record.load();
    if (found === null) return { state: { marks: [], taken: [] }, version: 0 };
    return { state: stateSchema.parse(JSON.parse(found.state)), version: found.version };
  };
  const change = async (apply: (state: State) => State): Promise<void> => {
    for (let tries = 0; tries < triesMax; tries += 1) {
      const { state, version } = await load();
      if (await record.save(JSON.stringify(apply(state)), version)) return;
    }
    throw new AppError('STORE_UNAVAILABLE', 'The mark of a restored store could not be written');
  };
  return {
    list: async () => (await load()).state.marks,
    fresh: async () => {
      const { marks, taken } = (await load()).state;
      return marks.filter(({ id }) => !taken.includes(id));
    },
    add: (mark) =>
      change(({ marks, taken }) => ({
        marks: [...marks.filter(({ id }) => id !== mark.id), mark].slice(-marksMax),
        taken,
      })),
    heeded: (id) =>
      change(({ marks, taken }) => ({
        marks,
        taken: [...taken.filter((known) => known !== id), id].slice(-marksMax),
      })),
  };
}
