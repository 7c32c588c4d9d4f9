import type { Database } from './database.ts';
import { keyMarksName } from './key-marks.ts';
import { pulseName } from './pulse.ts';
import { restoreMarksName } from './restore-marks.ts';

/** What a store has before anything was ever kept in it. */
const ofTheStoreItself = ['schema_versions', keyMarksName, pulseName, restoreMarksName];

/** Whether anything at all is kept there, sealed or not. */
export async function holdsRecords(database: Database): Promise<boolean> {
  if (database.kind === 'mongo') {
    const { db } = database;
    for (const { name } of await db.listCollections({}, { nameOnly: true }).toArray()) {
      if (ofTheStoreItself.includes(name) || name.startsWith('system.')) continue;
      if ((await db.collection(name).findOne({}, { projection: { _id: 1 } })) !== null) return true;
    }
    return false;
  }
  const { db } = database;
  const tables = db.prepare(
    "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite!_%' ESCAPE '!'",
  );
  return tables
    .all()
    .map(({ name }) => String(name))
    .filter((name) => !ofTheStoreItself.includes(name))
    .some((name) => db.prepare(`SELECT 1 FROM "${name.replaceAll('"', '""')}" LIMIT 1`).get() !== undefined);
}
