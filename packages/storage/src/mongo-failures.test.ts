import { describe, expect, test } from 'vitest';
import { openDatabase } from './database.ts';

const password = 'hunter2';

async function failureOf(uri: string): Promise<Error> {
  const failure = await openDatabase({ mongodbUri: uri, name: 'test' }).catch((error: unknown) => error);
  if (failure instanceof Error) return failure;
  throw new TypeError('it did open');
}

describe('a MongoDB that cannot be reached', () => {
  test.each([
    [
      'nothing listens',
      `mongodb://ada:${password}@127.0.0.1:1/?directConnection=true`,
      'nothing listens at that host and port',
    ],
    [
      'an unknown host',
      `mongodb://ada:${password}@no-such-host.invalid/?directConnection=true`,
      'host name does not resolve',
    ],
    ['an unknown cluster', `mongodb+srv://ada:${password}@no-such-cluster.invalid/`, 'host name does not resolve'],
    ['no connection string', `localhost:27017/${password}`, 'not a usable connection string'],
    ['an unescaped password', `mongodb://ada:${password}/x@127.0.0.1/`, 'not a usable connection string'],
    ['an unknown option', `mongodb://ada:${password}@127.0.0.1/?nonsense=1`, 'not a usable connection string'],
  ])('names the variable and the likely mistake, never the password: %s', async (_case, uri, hint) => {
    const failure = await failureOf(uri);
    expect(failure).toMatchObject({ code: 'STORE_UNAVAILABLE', message: expect.stringContaining(hint) });
    expect(failure.message).toContain('MONGODB_URI');
    expect(failure.message).not.toContain(password);
    expect(failure.message).not.toContain('ada');
  });

  test('is reported within 5 seconds', async () => {
    const startedAt = performance.now();
    // A network for documentation: packets to it go nowhere.
    await failureOf('mongodb://192.0.2.1:27017/?directConnection=true');
    expect(performance.now() - startedAt).toBeLessThan(5_000);
  });
});
