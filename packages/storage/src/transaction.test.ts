import { DatabaseSync } from 'node:sqlite';
import { beforeEach, expect, test } from 'vitest';
import { prepared } from './prepared.ts';
import { transaction } from './transaction.ts';

let db: DatabaseSync;
const ids = () =>
  db
    .prepare('SELECT id FROM notes ORDER BY id')
    .all()
    .map((row) => row.id);
const insert = (id: number) => prepared(db, 'INSERT INTO notes (id) VALUES (?)').run(id);

beforeEach(() => {
  db = new DatabaseSync(':memory:');
  db.exec('CREATE TABLE notes (id INTEGER PRIMARY KEY) STRICT');
});

test('gives what its body gives, and keeps what it wrote', () => {
  const result = transaction(db, () => {
    insert(1);
    insert(2);
    return 'done';
  });
  expect([result, ids()]).toEqual(['done', [1, 2]]);
});

test('a body that throws leaves nothing behind, and the error is its own', () => {
  const failing = () =>
    transaction(db, () => {
      insert(1);
      throw new Error('on second thoughts');
    });
  expect(failing).toThrow('on second thoughts');
  expect(ids()).toEqual([]);
  transaction(db, () => insert(2));
  expect(ids()).toEqual([2]);
});

test('a transaction inside another is part of it', () => {
  expect(() =>
    transaction(db, () => {
      transaction(db, () => insert(1));
      throw new Error('outer fails');
    }),
  ).toThrow('outer fails');
  expect(ids()).toEqual([]);
});

test('a body that would wait is refused, since others would write in between', () => {
  expect(() => transaction(db, async () => insert(1))).toThrow(TypeError);
  expect(ids()).toEqual([]);
});

test('a statement is compiled once per database', () => {
  const other = new DatabaseSync(':memory:');
  expect(prepared(db, 'SELECT 1')).toBe(prepared(db, 'SELECT 1'));
  expect(prepared(db, 'SELECT 1')).not.toBe(prepared(other, 'SELECT 1'));
});
