import type { DatabaseSync } from 'node:sqlite';
import { prepared, runMigrations, transaction, withStoreErrors } from '@acebuddy/storage';
import { z } from 'zod';
import type { Delivery, NotificationStore, StoredCode } from '../ports.ts';

const migrations = [
  `CREATE TABLE deliveries (
     id TEXT PRIMARY KEY, kind TEXT NOT NULL, status TEXT NOT NULL, "to" TEXT NOT NULL, recipient TEXT,
     attempts INTEGER NOT NULL, nextAt TEXT, lastError TEXT, createdAt TEXT NOT NULL, sentAt TEXT, sealed TEXT,
     fence INTEGER NOT NULL, leaseOwner TEXT, leaseUntil TEXT
   ) STRICT;
   CREATE INDEX deliveries_due ON deliveries (nextAt) WHERE status = 'pending';
   CREATE INDEX deliveries_recipient ON deliveries (recipient, kind, createdAt);
   CREATE INDEX deliveries_status ON deliveries (status, id);
   CREATE INDEX deliveries_created ON deliveries (createdAt);
   CREATE TABLE codes (id TEXT PRIMARY KEY, expiresAt TEXT NOT NULL, body TEXT NOT NULL) STRICT;
   CREATE TABLE approvals (
     id TEXT PRIMARY KEY, requestId TEXT NOT NULL UNIQUE, conversationId TEXT NOT NULL, status TEXT NOT NULL,
     createdAt TEXT NOT NULL, decidedAt TEXT, sealed TEXT NOT NULL
   ) STRICT;
   CREATE TABLE news (
     seq INTEGER PRIMARY KEY AUTOINCREMENT, key TEXT NOT NULL UNIQUE, at TEXT NOT NULL, sealed TEXT NOT NULL
   ) STRICT;`,
];

const deliveryRow = z.object({
  id: z.string(),
  kind: z.enum(['mail', 'code', 'push', 'close', 'note', 'remind', 'announce', 'expire']),
  status: z.enum(['pending', 'sent', 'dead']),
  to: z.string(),
  recipient: z.string().nullable(),
  attempts: z.number(),
  nextAt: z.string().nullable(),
  lastError: z.string().nullable(),
  createdAt: z.string(),
  sentAt: z.string().nullable(),
  sealed: z.string().nullable(),
  fence: z.number(),
});
const approvalRow = z.object({
  id: z.string(),
  requestId: z.string(),
  conversationId: z.string(),
  status: z.enum(['open', 'approved', 'declined', 'expired']),
  createdAt: z.string(),
  decidedAt: z.string().nullable(),
  sealed: z.string(),
});
const newsRow = z.object({ seq: z.number(), key: z.string(), at: z.string(), sealed: z.string() });
const bodyRow = z.object({ body: z.string() });

/** Notifications in embedded SQLite. */
export function createSqliteNotificationStore(db: DatabaseSync): NotificationStore {
  runMigrations(db, 'notifications', migrations);
  return withStoreErrors<NotificationStore>({ ...deliveries(db), ...codes(db), ...approvals(db) });
}

type Deliveries = Pick<
  NotificationStore,
  | 'addDelivery'
  | 'delivery'
  | 'claimDeliveries'
  | 'finishDelivery'
  | 'listDeliveries'
  | 'countDeliveries'
  | 'reviveDelivery'
  | 'removeDelivery'
  | 'removeDeliveriesBefore'
  | 'removeDeliveriesOf'
>;

function deliveries(db: DatabaseSync): Deliveries {
  const sql = (text: string) => prepared(db, text);
  const many = (rows: unknown[]): Delivery[] => rows.map((row) => deliveryRow.parse(row));
  return {
    async addDelivery(d, lease) {
      const written = sql(
        'INSERT INTO deliveries VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING',
      ).run(
        ...[d.id, d.kind, d.status, d.to, d.recipient, d.attempts, d.nextAt, d.lastError, d.createdAt, d.sentAt],
        ...[d.sealed, d.fence, lease?.owner ?? null, lease?.until ?? null],
      );
      return Number(written.changes) === 1;
    },
    async delivery(id) {
      const row = sql('SELECT * FROM deliveries WHERE id = ?').get(id);
      return row === undefined ? null : deliveryRow.parse(row);
    },
    claimDeliveries: async (now, lease, limit) =>
      transaction(db, () => {
        const due = sql(
          `SELECT id FROM deliveries WHERE status = 'pending' AND nextAt <= ?
           AND (leaseUntil IS NULL OR leaseUntil < ?) ORDER BY nextAt LIMIT ?`,
        ).all(now, now, limit);
        return due.map((row) =>
          deliveryRow.parse(
            sql('UPDATE deliveries SET leaseOwner = ?, leaseUntil = ?, fence = fence + 1 WHERE id = ? RETURNING *').get(
              lease.owner,
              lease.until,
              z.object({ id: z.string() }).parse(row).id,
            ),
          ),
        );
      }),
    async finishDelivery(id, fence, change) {
      const written = sql(
        `UPDATE deliveries SET status = ?, attempts = ?, nextAt = ?, lastError = ?, sentAt = ?,
         leaseOwner = NULL, leaseUntil = NULL WHERE id = ? AND fence = ?`,
      ).run(change.status, change.attempts, change.nextAt, change.lastError, change.sentAt, id, fence);
      return Number(written.changes) === 1;
    },
    listDeliveries: async ({ status, after, limit }) =>
      many(
        status === undefined
          ? sql('SELECT * FROM deliveries WHERE id > ? ORDER BY id LIMIT ?').all(after ?? '', limit)
          : sql('SELECT * FROM deliveries WHERE status = ? AND id > ? ORDER BY id LIMIT ?').all(
              status,
              after ?? '',
              limit,
            ),
      ),
    async countDeliveries(recipient, kind, since) {
      const row = sql(
        'SELECT count(*) AS total FROM deliveries WHERE recipient = ? AND kind = ? AND createdAt >= ?',
      ).get(recipient, kind, since);
      return z.object({ total: z.number() }).parse(row).total;
    },
    async reviveDelivery(id, now) {
      const written = sql(
        "UPDATE deliveries SET status = 'pending', attempts = 0, nextAt = ?, leaseUntil = NULL WHERE id = ? AND status = 'dead' AND sealed IS NOT NULL",
      ).run(now, id);
      return Number(written.changes) === 1;
    },
    async removeDelivery(id) {
      return Number(sql("DELETE FROM deliveries WHERE id = ? AND status = 'dead'").run(id).changes) === 1;
    },
    async removeDeliveriesBefore(before) {
      return Number(sql("DELETE FROM deliveries WHERE createdAt < ? AND status <> 'pending'").run(before).changes);
    },
    async removeDeliveriesOf(recipient) {
      return Number(sql('DELETE FROM deliveries WHERE recipient = ?').run(recipient).changes);
    },
  };
}

function codes(db: DatabaseSync): Pick<NotificationStore, 'putCode' | 'code' | 'swapCode' | 'removeCodesBefore'> {
  const sql = (text: string) => prepared(db, text);
  return {
    async putCode(code) {
      sql('INSERT OR REPLACE INTO codes VALUES (?, ?, ?)').run(code.id, code.expiresAt, JSON.stringify(code));
    },
    async code(id) {
      const row = sql('SELECT body FROM codes WHERE id = ?').get(id);
      return row === undefined ? null : (JSON.parse(bodyRow.parse(row).body) as StoredCode);
    },
    async swapCode(before, after) {
      const written = sql('UPDATE codes SET body = ? WHERE id = ? AND body = ?').run(
        JSON.stringify(after),
        before.id,
        JSON.stringify(before),
      );
      return Number(written.changes) === 1;
    },
    async removeCodesBefore(before) {
      return Number(sql('DELETE FROM codes WHERE expiresAt < ?').run(before).changes);
    },
  };
}

function approvals(
  db: DatabaseSync,
): Pick<NotificationStore, 'addApproval' | 'approval' | 'decideApproval' | 'appendNews' | 'newsAfter'> {
  const sql = (text: string) => prepared(db, text);
  return {
    async addApproval(a) {
      const written = sql('INSERT INTO approvals VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING').run(
        ...[a.id, a.requestId, a.conversationId, a.status, a.createdAt, a.decidedAt, a.sealed],
      );
      return Number(written.changes) === 1;
    },
    async approval(id) {
      const row = sql('SELECT * FROM approvals WHERE id = ?').get(id);
      return row === undefined ? null : approvalRow.parse(row);
    },
    async decideApproval(id, status, at) {
      const written = sql("UPDATE approvals SET status = ?, decidedAt = ? WHERE id = ? AND status = 'open'").run(
        status,
        at,
        id,
      );
      return Number(written.changes) === 1;
    },
    async appendNews({ key, at, sealed }) {
      sql('INSERT INTO news (key, at, sealed) VALUES (?, ?, ?) ON CONFLICT DO NOTHING').run(key, at, sealed);
    },
    newsAfter: async (seq, limit) =>
      sql('SELECT * FROM news WHERE seq > ? ORDER BY seq LIMIT ?')
        .all(seq, limit)
        .map((row) => newsRow.parse(row)),
  };
}
