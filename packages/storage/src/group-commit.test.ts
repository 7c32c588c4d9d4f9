import { DatabaseSync } from 'node:sqlite';
import { beforeEach, expect, test, vi } from 'vitest';
import { createGroupCommit, type GroupCommit } from './group-commit.ts';
import { prepared } from './prepared.ts';

let db: DatabaseSync;
let commit: GroupCommit;
const ids = () =>
  prepared(db, 'SELECT id FROM notes ORDER BY id')
    .all()
    .map((row) => row.id);
const insert = (id: number) => prepared(db, 'INSERT INTO notes (id) VALUES (?)').run(id);

beforeEach(() => {
  db = new DatabaseSync(':memory:');
  db.exec('CREATE TABLE notes (id INTEGER PRIMARY KEY) STRICT');
  commit = createGroupCommit(db);
});

test('writes of one round share one transaction, and each gets its own result', async () => {
  const begin = vi.spyOn(prepared(db, 'BEGIN IMMEDIATE'), 'run');
  const results = await Promise.all([1, 2, 3].map((id) => commit(() => Number(insert(id).changes) + id)));
  expect([results, ids(), begin.mock.calls.length]).toEqual([[2, 3, 4], [1, 2, 3], 1]);
});

test('a body that throws takes back its own writes only, and only its caller hears of it', async () => {
  const outcomes = await Promise.allSettled([
    commit(() => insert(1)),
    commit(() => {
      insert(2);
      throw new Error('on second thoughts');
    }),
    commit(() => insert(3)),
  ]);
  expect(outcomes.map((outcome) => outcome.status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  expect(ids()).toEqual([1, 3]);
});

test('nobody is told "written" when the commit itself fails', async () => {
  vi.spyOn(prepared(db, 'COMMIT'), 'run').mockImplementation(() => {
    throw new Error('disk I/O error');
  });
  const outcomes = await Promise.allSettled([commit(() => insert(1)), commit(() => insert(2))]);
  expect(outcomes.map((outcome) => outcome.status)).toEqual(['rejected', 'rejected']);
  expect(ids()).toEqual([]);
});

test('after a failure that ended the transaction, nothing of the group is kept', async () => {
  const outcomes = await Promise.allSettled([
    commit(() => insert(1)),
    commit(() => {
      db.exec('ROLLBACK');
      throw new Error('database or disk is full');
    }),
  ]);
  expect(outcomes.map((outcome) => outcome.status)).toEqual(['rejected', 'rejected']);
  expect(ids()).toEqual([]);
});

test('a later body sees what an earlier one of its group wrote', async () => {
  const [, seen] = await Promise.all([commit(() => insert(1)), commit(() => ids())]);
  expect(seen).toEqual([1]);
});

test('a write against a database that was closed meanwhile is refused', async () => {
  const late = commit(() => insert(1));
  db.close();
  await expect(late).rejects.toThrow();
});
