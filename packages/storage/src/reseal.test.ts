import { describe, expect, test } from 'vitest';
import type { Database } from './database.ts';
import { createRecordCipher } from './record-cipher.ts';
import { reseal } from './reseal.ts';
import type { SealedPlace } from './sealed-place.ts';
import { describeStores } from './testing/index.ts';

const older = { id: 'k1', key: new Uint8Array(32).fill(1) };
const newer = { id: 'k2', key: new Uint8Array(32).fill(2) };
const stranger = { id: 'k9', key: new Uint8Array(32).fill(9) };
const oldCipher = createRecordCipher([older]);
const bothCipher = createRecordCipher([newer, older]);
const newCipher = createRecordCipher([newer]);
const total = 450;

const idOf = (index: number) => `r-${String(index).padStart(4, '0')}`;
const nameOf = (id: unknown) => `thing:${String(id)}`;
const place: SealedPlace = {
  name: 'things',
  key: ['id'],
  recordIdOf: ({ id }) => nameOf(id),
  also: (plain) => ({ digest: `new-${plain}` }),
};

interface Row {
  readonly id: string;
  readonly sealed: string | null;
  readonly digest: string;
}

async function fill(database: Database): Promise<void> {
  const rows: Row[] = Array.from({ length: total }, (_, index) => {
    const id = idOf(index);
    return { id, sealed: index === 7 ? null : oldCipher.seal(`text ${index}`, nameOf(id)), digest: 'old' };
  });
  if (database.kind === 'mongo') {
    await database.db
      .collection<Omit<Row, 'id'> & { _id: string }>('things')
      .insertMany(rows.map(({ id, ...rest }) => ({ _id: id, ...rest })));
    return;
  }
  database.db.exec('CREATE TABLE things (id TEXT PRIMARY KEY, sealed TEXT, digest TEXT) STRICT');
  for (const row of rows)
    database.db.prepare('INSERT INTO things VALUES (?, ?, ?)').run(row.id, row.sealed, row.digest);
}

async function rowsOf(database: Database): Promise<Row[]> {
  if (database.kind === 'mongo') {
    const found = await database.db.collection<Omit<Row, 'id'> & { _id: string }>('things').find().toArray();
    return found.map(({ _id, ...rest }) => ({ id: _id, ...rest }));
  }
  return database.db.prepare('SELECT * FROM things').all() as unknown as Row[];
}

async function write(database: Database, id: string, sealed: string): Promise<void> {
  if (database.kind === 'mongo')
    await database.db
      .collection<{ _id: string; sealed: string }>('things')
      .updateOne({ _id: id }, { $set: { sealed } });
  else database.db.prepare('UPDATE things SET sealed = ? WHERE id = ?').run(sealed, id);
}

describeStores('sealing again', (open) => {
  const options = (database: Database) => ({ database, places: [place], cipher: bothCipher, activeKeyId: 'k2' });

  test('puts every record under the first key, digests included', async () => {
    const database = await open();
    await fill(database);
    const seen: number[] = [];
    const report = await reseal({ ...options(database), onProgress: (_place, done) => seen.push(done) });
    expect(report).toEqual({ resealed: total - 1, current: 0, busy: 0, unreadable: 0, unreadableRecords: [] });
    for (const { id, sealed, digest } of await rowsOf(database)) {
      if (sealed === null) continue;
      const plain = newCipher.open(sealed, nameOf(id));
      expect(digest).toBe(`new-${plain}`);
    }
    expect(seen.at(-1)).toBe(total - 1);
    expect(seen.length).toBeGreaterThan(1);
  });

  test('that is interrupted leaves everything readable and goes on where it stopped', async () => {
    const database = await open();
    await fill(database);
    const stop = new Error('the operator pressed Ctrl-C');
    const interrupted = reseal({
      ...options(database),
      onProgress: () => {
        throw stop;
      },
    });
    await expect(interrupted).rejects.toBe(stop);
    const halfway = await rowsOf(database);
    const keys = new Set(halfway.flatMap(({ sealed }) => (sealed === null ? [] : [sealed.split('.')[1]])));
    expect(keys).toEqual(new Set(['k1', 'k2']));
    for (const { id, sealed } of halfway) if (sealed !== null) bothCipher.open(sealed, nameOf(id));
    const { resealed, current } = await reseal(options(database));
    expect(current).toBeGreaterThan(0);
    expect(resealed + current).toBe(total - 1);
    for (const { id, sealed } of await rowsOf(database)) if (sealed !== null) newCipher.open(sealed, nameOf(id));
  });

  test('names what it cannot open and goes on', async () => {
    const database = await open();
    await fill(database);
    await write(database, idOf(3), createRecordCipher([stranger]).seal('x', nameOf(idOf(3))));
    await write(database, idOf(4), oldCipher.seal('moved', nameOf('elsewhere')));
    expect(await reseal(options(database))).toMatchObject({
      unreadable: 2,
      unreadableRecords: [`things: ${nameOf(idOf(3))}`, `things: ${nameOf(idOf(4))}`],
      resealed: total - 3,
    });
  });
});

describe('a second run', () => {
  test('has nothing to do', async () => {
    const { openDatabase } = await import('./database.ts');
    const database = await openDatabase({ sqliteFile: ':memory:', name: 'test' });
    await fill(database);
    const options = { database, places: [place], cipher: bothCipher, activeKeyId: 'k2' };
    await reseal(options);
    expect(await reseal(options)).toMatchObject({ resealed: 0, current: total - 1, busy: 0, unreadable: 0 });
    await database.close();
  });
});
