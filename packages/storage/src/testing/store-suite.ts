import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, describe } from 'vitest';
import { type Database, type OpenDatabaseOptions, openDatabase } from '../database.ts';
import { describeWithMongo } from './mongo-suite.ts';

/** Opens a fresh, empty database; it is closed by itself when the test (or, opened outside of one, the suite) has ended. */
export type OpenDatabase = () => Promise<Database>;
/** Opens a second connection to the same data, as another replica would. */
export type OpenAgain = (database: Database) => Promise<Database>;

/** Runs one contract suite on SQLite and on MongoDB. */
export function describeStores(name: string, suite: (open: OpenDatabase, again: OpenAgain) => void): void {
  describe(`${name} on SQLite`, () => {
    const folder = mkdtempSync(join(tmpdir(), 'acebuddy-test-'));
    let count = 0;
    // Registered before the opener's own: hooks after tests run in reverse order.
    afterAll(() => rmSync(folder, { recursive: true, force: true }));
    const opener = createOpener(() => {
      count += 1;
      return { sqliteFile: join(folder, `${count}.sqlite`), name: 'test' };
    });
    suite(opener.open, opener.again);
  });
  describeWithMongo(`${name} on MongoDB`, (mongo) => {
    const opener = createOpener(() => ({ mongodbUri: mongo.uri(), name: mongo.databaseName() }));
    suite(opener.open, opener.again);
  });
}

function createOpener(next: () => OpenDatabaseOptions): { open: OpenDatabase; again: OpenAgain } {
  const optionsOf = new WeakMap<Database, OpenDatabaseOptions>();
  const ofSuite: Database[] = [];
  const ofTest: Database[] = [];
  let inTest = false;
  beforeEach(() => {
    inTest = true;
  });
  afterEach(async () => {
    inTest = false;
    await closeAll(ofTest);
  });
  afterAll(() => closeAll(ofSuite));
  const openWith = async (options: OpenDatabaseOptions): Promise<Database> => {
    const database = await openDatabase(options);
    optionsOf.set(database, options);
    (inTest ? ofTest : ofSuite).push(database);
    return database;
  };
  return {
    open: () => openWith(next()),
    again: (database) => {
      const options = optionsOf.get(database);
      if (options === undefined) throw new TypeError('this database was not opened by the suite');
      return openWith(options);
    },
  };
}

async function closeAll(databases: Database[]): Promise<void> {
  await Promise.all(databases.splice(0).map((database) => database.close()));
}
