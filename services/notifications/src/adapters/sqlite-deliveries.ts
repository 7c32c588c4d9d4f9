import type { DatabaseSync } from 'node:sqlite';
import { extensibleEnum } from '@acebuddy/contracts';
import { workOriginSchema } from '@acebuddy/service-kit';
import { idRange, prepared, transaction } from '@acebuddy/storage';
import { z } from 'zod';
import { newestFirst as byNewest, sumOf } from '../domain/list-place.ts';
import { type Delivery, deliveryKinds, deliveryStatuses, type NotificationStore, parkedError } from '../ports.ts';
import { behind, newestFirst, placeValues } from './sqlite-newest.ts';

const deliveryRow = z.object({
  id: z.string(),
  kind: extensibleEnum(deliveryKinds),
  status: extensibleEnum(deliveryStatuses),
  to: z.string(),
  recipient: z.string().nullable(),
  attempts: z.number(),
  nextAt: z.string().nullable(),
  lastError: z.string().nullable(),
  createdAt: z.string(),
  sentAt: z.string().nullable(),
  sealed: z.string().nullable(),
  fence: z.number(),
  origin: z.string().nullable(),
});
const endedRow = deliveryRow.pick({ id: true, kind: true, status: true }).extend({ endedAt: z.string() });
const idRow = z.object({ id: z.string() });
const totalRow = z.object({ total: z.number() });
const placeRow = z.object({ id: z.string(), createdAt: z.string() });
const givenUpRow = z.object({ count: z.number(), oldestAt: z.string().nullable() });

function toDelivery(row: unknown): Delivery {
  const { origin, ...delivery } = deliveryRow.parse(row);
  return origin === null ? delivery : { ...delivery, origin: workOriginSchema.parse(JSON.parse(origin)) };
}

const orIsParked = `OR (status = 'pending' AND lastError = '${parkedError}')`;

type Deliveries = Pick<
  NotificationStore,
  | 'addDelivery'
  | 'delivery'
  | 'claimDeliveries'
  | 'claimDelivery'
  | 'finishDelivery'
  | 'listDeliveries'
  | 'newestDeliveries'
  | 'deliveriesById'
  | 'givenUp'
  | 'endedDeliveries'
  | 'countDeliveries'
  | 'deliveryTimes'
  | 'deliveriesOf'
  | 'deliveriesNamed'
  | 'removeDeliveriesNamed'
  | 'reviveDelivery'
  | 'removeDelivery'
  | 'removeDeliveriesBefore'
  | 'removeDeliveriesOf'
>;

export function sqliteDeliveries(db: DatabaseSync): Deliveries {
  const sql = (text: string) => prepared(db, text);
  const one = (row: unknown): Delivery | null => (row === undefined ? null : toDelivery(row));
  const changes = (text: string, ...values: (string | number | null)[]) => Number(sql(text).run(...values).changes);
  return {
    async addDelivery(d, lease) {
      const fields = [d.id, d.kind, d.status, d.to, d.recipient, d.attempts, d.nextAt, d.lastError, d.createdAt];
      const rest = [d.sentAt, d.sealed, d.fence, lease?.owner ?? null, lease?.until ?? null, d.endedAt ?? null];
      const origin = d.origin === undefined ? null : JSON.stringify(d.origin);
      const insert = `INSERT INTO deliveries
        (id, kind, status, "to", recipient, attempts, nextAt, lastError, createdAt, sentAt, sealed, fence, leaseOwner, leaseUntil, endedAt, origin)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`;
      return changes(insert, ...fields, ...rest, origin) === 1;
    },
    delivery: async (id) => one(sql('SELECT * FROM deliveries WHERE id = ?').get(id)),
    claimDeliveries: async (now, lease, limit) =>
      transaction(db, () =>
        sql(
          // Named: the planner would read all that is pending, reminders of the coming weeks included, and sort it.
          `SELECT id FROM deliveries INDEXED BY deliveries_due WHERE status = 'pending' AND nextAt <= ?
           AND (leaseUntil IS NULL OR leaseUntil < ?) ORDER BY nextAt LIMIT ?`,
        )
          .all(now, now, limit)
          .map((row) =>
            toDelivery(
              sql(
                'UPDATE deliveries SET leaseOwner = ?, leaseUntil = ?, fence = fence + 1 WHERE id = ? RETURNING *',
              ).get(lease.owner, lease.until, idRow.parse(row).id),
            ),
          ),
      ),
    claimDelivery: async (id, now, lease, underWay) =>
      one(
        sql(
          `UPDATE deliveries SET leaseOwner = ?, leaseUntil = ?, lastError = ?, fence = fence + 1
           WHERE id = ? AND status = 'pending' AND (leaseUntil IS NULL OR leaseUntil < ?) RETURNING *`,
        ).get(lease.owner, lease.until, underWay, id, now),
      ),
    async finishDelivery(id, fence, { status, attempts, nextAt, lastError, sentAt, endedAt = null }) {
      const update = `UPDATE deliveries SET status = ?, attempts = ?, nextAt = ?, lastError = ?, sentAt = ?, endedAt = ?,
        leaseOwner = NULL, leaseUntil = NULL WHERE id = ? AND fence = ? AND status = 'pending'`;
      return changes(update, status, attempts, nextAt, lastError, sentAt, endedAt, id, fence) === 1;
    },
    async listDeliveries({ status, sealed, orParked, after = '', limit }) {
      const given = status === undefined ? [] : [status];
      const hasStatus = status === undefined ? '' : `(status = ? ${orParked === true ? orIsParked : ''}) AND`;
      const isSealed = sealed === undefined ? '' : 'AND sealed IS NOT NULL';
      const select = `SELECT * FROM deliveries WHERE ${hasStatus} id > ? ${isSealed} ORDER BY id LIMIT ?`;
      const rows = sql(select).all(...given, after, limit);
      return rows.map((row) => toDelivery(row));
    },
    async newestDeliveries({ kinds, status, before, limit }) {
      const statuses = status === undefined ? deliveryStatuses : [status];
      // One range of the index for each kind and status; the rows themselves are read for the page alone.
      const places = kinds.flatMap((kind) =>
        statuses.flatMap((each) =>
          sql(`SELECT id, createdAt FROM deliveries WHERE kind = ? AND status = ? AND ${behind} ${newestFirst} LIMIT ?`)
            .all(kind, each, ...placeValues(before), limit)
            .map((row) => placeRow.parse(row)),
        ),
      );
      const page = places.toSorted(byNewest).slice(0, limit);
      return page.flatMap(({ id }) => one(sql('SELECT * FROM deliveries WHERE id = ?').get(id)) ?? []);
    },
    deliveriesById: async (ids) => ids.flatMap((id) => one(sql('SELECT * FROM deliveries WHERE id = ?').get(id)) ?? []),
    async givenUp(kinds) {
      const count = `SELECT count(*) AS count, min(createdAt) AS oldestAt FROM deliveries WHERE kind = ? AND status = 'dead'`;
      return sumOf(kinds.map((kind) => givenUpRow.parse(sql(count).get(kind))));
    },
    async endedDeliveries(after, through, limit) {
      const select =
        'SELECT id, kind, status, endedAt FROM deliveries WHERE endedAt > ? AND endedAt <= ? ORDER BY endedAt LIMIT ?';
      return sql(select)
        .all(after, through, limit)
        .map((row) => endedRow.parse(row));
    },
    async countDeliveries(recipient, kind, since) {
      const count = 'SELECT count(*) AS total FROM deliveries WHERE recipient = ? AND kind = ? AND createdAt >= ?';
      return totalRow.parse(sql(count).get(recipient, kind, since)).total;
    },
    async deliveryTimes(recipient, kind, since, limit) {
      const times = `SELECT coalesce(sentAt, nextAt, createdAt) AS at FROM deliveries
        WHERE recipient = ? AND kind = ? AND createdAt >= ? AND status <> 'dead'`;
      const found = sql(times)
        .all(recipient, kind, since)
        .map(({ at }) => String(at));
      return found.toSorted().toReversed().slice(0, limit);
    },
    deliveriesOf: async (recipient) =>
      sql('SELECT * FROM deliveries WHERE recipient = ?')
        .all(recipient)
        .map((row) => toDelivery(row)),
    async deliveriesNamed(prefix) {
      const { from, to } = idRange(prefix);
      const rows = sql('SELECT * FROM deliveries WHERE id >= ? AND id < ?').all(from, to);
      return rows.map((row) => toDelivery(row));
    },
    async removeDeliveriesNamed(prefix, which) {
      const { from, to } = idRange(prefix);
      const isFree = which === 'all' ? '' : 'AND nextAt IS NULL';
      return changes(`DELETE FROM deliveries WHERE id >= ? AND id < ? ${isFree}`, from, to);
    },
    async reviveDelivery(id, now) {
      const update = `UPDATE deliveries SET status = 'pending', attempts = 0, nextAt = ?, leaseOwner = NULL,
        leaseUntil = NULL, fence = fence + 1 WHERE id = ? AND (status = 'dead' ${orIsParked}) AND sealed IS NOT NULL`;
      return changes(update, now, id) === 1;
    },
    removeDelivery: async (id) =>
      changes(`DELETE FROM deliveries WHERE id = ? AND (status = 'dead' ${orIsParked})`, id) === 1,
    removeDeliveriesBefore: async (before) =>
      changes('DELETE FROM deliveries WHERE createdAt < ? AND nextAt IS NULL', before),
    removeDeliveriesOf: async (recipient) => changes('DELETE FROM deliveries WHERE recipient = ?', recipient),
  };
}
