import type { Database } from '@acebuddy/storage';
import { expect, test } from 'vitest';
import { describeStores } from '../src/index.ts';

async function write(database: Database, text: string): Promise<void> {
  if (database.kind === 'mongo') {
    await database.db.collection('notes').insertOne({ text });
    return;
  }
  database.db.exec('CREATE TABLE IF NOT EXISTS notes (text TEXT)');
  database.db.prepare('INSERT INTO notes VALUES (?)').run(text);
}

async function count(database: Database): Promise<number> {
  if (database.kind === 'mongo') return database.db.collection('notes').countDocuments();
  const table = database.db.prepare("SELECT 1 FROM sqlite_master WHERE name = 'notes'").get();
  return table === undefined ? 0 : database.db.prepare('SELECT text FROM notes').all().length;
}

describeStores('a store opened for a test', (open, again) => {
  test('is empty, whatever other tests wrote', async () => {
    await write(await open(), 'one');
    expect(await count(await open())).toBe(0);
  });

  test('is seen by a second connection as another replica would see it', async () => {
    const first = await open();
    const second = await again(first);
    await write(first, 'one');
    expect(await count(second)).toBe(1);
  });

  test('answers a ping until it is closed, and says STORE_UNAVAILABLE afterwards', async () => {
    const database = await open();
    await expect(database.ping()).resolves.toBeUndefined();
    await database.close();
    await expect(database.ping()).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' });
  });
});
