import { expect, test } from 'vitest';
import type { Database } from './database.ts';
import type { EncryptionKey, EncryptionKeys } from './encryption-keys.ts';
import { checkKeys, examineKeys } from './key-check.ts';
import { openKeyMarks } from './key-marks.ts';
import { createRecordCipher } from './record-cipher.ts';
import type { SealedPlace } from './sealed-place.ts';
import { describeStores } from './testing/index.ts';

const keyOf = (id: string, byte: number): EncryptionKey => ({ id, key: new Uint8Array(32).fill(byte) });
const [older, newer, stranger] = [keyOf('k1', 1), keyOf('k2', 2), keyOf('k1', 9)];
const place: SealedPlace = { name: 'things', key: ['id'], recordIdOf: ({ id }) => `thing:${String(id)}` };
const options = (database: Database, ...keys: EncryptionKeys) => ({ database, store: 'test', keys, places: [place] });
const idsOf = async (database: Database) => Object.keys((await openKeyMarks(database).load()).marks).toSorted();

/** What a release without marks left behind; `sealed` in place of what the key would have written. */
async function keep(database: Database, key: EncryptionKey, id: string, sealed?: string): Promise<void> {
  const row = { id, sealed: sealed ?? createRecordCipher([key]).seal('text', `thing:${id}`) };
  if (database.kind === 'mongo') {
    const { id: _id, ...fields } = row;
    await database.db.collection<{ _id: string; sealed: string }>('things').insertOne({ _id, ...fields });
    return;
  }
  database.db.exec('CREATE TABLE IF NOT EXISTS things (id TEXT PRIMARY KEY, sealed TEXT) STRICT');
  database.db.prepare('INSERT INTO things VALUES (?, ?)').run(row.id, row.sealed);
}

describeStores('the check of the keys', (open, again) => {
  test('marks an empty store, and lets the same keys in again', async () => {
    const database = await open();
    expect(await checkKeys(options(database, older))).toMatchObject({ isNew: true, holdsRecords: false });
    expect(await idsOf(database)).toEqual(['k1']);
    expect(await checkKeys(options(database, older))).toMatchObject({ isNew: false, holdsRecords: false });
  });

  test('refuses keys that lack one which sealed the store, and names its id', async () => {
    const database = await open();
    await checkKeys(options(database, older));
    await expect(checkKeys(options(database, newer))).rejects.toThrow(/store of test .*needs the encryption key "k1"/);
    expect(await idsOf(database)).toEqual(['k1']);
  });

  test('refuses another key of the same id', async () => {
    const database = await open();
    await checkKeys(options(database, older));
    await expect(checkKeys(options(database, stranger))).rejects.toThrow(/another key that is also called "k1"/);
  });

  test('lets a new first key in beside the old one, and wants both from then on', async () => {
    const database = await open();
    await checkKeys(options(database, older));
    await checkKeys(options(database, newer, older));
    expect(await idsOf(database)).toEqual(['k1', 'k2']);
    await expect(checkKeys(options(database, older))).rejects.toThrow(/"k2"/);
    await expect(checkKeys(options(database, newer))).rejects.toThrow(/"k1"/);
  });

  test('tries a store without marks by its own records, and marks every key that opens some', async () => {
    const database = await open();
    await keep(database, older, 'a');
    await keep(database, older, 'altered', `v1.k1.${Buffer.alloc(60).toString('base64url')}`);
    expect(await examineKeys(options(database, newer))).toMatchObject({ isNew: false, needs: ['k1'] });
    await expect(checkKeys(options(database, newer))).rejects.toThrow(/"k1"/);
    await expect(checkKeys(options(database, stranger))).rejects.toThrow(/also called "k1"/);
    expect(await idsOf(database)).toEqual([]);
    await checkKeys(options(database, newer, older));
    expect(await idsOf(database)).toEqual(['k1', 'k2']);
  });

  test('lets two replicas begin on one empty store at once', async () => {
    const database = await open();
    const replicas = [database, await again(database), await again(database)];
    await Promise.all(replicas.map((replica) => checkKeys(options(replica, older))));
    expect(await idsOf(database)).toEqual(['k1']);
  });

  test('lets only one of two keys begin on one empty store at once', async () => {
    const database = await open();
    const other = await again(database);
    const outcomes = await Promise.allSettled([checkKeys(options(database, older)), checkKeys(options(other, newer))]);
    expect(outcomes.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    expect(await idsOf(database)).toHaveLength(1);
  });

  test('takes altered marks for what they are', async () => {
    const database = await open();
    await checkKeys(options(database, older));
    const marks = openKeyMarks(database);
    await marks.save({ k1: 'v1.k1.AAAA' }, (await marks.load()).version);
    await expect(checkKeys(options(database, older))).rejects.toThrow(/also called "k1"/);
  });
});
