import { ensureIndexes, isDuplicateKey, withStoreErrors } from '@acebuddy/storage';
import type { Collection, Db } from 'mongodb';
import type { Delivery, NewsItem, NotificationStore, StoredApproval, StoredCode } from '../ports.ts';

type DeliveryDocument = Omit<Delivery, 'id'> & {
  readonly _id: string;
  readonly leaseOwner: string | null;
  readonly leaseUntil: string | null;
};
type ApprovalDocument = Omit<StoredApproval, 'id'> & { readonly _id: string };
type CodeDocument = Omit<StoredCode, 'id'> & { readonly _id: string; readonly revision: number };

/**
 * The feed is one document: number and item are written together, so that no reader can pass a number whose item is
 * still on its way. Decisions are rare; the newest 2,000 are kept.
 */
interface FeedDocument {
  readonly _id: 'approvals';
  readonly last: number;
  readonly items: readonly NewsItem[];
}

const feedItemsMax = 2_000;

/** Notifications in MongoDB. */
export async function createMongoNotificationStore(db: Db): Promise<NotificationStore> {
  const deliveries = db.collection<DeliveryDocument>('deliveries');
  await ensureIndexes(deliveries, [
    { key: { nextAt: 1 }, partialFilterExpression: { status: 'pending' } },
    { key: { recipient: 1, kind: 1, createdAt: 1 } },
    { key: { status: 1, _id: 1 } },
    { key: { createdAt: 1 } },
  ]);
  const approvals = db.collection<ApprovalDocument>('approvals');
  await ensureIndexes(approvals, [{ key: { requestId: 1 }, unique: true }]);
  const codes = db.collection<CodeDocument>('codes');
  await ensureIndexes(codes, [{ key: { expiresAt: 1 } }]);
  return withStoreErrors<NotificationStore>({
    ...deliveryMethods(deliveries),
    ...codeMethods(codes),
    ...approvalMethods(approvals),
    ...feedMethods(db.collection<FeedDocument>('feeds')),
  });
}

function toDelivery({ _id, leaseOwner: _owner, leaseUntil: _until, ...fields }: DeliveryDocument): Delivery {
  return { id: _id, ...fields };
}

async function inserted(insertion: Promise<unknown>): Promise<boolean> {
  try {
    await insertion;
    return true;
  } catch (error) {
    if (isDuplicateKey(error)) return false;
    throw error;
  }
}

function deliveryMethods(deliveries: Collection<DeliveryDocument>) {
  const released = { leaseOwner: null, leaseUntil: null };
  return {
    addDelivery: ({ id, ...fields }, lease) =>
      inserted(
        deliveries.insertOne({
          _id: id,
          ...fields,
          leaseOwner: lease?.owner ?? null,
          leaseUntil: lease?.until ?? null,
        }),
      ),
    async delivery(id) {
      const found = await deliveries.findOne({ _id: id });
      return found === null ? null : toDelivery(found);
    },
    async claimDeliveries(now, lease, limit) {
      const claimed: Delivery[] = [];
      while (claimed.length < limit) {
        const found = await deliveries.findOneAndUpdate(
          { status: 'pending', nextAt: { $lte: now }, $or: [{ leaseUntil: null }, { leaseUntil: { $lt: now } }] },
          { $set: { leaseOwner: lease.owner, leaseUntil: lease.until }, $inc: { fence: 1 } },
          { sort: { nextAt: 1 }, returnDocument: 'after' },
        );
        if (found === null) break;
        claimed.push(toDelivery(found));
      }
      return claimed;
    },
    async finishDelivery(id, fence, change) {
      const { matchedCount } = await deliveries.updateOne({ _id: id, fence }, { $set: { ...change, ...released } });
      return matchedCount === 1;
    },
    async listDeliveries({ status, after, limit }) {
      const filter = { _id: { $gt: after ?? '' }, ...(status === undefined ? {} : { status }) };
      return (await deliveries.find(filter).sort({ _id: 1 }).limit(limit).toArray()).map(toDelivery);
    },
    countDeliveries: (recipient, kind, since) =>
      deliveries.countDocuments({ recipient, kind, createdAt: { $gte: since } }),
    async reviveDelivery(id, now) {
      const { matchedCount } = await deliveries.updateOne(
        { _id: id, status: 'dead', sealed: { $type: 'string' } },
        { $set: { status: 'pending', attempts: 0, nextAt: now, ...released } },
      );
      return matchedCount === 1;
    },
    async removeDelivery(id) {
      return (await deliveries.deleteOne({ _id: id, status: 'dead' })).deletedCount === 1;
    },
    async removeDeliveriesBefore(before) {
      const old = { createdAt: { $lt: before }, status: { $in: ['sent', 'dead'] as const } };
      return (await deliveries.deleteMany({ ...old, status: { $in: ['sent', 'dead'] } })).deletedCount;
    },
    async removeDeliveriesOf(recipient) {
      return (await deliveries.deleteMany({ recipient })).deletedCount;
    },
  } satisfies Partial<NotificationStore>;
}

function codeMethods(codes: Collection<CodeDocument>) {
  return {
    async putCode({ id, ...fields }) {
      await codes.updateOne({ _id: id }, { $set: fields, $inc: { revision: 1 } }, { upsert: true });
    },
    async code(id) {
      const found = await codes.findOne({ _id: id });
      if (found === null) return null;
      const { _id, revision: _revision, ...fields } = found;
      return { id: _id, ...fields };
    },
    async swapCode(before, after) {
      const { id, digest, triesLeft } = before;
      const { id: _same, ...fields } = after;
      const unchanged = { _id: id, digest, triesLeft, 'lastCheck.requestId': before.lastCheck?.requestId ?? null };
      const { matchedCount } = await codes.updateOne(unchanged, { $set: fields, $inc: { revision: 1 } });
      return matchedCount === 1;
    },
    async removeCodesBefore(before) {
      return (await codes.deleteMany({ expiresAt: { $lt: before } })).deletedCount;
    },
  } satisfies Partial<NotificationStore>;
}

function approvalMethods(approvals: Collection<ApprovalDocument>) {
  return {
    addApproval: ({ id, ...fields }) => inserted(approvals.insertOne({ _id: id, ...fields })),
    async approval(id) {
      const found = await approvals.findOne({ _id: id });
      if (found === null) return null;
      const { _id, ...fields } = found;
      return { id: _id, ...fields };
    },
    async decideApproval(id, status, at) {
      const { matchedCount } = await approvals.updateOne(
        { _id: id, status: 'open' },
        { $set: { status, decidedAt: at } },
      );
      return matchedCount === 1;
    },
  } satisfies Partial<NotificationStore>;
}

function feedMethods(feeds: Collection<FeedDocument>) {
  return {
    async appendNews({ key, at, sealed }) {
      await inserted(feeds.insertOne({ _id: 'approvals', last: 0, items: [] }));
      const item = {
        seq: { $add: ['$last', 1] },
        key: { $literal: key },
        at: { $literal: at },
        sealed: { $literal: sealed },
      };
      await feeds.updateOne({ _id: 'approvals', 'items.key': { $ne: key } }, [
        {
          $set: {
            last: { $add: ['$last', 1] },
            items: { $slice: [{ $concatArrays: ['$items', [item]] }, -feedItemsMax] },
          },
        },
      ]);
    },
    async newsAfter(seq, limit) {
      const feed = await feeds.findOne({ _id: 'approvals' });
      return (feed?.items ?? []).filter((item) => item.seq > seq).slice(0, limit);
    },
  } satisfies Partial<NotificationStore>;
}
