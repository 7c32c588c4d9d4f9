import type { Collection } from 'mongodb';
import { type Database, prepared, runMigrations, transaction } from '../src/index.ts';

/** The lease rule as the services' stores keep it, in its smallest form: times in milliseconds. */
export interface WorkItem {
  readonly id: string;
  readonly fence: number;
}

export interface WorkStore {
  add(ids: readonly string[]): Promise<void>;
  /** Items that are due and not leased, up to `limit`, leased to `owner` with a higher fence. */
  claim(owner: string, nowMs: number, leaseMs: number, limit: number): Promise<readonly WorkItem[]>;
  /** False when the lease was lost to another owner meanwhile; nothing is written then. */
  finish(item: WorkItem, owner: string): Promise<boolean>;
  finishedBy(): Promise<Readonly<Record<string, string>>>;
}

export async function createWorkStore(database: Database): Promise<WorkStore> {
  return database.kind === 'mongo' ? createMongoWork(database.db.collection('work')) : createSqliteWork(database.db);
}

interface WorkDocument {
  _id: string;
  nextAt: number;
  leaseUntil: number;
  fence: number;
  owner: string | null;
  finishedBy: string | null;
}

function createMongoWork(work: Collection<WorkDocument>): WorkStore {
  const claimOne = async (owner: string, nowMs: number, leaseMs: number) =>
    work.findOneAndUpdate(
      { finishedBy: null, nextAt: { $lte: nowMs }, leaseUntil: { $lt: nowMs } },
      { $set: { owner, leaseUntil: nowMs + leaseMs }, $inc: { fence: 1 } },
      { sort: { nextAt: 1 }, returnDocument: 'after' },
    );
  return {
    add: async (ids) => {
      await work.insertMany(
        ids.map((_id) => ({ _id, nextAt: 0, leaseUntil: -1, fence: 0, owner: null, finishedBy: null })),
      );
    },
    claim: async (owner, nowMs, leaseMs, limit) => {
      const items: WorkItem[] = [];
      while (items.length < limit) {
        const found = await claimOne(owner, nowMs, leaseMs);
        if (found === null) break;
        items.push({ id: found._id, fence: found.fence });
      }
      return items;
    },
    finish: async ({ id, fence }, owner) => {
      const { modifiedCount } = await work.updateOne(
        { _id: id, fence, finishedBy: null },
        { $set: { finishedBy: owner } },
      );
      return modifiedCount === 1;
    },
    finishedBy: async () =>
      Object.fromEntries(
        (await work.find({ finishedBy: { $ne: null } }).toArray()).map((item) => [item._id, String(item.finishedBy)]),
      ),
  };
}

function createSqliteWork(db: Extract<Database, { kind: 'sqlite' }>['db']): WorkStore {
  runMigrations(db, 'work', [
    `CREATE TABLE work (
       id TEXT PRIMARY KEY, next_at INTEGER NOT NULL, lease_until INTEGER NOT NULL, fence INTEGER NOT NULL,
       owner TEXT, finished_by TEXT
     ) STRICT`,
  ]);
  return {
    add: async (ids) =>
      transaction(db, () => {
        for (const id of ids) prepared(db, 'INSERT INTO work VALUES (?, 0, -1, 0, NULL, NULL)').run(id);
      }),
    claim: async (owner, nowMs, leaseMs, limit) =>
      prepared(
        db,
        `UPDATE work SET owner = ?, lease_until = ?, fence = fence + 1 WHERE id IN (
           SELECT id FROM work WHERE finished_by IS NULL AND next_at <= ? AND lease_until < ? ORDER BY next_at LIMIT ?
         ) RETURNING id, fence`,
      )
        .all(owner, nowMs + leaseMs, nowMs, nowMs, limit)
        .map((row) => ({ id: String(row.id), fence: Number(row.fence) })),
    finish: async ({ id, fence }, owner) =>
      prepared(db, 'UPDATE work SET finished_by = ? WHERE id = ? AND fence = ? AND finished_by IS NULL').run(
        owner,
        id,
        fence,
      ).changes === 1,
    finishedBy: async () =>
      Object.fromEntries(
        prepared(db, 'SELECT id, finished_by FROM work WHERE finished_by IS NOT NULL')
          .all()
          .map((row) => [String(row.id), String(row.finished_by)]),
      ),
  };
}
