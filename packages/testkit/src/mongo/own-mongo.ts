import { leaveOut, providedMongo } from '@acebuddy/storage/testing';
import { afterAll, beforeAll, describe } from 'vitest';
import { type MongoServer, type MongoServerOptions, startMongoServer } from './mongo-server.ts';

/**
 * A suite with a MongoDB server of its own, which it may kill, restart and hurt. Call `server()` inside tests and hooks.
 * Left out where the test server is not installed, also when TEST_MONGODB_URI is set.
 */
export function describeWithOwnMongo(
  name: string,
  options: Omit<MongoServerOptions, 'binary'>,
  suite: (server: () => MongoServer) => void,
): void {
  const { binary, required } = providedMongo();
  if (binary === null) {
    leaveOut(name, 'the test server is not installed; `pnpm mongo:install` builds it', required);
    return;
  }
  describe(name, () => {
    let server: MongoServer | undefined;
    beforeAll(async () => {
      server = await startMongoServer({ ...options, binary });
    }, 30_000);
    afterAll(() => server?.close());
    suite(() => {
      if (server === undefined)
        throw new TypeError('the server starts in beforeAll; call server() inside a test or hook');
      return server;
    });
  });
}
