import { newestFirst as readNewestFirst } from '@acebuddy/storage';
import type { Collection, Filter } from 'mongodb';
import type { NewsItem, NotificationStore, StoredApproval } from '../ports.ts';
import { inserted } from './inserted.ts';
import { newestFirst, readBehind } from './mongo-newest.ts';

export type ApprovalDocument = Omit<StoredApproval, 'id'> & { readonly _id: string };

/**
 * The feed is one document: number and item are written together, so that no reader can pass a number whose item is
 * still on its way. Decisions are rare; the newest 2,000 are kept.
 */
export interface FeedDocument {
  readonly _id: 'approvals';
  readonly last: number;
  readonly items: readonly NewsItem[];
}

const feedItemsMax = 2_000;

export function mongoApprovals(approvals: Collection<ApprovalDocument>) {
  const readNewest = readNewestFirst();
  return {
    addApproval: ({ id, ...fields }) => inserted(approvals.insertOne({ _id: id, ...fields })),
    approval: async (id) => toApproval(await approvals.findOne({ _id: id })),
    approvalOfRequest: async (requestId) => toApproval(await approvals.findOne({ requestId })),
    async listApprovals({ after, limit }) {
      const found = await approvals
        .find({ _id: { $gt: after } })
        .sort({ _id: 1 })
        .limit(limit)
        .toArray();
      return found.map(known);
    },
    async newestApprovals({ status, conversationId, before, limit }) {
      const wanted = {
        ...(status === undefined ? {} : { status }),
        ...(conversationId === undefined ? {} : { conversationId }),
      };
      const page = { limit, ...(before === undefined ? {} : { before }) };
      const read = (bounds: Filter<ApprovalDocument>, count: number) =>
        approvals
          .find({ ...wanted, ...bounds })
          .sort(newestFirst)
          .limit(count)
          .toArray();
      return (await readBehind(readNewest, page, read, ({ createdAt }) => createdAt)).map(known);
    },
    async approvalsById(ids) {
      if (ids.length === 0) return [];
      return (await approvals.find({ _id: { $in: [...ids] } }).toArray()).map(known);
    },
    async removeApproval(id) {
      return (await approvals.deleteOne({ _id: id })).deletedCount === 1;
    },
    async decideApproval(id, status, at) {
      const decision = { $set: { status, decidedAt: at } };
      return (await approvals.updateOne({ _id: id, status: 'open' }, decision)).matchedCount === 1;
    },
  } satisfies Partial<NotificationStore>;
}

function toApproval(found: ApprovalDocument | null): StoredApproval | null {
  return found === null ? null : known(found);
}

function known({ _id, ...fields }: ApprovalDocument): StoredApproval {
  return { id: _id, ...fields };
}

export function mongoNews(feeds: Collection<FeedDocument>, approvals: Collection<ApprovalDocument>) {
  /** The counter stays: numbers that were given are never given again. */
  async function pull(isGone: (item: NewsItem) => boolean): Promise<number> {
    const feed = await feeds.findOne({ _id: 'approvals' });
    const keys = (feed?.items ?? []).filter(isGone).map(({ key }) => key);
    if (keys.length > 0) await feeds.updateOne({ _id: 'approvals' }, { $pull: { items: { key: { $in: keys } } } });
    return keys.length;
  }
  return {
    async removeApprovalsBefore(before) {
      const decided = { createdAt: { $lt: before }, status: { $ne: 'open' } } as const;
      const { deletedCount } = await approvals.deleteMany(decided);
      return deletedCount + (await pull(({ at }) => at < before));
    },
    removeNews: (keys) => pull(({ key }) => keys.includes(key)),
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
      // Readers ask every few seconds: without news, nothing but the answer "none" crosses the wire.
      const feed = await feeds.findOne({ _id: 'approvals', last: { $gt: seq } });
      return (feed?.items ?? []).filter((item) => item.seq > seq).slice(0, limit);
    },
  } satisfies Partial<NotificationStore>;
}
