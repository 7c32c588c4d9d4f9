import { randomBytes } from 'node:crypto';
import { MongoClient } from 'mongodb';
import { afterAll, describe } from 'vitest';
import { leaveOut, providedMongo } from './provided-mongo.ts';

/** The shared server of the run. Suites keep apart by database names, which are dropped when the suite has ended. */
export interface MongoSuite {
  uri(): string;
  /** A random name, new at each call. */
  databaseName(): string;
}

/** A suite that needs MongoDB. Without a server it is reported as left out; with CI set that is a failure. */
export function describeWithMongo(name: string, suite: (mongo: MongoSuite) => void): void {
  const { uri, missing, required } = providedMongo();
  if (uri === null) {
    leaveOut(name, missing ?? 'no MongoDB server', required);
    return;
  }
  describe(name, () => {
    const names: string[] = [];
    afterAll(() => dropDatabases(uri, names));
    suite({
      uri: () => uri,
      databaseName: () => {
        const databaseName = `acebuddy_test_${randomBytes(6).toString('hex')}`;
        names.push(databaseName);
        return databaseName;
      },
    });
  });
}

async function dropDatabases(uri: string, names: readonly string[]): Promise<void> {
  if (names.length === 0) return;
  const client = new MongoClient(uri, { serverSelectionTimeoutMS: 3_000 });
  try {
    for (const name of names) await client.db(name).dropDatabase();
  } finally {
    await client.close();
  }
}
