import { AppError } from '@acebuddy/contracts';
import { MongoNetworkError, MongoServerError } from 'mongodb';
import { expect, test } from 'vitest';
import { type Database, ensureIndexes, isDuplicateKey, storeError, withStoreErrors } from '../src/index.ts';
import { describeStores } from '../src/testing/index.ts';

/** Two inserts under one unique key, by primary key and by index. */
async function insertTwice(database: Database, by: 'id' | 'email'): Promise<void> {
  if (database.kind === 'sqlite') {
    database.db.exec('CREATE TABLE people (id TEXT PRIMARY KEY, email TEXT UNIQUE) STRICT');
    const insert = database.db.prepare('INSERT INTO people VALUES (?, ?)');
    insert.run('1', 'a');
    insert.run(by === 'id' ? '1' : '2', by === 'email' ? 'a' : 'b');
    return;
  }
  const people = database.db.collection<{ _id: string; email: string }>('people');
  await ensureIndexes(people, [{ key: { email: 1 }, name: 'email', unique: true }]);
  await people.insertOne({ _id: '1', email: 'a' });
  await people.insertOne({ _id: by === 'id' ? '1' : '2', email: by === 'email' ? 'a' : 'b' });
}

describeStores('errors of the store', (open) => {
  test.each(['id', 'email'] as const)(
    'a second row with the same %s is a duplicate, which no retry mends',
    async (by) => {
      const failure = await insertTwice(await open(), by).catch((error: unknown) => error);
      expect(isDuplicateKey(failure)).toBe(true);
      expect(storeError(failure)).toMatchObject({ code: 'INTERNAL', cause: failure });
    },
  );

  test('a store that was closed is unavailable', async () => {
    const database = await open();
    await database.close();
    const failure = await insertTwice(database, 'id').catch((error: unknown) => error);
    expect(isDuplicateKey(failure)).toBe(false);
    expect(storeError(failure)).toMatchObject({ code: 'STORE_UNAVAILABLE' });
  });

  test('making sure of indexes twice is one time too many and does no harm', async () => {
    const database = await open();
    if (database.kind === 'sqlite') return;
    const people = database.db.collection('people');
    const indexes = [{ key: { email: 1 }, name: 'email', unique: true }] as const;
    await ensureIndexes(people, indexes);
    await ensureIndexes(people, indexes);
    await ensureIndexes(people, []);
    expect((await people.indexes()).map(({ name }) => name)).toEqual(['_id_', 'email']);
  });
});

test.each([
  ['a lost connection', new MongoNetworkError('connection 1 to 10.0.0.7:27017 closed'), 'STORE_UNAVAILABLE'],
  ['a primary that stepped down', new MongoServerError({ message: 'not primary', code: 10_107 }), 'STORE_UNAVAILABLE'],
  ['a write concern that timed out', new MongoServerError({ message: 'wtimeout', code: 64 }), 'STORE_UNAVAILABLE'],
  ['a malformed command', new MongoServerError({ message: 'unknown operator', code: 2 }), 'INTERNAL'],
  ['a document that is too large', new MongoServerError({ message: 'too large', code: 10_334 }), 'INTERNAL'],
  ['a full disk', Object.assign(new Error('database or disk is full'), { errcode: 13 }), 'STORE_UNAVAILABLE'],
  ['a disk that fails', Object.assign(new Error('disk I/O error'), { errcode: 778 }), 'STORE_UNAVAILABLE'],
  ['a mistake in SQL', Object.assign(new Error('no such table'), { errcode: 1 }), 'INTERNAL'],
  ['a broken reference', Object.assign(new Error('FOREIGN KEY constraint failed'), { errcode: 787 }), 'INTERNAL'],
  ['a bug of ours', new TypeError('x is not a function'), 'INTERNAL'],
])('%s becomes the code that says whether to try again', (_case, error, code) => {
  expect(storeError(error)).toMatchObject({ code, cause: error });
});

test('the sentence of an error says nothing of the store', () => {
  const error = storeError(
    new MongoServerError({ message: 'E11000 dup key: { email: "ada@customer.example" }', code: 11_000 }),
  );
  expect(error.message).toBe('The store refused the operation');
});

test('a guarded store passes results on and translates what its methods throw, waited for or not', async () => {
  const own = new AppError('CONFLICT', 'changed meanwhile');
  const store = withStoreErrors({
    name: 'notes',
    load: async (id: string) => `note ${id}`,
    lose: async () => Promise.reject(new MongoNetworkError('closed')),
    refuse: () => {
      throw own;
    },
  });
  expect([store.name, await store.load('1')]).toEqual(['notes', 'note 1']);
  await expect(store.lose()).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' });
  expect(() => store.refuse()).toThrow(own);
});
