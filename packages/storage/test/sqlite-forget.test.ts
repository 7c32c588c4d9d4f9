import { randomBytes } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, onTestFinished, test } from 'vitest';
import { checkKeys, examineKeys, openDatabase, runMigrations } from '../src/index.ts';

async function file(): Promise<string> {
  const path = await mkdtemp(join(tmpdir(), 'acebuddy-forget-'));
  onTestFinished(() => rm(path, { recursive: true, force: true }));
  return join(path, 'x.sqlite');
}

/** Everything that the folder of this file holds, byte by byte. */
async function bytesBeside(path: string): Promise<Buffer> {
  const folder = dirname(path);
  return Buffer.concat(await Promise.all((await readdir(folder)).map((name) => readFile(join(folder, name)))));
}

const words = () => randomBytes(6_000).toString('hex');
/** Pieces that fit into one page each: a long text lies in several. */
const piecesOf = (text: string) => text.match(/.{200}/g) ?? [];
const isThere = (bytes: Buffer, text: string) => piecesOf(text).some((piece) => bytes.includes(piece));

test('what was deleted or replaced is in no file afterwards, while the store is open and after it was closed', async () => {
  const path = await file();
  const database = await openDatabase({ name: 'x', sqliteFile: path });
  if (database.kind !== 'sqlite') throw new TypeError('not SQLite');
  database.db.exec('CREATE TABLE things (id INTEGER PRIMARY KEY, text TEXT) STRICT');
  const [first, second, small, stays] = [words(), words(), words().slice(0, 400), words()];
  const insert = database.db.prepare('INSERT INTO things (text) VALUES (?)');
  for (const text of [first, small, stays]) insert.run(text);
  database.db.prepare('UPDATE things SET text = ? WHERE id = 1').run(second);
  expect(isThere(await bytesBeside(path), first)).toBe(true);
  database.db.exec('DELETE FROM things WHERE id < 3');
  expect(await database.forget()).toBe(true);
  const open = await bytesBeside(path);
  for (const text of [first, second, small]) expect(isThere(open, text)).toBe(false);
  expect(isThere(open, stays)).toBe(true);
  await database.close();
  const closed = await bytesBeside(path);
  for (const text of [first, second, small]) expect(isThere(closed, text)).toBe(false);
});

test('what an earlier release deleted is overwritten when the store gets its first mark', async () => {
  const path = await file();
  const earlier = new DatabaseSync(path);
  earlier.exec(
    'PRAGMA secure_delete = OFF; PRAGMA journal_mode = WAL; CREATE TABLE things (id TEXT, sealed TEXT) STRICT',
  );
  const [deleted, stays] = [words(), words()];
  for (const [id, text] of [
    ['a', deleted],
    ['b', stays],
  ])
    earlier.prepare('INSERT INTO things VALUES (?, ?)').run(id ?? '', text ?? '');
  earlier.exec("DELETE FROM things WHERE id = 'a'");
  earlier.close();
  expect(isThere(await bytesBeside(path), deleted)).toBe(true);
  const database = await openDatabase({ name: 'x', sqliteFile: path });
  const key = { id: 'k1', key: new Uint8Array(32).fill(1) };
  await checkKeys({ database, store: 'x', keys: [key], places: [] });
  expect(isThere(await bytesBeside(path), deleted)).toBe(false);
  expect(isThere(await bytesBeside(path), stays)).toBe(true);
  await database.close();
});

test('a reader in the way is told of, and the next call does it', async () => {
  const path = await file();
  const database = await openDatabase({ name: 'x', sqliteFile: path });
  if (database.kind !== 'sqlite') throw new TypeError('not SQLite');
  database.db.exec('CREATE TABLE things (text TEXT) STRICT; INSERT INTO things VALUES (1)');
  const reader = new DatabaseSync(path);
  reader.exec('BEGIN; SELECT * FROM things');
  database.db.exec('DELETE FROM things');
  expect(await database.forget()).toBe(false);
  reader.close();
  expect(await database.forget()).toBe(true);
  await database.close();
});

describe('a damaged file', () => {
  const damages: [string, (path: string) => Promise<void>][] = [
    ['whose beginning was overwritten', (path) => writeAt(path, 0, 100)],
    ['with a page overwritten', (path) => writeAt(path, 4_096, 4_096)],
    ['that was cut short', (path) => truncate(path, 6_000)],
  ];
  test.each(damages)('%s is named, with what to do', async (_what, damage) => {
    const path = await file();
    const database = await openDatabase({ name: 'x', sqliteFile: path });
    if (database.kind !== 'sqlite') throw new TypeError('not SQLite');
    database.db.exec('CREATE TABLE things (text TEXT) STRICT');
    database.db.prepare('INSERT INTO things VALUES (?)').run(words());
    await database.close();
    await damage(path);
    await expect(openDatabase({ name: 'x', sqliteFile: path })).rejects.toThrow(
      new RegExp(`${path} is damaged.*backup`),
    );
  });
});

test('damage that shows only when a table is read is named as well', async () => {
  const path = await file();
  const database = await openDatabase({ name: 'x', sqliteFile: path });
  if (database.kind !== 'sqlite') throw new TypeError('not SQLite');
  database.db.exec('CREATE TABLE things (text TEXT) STRICT');
  database.db.prepare('INSERT INTO things VALUES (?)').run(words());
  runMigrations(database.db, 'test', []);
  await database.close();
  // All but the first page, which says what is where.
  await writeAt(path, 4_096, (await readFile(path)).length - 4_096);
  const db = new DatabaseSync(path);
  onTestFinished(() => db.close());
  const wanted = new RegExp(`${path} is damaged.*backup`);
  expect(() => runMigrations(db, 'test', ['CREATE TABLE other (id TEXT) STRICT'])).toThrow(wanted);
  const key = { id: 'k1', key: new Uint8Array(32).fill(1) };
  const opened = { ...database, db };
  await expect(examineKeys({ database: opened, store: 'x', keys: [key], places: [] })).rejects.toThrow(wanted);
});

async function writeAt(path: string, from: number, length: number): Promise<void> {
  const bytes = await readFile(path);
  randomBytes(length).copy(bytes, from);
  await writeFile(path, bytes);
}
