import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { expect, test } from 'vitest';
import { type Database, openDatabase } from '../src/index.ts';
import { describeWithMongo } from '../src/testing/index.ts';

type MongoDatabase = Extract<Database, { kind: 'mongo' }>;

async function openMongo(mongodbUri: string, name: string): Promise<MongoDatabase> {
  const database = await openDatabase({ mongodbUri, name });
  if (database.kind !== 'mongo') throw new TypeError('expected MongoDB');
  return database;
}

function withOptions(uri: string, options: string): string {
  if (uri.includes('?')) return `${uri}&${options}`;
  return `${uri}${/\/\/[^/]+\//.test(uri) ? '' : '/'}?${options}`;
}

describeWithMongo('a MongoDB database', (mongo) => {
  test('acknowledges by majority, waits for bounded times and repeats what the driver may repeat', async () => {
    const { db, close } = await openMongo(mongo.uri(), mongo.databaseName());
    expect(db.writeConcern).toMatchObject({ w: 'majority' });
    expect(db.client.options).toMatchObject({
      serverSelectionTimeoutMS: 3_000,
      connectTimeoutMS: 3_000,
      socketTimeoutMS: 5_000,
      waitQueueTimeoutMS: 3_000,
      retryWrites: true,
      maxPoolSize: 50,
    });
    await close();
  });

  test('the operator’s own options in the URI win, except for the write concern', async () => {
    const { db, close } = await openMongo(
      withOptions(mongo.uri(), 'maxPoolSize=7&SocketTimeoutMS=9000&w=1'),
      mongo.databaseName(),
    );
    expect(db.client.options).toMatchObject({ maxPoolSize: 7, socketTimeoutMS: 9_000 });
    expect(db.writeConcern).toMatchObject({ w: 'majority' });
    await close();
  });

  test('a refused login names the variable, never the password', async () => {
    const uri = mongo.uri().replace(/\/\/([^@/]*@)?/, '//ada:hunter2@');
    const failure = await openMongo(uri, mongo.databaseName()).catch((error: unknown) => error);
    expect(failure).toMatchObject({
      code: 'STORE_UNAVAILABLE',
      message: 'MongoDB refused the login of MONGODB_URI: check user, password and authSource',
    });
  });
});

test('a server that accepts and says nothing is given up within 5 seconds', async () => {
  const sockets: Socket[] = [];
  const server = createServer((socket) => sockets.push(socket)).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const startedAt = performance.now();
  await expect(openMongo(`mongodb://127.0.0.1:${port}/?directConnection=true`, 'test')).rejects.toMatchObject({
    code: 'STORE_UNAVAILABLE',
  });
  expect(performance.now() - startedAt).toBeLessThan(5_000);
  for (const socket of sockets) socket.destroy();
  server.close();
});
