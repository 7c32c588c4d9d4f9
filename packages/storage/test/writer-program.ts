/** Writes rows into a SQLite file until it is killed or done, and prints each id once its commit has returned: FILE COUNT */
import { openDatabase, prepared, runMigrations, transaction } from '../src/index.ts';

const [, , sqliteFile = '', count = '0'] = process.argv;
const database = await openDatabase({ sqliteFile, name: 'test' });
if (database.kind === 'sqlite') {
  const { db } = database;
  runMigrations(db, 'test', ['CREATE TABLE counters (name TEXT PRIMARY KEY, value INTEGER NOT NULL) STRICT']);
  for (let round = 0; round < Number(count); round += 1) {
    const value = transaction(db, () => {
      const row = prepared(db, "SELECT value FROM counters WHERE name = 'shared'").get();
      const next = Number(row?.value ?? 0) + 1;
      prepared(
        db,
        "INSERT INTO counters VALUES ('shared', ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
      ).run(next);
      return next;
    });
    process.stdout.write(`${value}\n`);
  }
}
await database.close();
