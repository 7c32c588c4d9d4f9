import { DatabaseSync } from 'node:sqlite';
import { expect, test } from 'vitest';
import { runMigrations } from './migrations.ts';

const first = 'CREATE TABLE notes (id TEXT PRIMARY KEY) STRICT';
const second = "ALTER TABLE notes ADD COLUMN text TEXT NOT NULL DEFAULT ''";

test('each migration runs once, in order, however often the program starts', () => {
  const db = new DatabaseSync(':memory:');
  runMigrations(db, 'notes', [first]);
  db.exec("INSERT INTO notes (id) VALUES ('1')");
  runMigrations(db, 'notes', [first, second]);
  runMigrations(db, 'notes', [first, second]);
  expect(db.prepare('SELECT * FROM notes').all()).toEqual([{ id: '1', text: '' }]);
});

test('a migration that fails leaves the file as it was', () => {
  const db = new DatabaseSync(':memory:');
  runMigrations(db, 'notes', [first]);
  expect(() => runMigrations(db, 'notes', [first, second, 'CREATE TABLE nonsense'])).toThrow();
  runMigrations(db, 'notes', [first, second]);
  expect(db.prepare('SELECT text FROM notes').all()).toEqual([]);
});

test('names keep their own count', () => {
  const db = new DatabaseSync(':memory:');
  runMigrations(db, 'notes', [first]);
  runMigrations(db, 'others', ['CREATE TABLE others (id TEXT PRIMARY KEY) STRICT']);
  expect(db.prepare('SELECT name, version FROM schema_versions ORDER BY name').all()).toEqual([
    { name: 'notes', version: 1 },
    { name: 'others', version: 1 },
  ]);
});

test('a file of a newer release is refused', () => {
  const db = new DatabaseSync(':memory:');
  runMigrations(db, 'notes', [first, second]);
  expect(() => runMigrations(db, 'notes', [first])).toThrow('newer release (version 2, known 1)');
});
