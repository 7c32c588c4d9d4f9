import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { DatabaseSync } from 'node:sqlite';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, test } from 'vitest';
import { type Database, openDatabase } from '../src/index.ts';

const program = fileURLToPath(new URL('./writer-program.ts', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'acebuddy-sqlite-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

type SqliteDatabase = Extract<Database, { kind: 'sqlite' }>;

async function open(sqliteFile: string): Promise<SqliteDatabase> {
  const database = await openDatabase({ sqliteFile, name: 'test' });
  if (database.kind !== 'sqlite') throw new TypeError('expected SQLite');
  return database;
}

const counterIn = ({ db }: SqliteDatabase) =>
  db.prepare("SELECT value FROM counters WHERE name = 'shared'").get()?.value;

test('what was acknowledged survives kill -9', async () => {
  const file = join(folder, 'killed.sqlite');
  const writer = spawn(process.execPath, [program, file, '1000000'], { stdio: ['ignore', 'pipe', 'inherit'] });
  let acknowledged = 0;
  for await (const line of createInterface({ input: writer.stdout })) {
    acknowledged = Number(line);
    if (acknowledged === 300) writer.kill('SIGKILL');
  }
  const database = await open(file);
  expect(acknowledged).toBeGreaterThanOrEqual(300);
  expect(counterIn(database)).toBeGreaterThanOrEqual(acknowledged);
  expect(database.db.prepare('PRAGMA integrity_check').get()).toEqual({ integrity_check: 'ok' });
  await database.close();
});

test('a new file that another process is just making is waited for', async () => {
  const file = join(folder, 'new.sqlite');
  const other = new DatabaseSync(file);
  other.exec('BEGIN IMMEDIATE; CREATE TABLE first (id INTEGER)');
  setTimeout(() => other.exec('COMMIT'), 100);
  const database = await open(file);
  expect(database.db.prepare('PRAGMA journal_mode').get()).toEqual({ journal_mode: 'wal' });
  other.close();
  await database.close();
});

test('two processes that count in one file lose no step', async () => {
  const file = join(mkdtempSync(join(folder, 'shared-')), 'shared.sqlite');
  const writers = [1, 2].map(() =>
    spawn(process.execPath, [program, file, '200'], { stdio: ['ignore', 'ignore', 'inherit'] }),
  );
  const codes = await Promise.all(writers.map(async (writer) => (await once(writer, 'exit'))[0]));
  expect(codes).toEqual([0, 0]);
  const database = await open(file);
  expect(counterIn(database)).toBe(400);
  await database.close();
});

test('every commit reaches the disk before it returns, and references are checked', async () => {
  const database = await open(join(folder, 'settings.sqlite'));
  const pragma = (name: string) => Object.values(database.db.prepare(`PRAGMA ${name}`).get() ?? {})[0];
  expect({
    journal: pragma('journal_mode'),
    synchronous: pragma('synchronous'),
    foreignKeys: pragma('foreign_keys'),
    busyTimeout: pragma('busy_timeout'),
  }).toEqual({ journal: 'wal', synchronous: 2, foreignKeys: 1, busyTimeout: 2_000 });
  await database.close();
});

test('a file that is no database, and a folder that cannot be made, are named by their setting', async () => {
  const file = join(folder, 'text.sqlite');
  writeFileSync(file, 'this is not a database, but it is long enough to be looked at as one '.repeat(20));
  for (const sqliteFile of [file, join(file, 'below', 'x.sqlite')]) {
    await expect(openDatabase({ sqliteFile, name: 'test' })).rejects.toMatchObject({
      code: 'STORE_UNAVAILABLE',
      message: expect.stringContaining('DATA_DIR'),
    });
  }
});

test('a write while another process holds the file gives STORE_UNAVAILABLE, which may be tried again', async () => {
  const { storeError } = await import('../src/index.ts');
  const file = join(folder, 'busy.sqlite');
  const [first, second] = [await open(file), await open(file)];
  first.db.exec('BEGIN IMMEDIATE');
  second.db.exec('PRAGMA busy_timeout = 10');
  const failure = (() => {
    try {
      return second.db.exec('BEGIN IMMEDIATE');
    } catch (error) {
      return storeError(error);
    }
  })();
  expect(failure).toMatchObject({ code: 'STORE_UNAVAILABLE' });
  await Promise.all([first.close(), second.close()]);
});
