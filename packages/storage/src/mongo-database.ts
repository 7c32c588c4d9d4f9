import { AppError } from '@acebuddy/contracts';
import { MongoClient, type MongoClientOptions } from 'mongodb';
import type { Database } from './database.ts';
import { explainMongoFailure, unusableUri } from './mongo-failures.ts';
import { storeError } from './store-error.ts';

/** A down primary is replaced within seconds; whoever waits for a reply must learn of it before the reply is due. */
const serverSelectionTimeoutMS = 3_000;

const defaults = {
  appName: 'acebuddy',
  serverSelectionTimeoutMS,
  connectTimeoutMS: 3_000,
  socketTimeoutMS: 5_000,
  waitQueueTimeoutMS: 3_000,
  heartbeatFrequencyMS: 5_000,
  maxPoolSize: 50,
  maxIdleTimeMS: 300_000,
  retryWrites: true,
  retryReads: true,
} as const satisfies MongoClientOptions;

/**
 * One client for one service. Writes are acknowledged by a majority of the replica set, so an acknowledged write
 * survives a step-down; timeouts and the pool's size may be changed in the URI itself.
 */
export async function openMongo(uri: string, name: string): Promise<Database> {
  const client = createClient(uri);
  try {
    await client.connect();
    await client.db('admin').command({ ping: 1 });
  } catch (error) {
    await client.close().catch(() => undefined);
    throw new AppError('STORE_UNAVAILABLE', explainMongoFailure(error), { cause: error });
  }
  const db = client.db(databaseName(uri, name));
  return {
    kind: 'mongo',
    db,
    ping: async () => {
      await db.command({ ping: 1 }).catch((error: unknown) => {
        throw storeError(error);
      });
    },
    forget: async () => true,
    close: () => client.close(),
  };
}

/** A database named in the URI becomes a prefix, so that several installations can share one cluster. */
function databaseName(uri: string, service: string): string {
  const [, prefix] = /^mongodb(?:\+srv)?:\/\/[^/]+\/([^?]+)/.exec(uri) ?? [];
  return prefix === undefined ? service : `${decodeURIComponent(prefix)}_${service}`;
}

function createClient(uri: string): MongoClient {
  try {
    return new MongoClient(uri, { ...withoutThoseOf(uri), writeConcern: { w: 'majority' } });
  } catch (error) {
    throw new AppError('STORE_UNAVAILABLE', unusableUri, { cause: error });
  }
}

/** Options passed to the driver win over the URI's; leave out ours where the operator has set her own. */
function withoutThoseOf(uri: string): MongoClientOptions {
  const set = new Set([...new URLSearchParams(uri.split('?')[1] ?? '').keys()].map((key) => key.toLowerCase()));
  return Object.fromEntries(Object.entries(defaults).filter(([key]) => !set.has(key.toLowerCase())));
}
