import { expect, it } from 'vitest';
import type { Database } from './database.ts';
import { createRecordCipher } from './record-cipher.ts';
import { describeStores } from './testing/index.ts';
import { openVersionedRecord } from './versioned-record.ts';

const cipher = createRecordCipher([{ id: 'k1', key: new Uint8Array(32).fill(3) }]);
const open = (database: Database, key = cipher) =>
  openVersionedRecord({
    database,
    cipher: key,
    collection: 'oauth_tokens',
    name: 'zoho',
    recordId: 'test/zoho',
    parse: String,
    unreadable: 'unreadable',
  });

describeStores('a versioned record', (openDatabase, again) => {
  it('is null at first, then what was saved last, for every replica', async () => {
    const database = await openDatabase();
    const record = open(database);
    expect(await record.load()).toBeNull();
    expect(await record.save('one', 0)).toBe(true);
    expect(await record.save('two', 1)).toBe(true);
    expect(await open(await again(database)).load()).toEqual({ state: 'two', version: 2 });
  });

  it('is replaced when its key is gone, and by one writer only', async () => {
    const database = await openDatabase();
    const old = open(database);
    await old.save('one', 0);
    const record = open(await again(database), createRecordCipher([{ id: 'k2', key: new Uint8Array(32).fill(4) }]));
    expect(await record.load()).toEqual({ state: 'unreadable', version: 1 });
    expect(await record.save('two', 1)).toBe(true);
    expect(await record.load()).toEqual({ state: 'two', version: 2 });
    expect(await old.save('three', 1)).toBe(false);
  });

  it('is changed only from the version that the writer knows', async () => {
    const database = await openDatabase();
    const record = open(database);
    const other = open(await again(database));
    expect(await record.save('mine', 0)).toBe(true);
    expect(await other.save('theirs', 0)).toBe(false);
    expect(await other.save('theirs', 2)).toBe(false);
    const races = await Promise.all([record.save('left', 1), other.save('right', 1)]);
    expect(races.filter(Boolean)).toHaveLength(1);
  });
});
