import { idRange, newestFirst as readNewestFirst } from '@acebuddy/storage';
import type { Collection, Filter } from 'mongodb';
import { newestFirst as byNewest, sumOf } from '../domain/list-place.ts';
import { type Delivery, deliveryStatuses, type ListPlace, type NotificationStore, parkedError } from '../ports.ts';
import { inserted } from './inserted.ts';
import { newestFirst, readBehind } from './mongo-newest.ts';

export type DeliveryDocument = Omit<Delivery, 'id'> & {
  readonly _id: string;
  readonly leaseOwner: string | null;
  readonly leaseUntil: string | null;
};

const parked: Filter<DeliveryDocument> = { status: 'pending', lastError: parkedError };
const deadOrParked: Filter<DeliveryDocument> = { $or: [{ status: 'dead' }, parked] };

const released = { leaseOwner: null, leaseUntil: null };

const isFree = (now: string): Filter<DeliveryDocument> => ({
  $or: [{ leaseUntil: null }, { leaseUntil: { $lt: now } }],
});

function named(prefix: string): Filter<DeliveryDocument> {
  const { from, to } = idRange(prefix);
  return { _id: { $gte: from, $lt: to } };
}

export function mongoDeliveries(deliveries: Collection<DeliveryDocument>) {
  const readNewest = readNewestFirst();
  async function byId(ids: readonly string[]): Promise<readonly Delivery[]> {
    if (ids.length === 0) return [];
    return (await deliveries.find({ _id: { $in: [...ids] } }).toArray()).map(known);
  }
  async function placesIn(range: Filter<DeliveryDocument>, limit: number): Promise<readonly ListPlace[]> {
    const cursor = deliveries.find(range, { projection: { createdAt: 1 } }).sort(newestFirst);
    return (await cursor.limit(limit).toArray()).map(({ _id, createdAt }) => ({ id: _id, createdAt }));
  }
  return {
    addDelivery: ({ id, ...fields }, lease) => {
      const { owner = null, until = null } = lease ?? {};
      return inserted(deliveries.insertOne({ _id: id, ...fields, leaseOwner: owner, leaseUntil: until }));
    },
    async delivery(id) {
      return toDelivery(await deliveries.findOne({ _id: id }));
    },
    async claimDeliveries(now, lease, limit) {
      const claimed: Delivery[] = [];
      while (claimed.length < limit) {
        const found = await deliveries.findOneAndUpdate(
          { status: 'pending', nextAt: { $lte: now }, ...isFree(now) },
          { $set: { leaseOwner: lease.owner, leaseUntil: lease.until }, $inc: { fence: 1 } },
          { sort: { nextAt: 1 }, returnDocument: 'after' },
        );
        if (found === null) break;
        claimed.push(known(found));
      }
      return claimed;
    },
    async claimDelivery(id, now, { owner, until }, underWay) {
      const found = await deliveries.findOneAndUpdate(
        { _id: id, status: 'pending', ...isFree(now) },
        { $set: { leaseOwner: owner, leaseUntil: until, lastError: underWay }, $inc: { fence: 1 } },
        { returnDocument: 'after' },
      );
      return toDelivery(found);
    },
    async finishDelivery(id, fence, { status, attempts, nextAt, lastError, sentAt, endedAt }) {
      const ended = endedAt === undefined ? {} : { endedAt };
      const change = { status, attempts, nextAt, lastError, sentAt, ...ended, ...released };
      const { matchedCount } = await deliveries.updateOne({ _id: id, fence, status: 'pending' }, { $set: change });
      return matchedCount === 1;
    },
    async listDeliveries({ status, sealed, orParked, after, limit }) {
      const filter = {
        _id: { $gt: after ?? '' },
        ...(status === undefined ? {} : orParked === true ? { $or: [{ status }, parked] } : { status }),
        ...(sealed === undefined ? {} : { sealed: { $ne: null } }),
      };
      return (await deliveries.find(filter).sort({ _id: 1 }).limit(limit).toArray()).map(known);
    },
    async newestDeliveries({ kinds, status, before, limit }) {
      const statuses = status === undefined ? deliveryStatuses : [status];
      const groups = kinds.flatMap((kind) => statuses.map((each) => ({ kind, status: each })));
      // One range of the index for each kind and status, read from it alone; the mails themselves are read for the page.
      const read = async (bounds: Filter<DeliveryDocument>, count: number) => {
        const places = await Promise.all(groups.map((group) => placesIn({ ...group, ...bounds }, count)));
        return places.flat().toSorted(byNewest).slice(0, count);
      };
      const wanted = { limit, ...(before === undefined ? {} : { before }) };
      const page = await readBehind(readNewest, wanted, read, ({ createdAt }) => createdAt);
      return (await byId(page.map(({ id }) => id))).toSorted(byNewest);
    },
    deliveriesById: byId,
    async givenUp(kinds) {
      const found = await Promise.all(
        kinds.map((kind) =>
          deliveries
            .aggregate<{ count: number; oldestAt: string }>([
              { $match: { kind, status: 'dead' } },
              { $group: { _id: null, count: { $sum: 1 }, oldestAt: { $min: '$createdAt' } } },
            ])
            .toArray(),
        ),
      );
      return sumOf(found.flat());
    },
    async endedDeliveries(after, through, limit) {
      const found = await deliveries
        .find({ endedAt: { $gt: after, $lte: through } }, { projection: { kind: 1, status: 1, endedAt: 1 } })
        .sort({ endedAt: 1 })
        .limit(limit)
        .toArray();
      return found.map(({ _id, kind, status, endedAt = '' }) => ({ id: _id, kind, status, endedAt }));
    },
    countDeliveries: (recipient, kind, since) =>
      deliveries.countDocuments({ recipient, kind, createdAt: { $gte: since } }),
    async deliveryTimes(recipient, kind, since, limit) {
      const found = await deliveries
        .find(
          { recipient, kind, createdAt: { $gte: since }, status: { $ne: 'dead' } },
          { projection: { sentAt: 1, nextAt: 1, createdAt: 1 } },
        )
        .toArray();
      const times = found.map(({ sentAt, nextAt, createdAt }) => sentAt ?? nextAt ?? createdAt);
      return times.toSorted().toReversed().slice(0, limit);
    },
    async deliveriesOf(recipient) {
      return (await deliveries.find({ recipient }).toArray()).map(known);
    },
    async deliveriesNamed(prefix) {
      return (await deliveries.find(named(prefix)).toArray()).map(known);
    },
    async removeDeliveriesNamed(prefix, which) {
      const filter = which === 'all' ? named(prefix) : { ...named(prefix), nextAt: null };
      return (await deliveries.deleteMany(filter)).deletedCount;
    },
    async reviveDelivery(id, now) {
      const { matchedCount } = await deliveries.updateOne(
        { _id: id, ...deadOrParked, sealed: { $type: 'string' } },
        { $set: { status: 'pending', attempts: 0, nextAt: now, ...released }, $inc: { fence: 1 } },
      );
      return matchedCount === 1;
    },
    async removeDelivery(id) {
      return (await deliveries.deleteOne({ _id: id, ...deadOrParked })).deletedCount === 1;
    },
    async removeDeliveriesBefore(before) {
      return (await deliveries.deleteMany({ createdAt: { $lt: before }, nextAt: null })).deletedCount;
    },
    async removeDeliveriesOf(recipient) {
      return (await deliveries.deleteMany({ recipient })).deletedCount;
    },
  } satisfies Partial<NotificationStore>;
}

function known({
  _id,
  leaseOwner: _owner,
  leaseUntil: _until,
  endedAt: _ended,
  ...fields
}: DeliveryDocument): Delivery {
  return { id: _id, ...fields };
}

function toDelivery(found: DeliveryDocument | null): Delivery | null {
  return found === null ? null : known(found);
}
