import { copyOrder } from '@acebuddy/standalone';
import { type Document, MongoClient } from 'mongodb';

type Copied = ReadonlyMap<string, readonly Document[]>;

/**
 * Stands in for mongodump and mongorestore, which are not on these machines: every document of every database, in the order that
 * a backup without an oplog has to have. Unlike them it copies collection after collection, not one moment.
 */
export interface MongoCopy {
  /** Puts it in place of whatever is there. */
  putBack(): Promise<void>;
}

/** @param prefix of the names of the databases, as the URI names it */
export async function copyMongo(uri: string, prefix: string): Promise<MongoCopy> {
  const databases = new Map<string, Copied>();
  await withClient(uri, async (client) => {
    for (const name of copyOrder.map((service) => `${prefix}_${service}`)) {
      const db = client.db(name);
      const collections = new Map<string, readonly Document[]>();
      for (const { name: collection } of await db.listCollections({}, { nameOnly: true }).toArray())
        collections.set(collection, await db.collection(collection).find().toArray());
      databases.set(name, collections);
    }
  });
  return {
    putBack: () =>
      withClient(uri, async (client) => {
        for (const [name, collections] of databases) {
          await client.db(name).dropDatabase();
          for (const [collection, documents] of collections)
            if (documents.length > 0)
              await client
                .db(name)
                .collection(collection)
                .insertMany([...documents]);
        }
      }),
  };
}

async function withClient(uri: string, use: (client: MongoClient) => Promise<void>): Promise<void> {
  const client = new MongoClient(uri, { serverSelectionTimeoutMS: 10_000 });
  try {
    await use(client);
  } finally {
    await client.close();
  }
}
