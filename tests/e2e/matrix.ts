import { randomUUID } from 'node:crypto';
import { describeWithMongo } from '@acebuddy/testkit';
import { MongoClient } from 'mongodb';
import { afterAll, beforeAll, describe } from 'vitest';
import { startTopology, type Topology, type TopologyName } from './topology.ts';

/** Topologies of this run: standalone by default, `ACEBUDDY_E2E=distributed` for the four processes. */
const topologies: readonly TopologyName[] =
  process.env.ACEBUDDY_E2E === 'distributed' ? ['distributed'] : ['standalone'];

/** Registers the same suite for each topology on each store that this machine has. `env`: further environment of the product. */
export function describeProduct(
  name: string,
  suite: (topology: () => Topology) => void,
  env: Readonly<Record<string, string>> = {},
): void {
  for (const topology of topologies) {
    describe(`${name} (${topology}, SQLite)`, () => suite(running({ name: topology, env })));
    describeWithMongo(`${name} (${topology}, MongoDB)`, (mongo) =>
      suite(running({ name: topology, env, mongodbUri: () => withPrefix(mongo.uri()) })),
    );
  }
}

/** The database in the URI is the prefix of the services' databases: each suite gets its own three. */
function withPrefix(uri: string): string {
  const url = new URL(uri);
  url.pathname = `/e2e_${randomUUID().slice(0, 8)}`;
  return url.toString();
}

async function dropDatabases(uri: string): Promise<void> {
  const client = new MongoClient(uri, { serverSelectionTimeoutMS: 3_000 });
  try {
    const prefix = new URL(uri).pathname.slice(1);
    for (const service of ['conversation', 'ticketing', 'notifications'])
      await client.db(`${prefix}_${service}`).dropDatabase();
  } finally {
    await client.close();
  }
}

function running(options: {
  name: TopologyName;
  env: Readonly<Record<string, string>>;
  mongodbUri?: () => string;
}): () => Topology {
  let topology: Topology | undefined;
  const mongodbUri = options.mongodbUri?.();
  beforeAll(async () => {
    topology = await startTopology({ name: options.name, mongodbUri, env: options.env });
  }, 60_000);
  afterAll(async () => {
    await topology?.[Symbol.asyncDispose]();
    if (mongodbUri !== undefined) await dropDatabases(mongodbUri);
  }, 30_000);
  return () => {
    if (topology === undefined) throw new TypeError('the product is not running');
    return topology;
  };
}
