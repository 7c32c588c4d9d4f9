import type { Collection, Document } from 'mongodb';
import { isDuplicateKey } from './store-error.ts';

/** What happened lately under one key: one small document, changed in one step. */
export interface RecentCountDocument {
  /** Digest of what is counted and for whom. */
  readonly _id: string;
  readonly seen: readonly { readonly id: string; readonly at: number }[];
  /** Whether the last one who asked may go on. */
  readonly allowed: boolean;
  /** Nothing in it counts any more then; an index with `expireAfterSeconds: 0` on it removes the document. */
  readonly until: Date;
}

export interface RecentCount {
  /** Digest of what is counted and for whom. */
  readonly key: string;
  /** Of what happened: the same twice counts once. */
  readonly id: string;
  /** Most that may happen within `windowMs`. */
  readonly max: number;
  readonly windowMs: number;
  /** Epoch milliseconds. */
  readonly at: number;
}

/**
 * Counts `id` under `key`, once, unless `max` others are there within the window; false when they are. Replicas that ask
 * at the same moment are counted one after another.
 */
export async function takeRecentCount(counts: Collection<RecentCountDocument>, count: RecentCount): Promise<boolean> {
  const step = countOne(count);
  try {
    const found = await counts.findOneAndUpdate({ _id: count.key }, step, { upsert: true, returnDocument: 'after' });
    return found?.allowed !== false;
  } catch (error) {
    // Two replicas made the document at the same time; it is there now.
    if (!isDuplicateKey(error)) throw error;
    return takeRecentCount(counts, count);
  }
}

function countOne({ id, max, windowMs, at }: RecentCount): Document[] {
  const isYoung = { $gt: ['$$this.at', at - windowMs] };
  const isKnown = { $in: [{ $literal: id }, { $map: { input: '$seen', in: '$$this.id' } }] };
  const added = { $concatArrays: ['$seen', [{ id: { $literal: id }, at }]] };
  return [
    { $set: { seen: { $filter: { input: { $ifNull: ['$seen', []] }, cond: isYoung } } } },
    { $set: { allowed: { $or: [isKnown, { $lt: [{ $size: '$seen' }, max] }] } } },
    { $set: { seen: { $cond: [{ $and: ['$allowed', { $not: [isKnown] }] }, added, '$seen'] } } },
    { $set: { until: { $literal: new Date(at + windowMs) } } },
  ];
}
