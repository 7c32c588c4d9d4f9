import { findTestServer, type MongoServer, startMongoServer } from '@acebuddy/testkit/servers';
import { MongoClient } from 'mongodb';
import { type CutProxy, startCutProxy } from './cut-proxy.ts';
import type { MongoFault } from './faults.ts';

/** A MongoDB of this run alone, with everything that can be done to it. */
export interface ChaosMongo {
  /** Through the stretch of network that can be cut. */
  readonly uri: string;
  readonly suffered: ReadonlyMap<MongoFault, number>;
  hurt(kind: MongoFault, times: number): Promise<void>;
  calm(): Promise<void>;
  close(): Promise<void>;
}

const commands = ['insert', 'update', 'findAndModify', 'find'];
const writes = ['insert', 'update', 'findAndModify'];

/** What `failCommand` does in place of the command, or after it (`writeConcernError`). */
const failpoints = {
  close_connection: { failCommands: commands, closeConnection: true },
  not_writable_primary: { failCommands: writes, errorCode: 10_107 },
  primary_stepped_down: { failCommands: commands, errorCode: 189 },
  write_concern_timeout: {
    failCommands: writes,
    writeConcernError: { code: 64, errmsg: 'waiting for replication timed out' },
  },
} as const;

/** Null when the test server is not installed. */
export async function startMongo(env: Readonly<Record<string, string | undefined>>): Promise<ChaosMongo | null> {
  const binary = findTestServer(env);
  if (binary === null) return null;
  const server = await startMongoServer({ binary, syncOnCommit: true, testCommands: true });
  const proxy = await startCutProxy(Number(new URL(server.uri).port));
  const client = new MongoClient(server.uri, { serverSelectionTimeoutMS: 10_000 });
  const suffered = new Map<MongoFault, number>();
  return {
    uri: `mongodb://127.0.0.1:${proxy.port}/chaos?directConnection=true`,
    suffered,
    async hurt(kind, times) {
      suffered.set(kind, (suffered.get(kind) ?? 0) + (kind === 'sigkill' ? 1 : times));
      await strike({ server, proxy, client }, kind, times);
    },
    async calm() {
      await client.db('admin').command({ configureFailPoint: 'failCommand', mode: 'off' });
    },
    async close() {
      await client.close();
      await proxy.close();
      await server.close();
    },
  };
}

interface Parts {
  readonly server: MongoServer;
  readonly proxy: CutProxy;
  readonly client: MongoClient;
}

async function strike({ server, proxy, client }: Parts, kind: MongoFault, times: number): Promise<void> {
  switch (kind) {
    case 'sigkill':
      await server.kill();
      await server.restart();
      return;
    case 'cut_before':
      proxy.cut();
      return;
    case 'cut_after':
      proxy.swallow(times);
      return;
    default:
      await client.db('admin').command({
        configureFailPoint: 'failCommand',
        mode: { times },
        data: { ...failpoints[kind], appName: 'acebuddy' },
      });
  }
}
