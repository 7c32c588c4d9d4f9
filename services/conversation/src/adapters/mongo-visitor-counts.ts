import { ensureIndexes, isDuplicateKey, withStoreErrors } from '@acebuddy/storage';
import type { Collection, Db, Document } from 'mongodb';
import type { VisitorCounts } from '../ports.ts';

interface CountDocument {
  /** Digest of what is counted and for whom. */
  readonly _id: string;
  readonly seen: readonly { readonly id: string; readonly at: number }[];
  /** Whether the last one who asked may go on. */
  readonly allowed: boolean;
  /** MongoDB removes the document then. */
  readonly until: Date;
}

const hourMs = 3_600_000;

/** Counts of the last hour that all replicas share: one small document a visitor, changed in one step. */
export async function createMongoVisitorCounts(
  db: Db,
  { digest, now }: { readonly digest: (key: string) => string; readonly now: () => Date },
): Promise<VisitorCounts> {
  const counts = db.collection<CountDocument>('visitor_counts');
  await ensureIndexes(counts, [{ key: { until: 1 }, expireAfterSeconds: 0 }]);
  return withStoreErrors<VisitorCounts>({
    take: (key, id, max) => take(counts, digest(key), countOne(id, max, now().getTime())),
  });
}

async function take(counts: Collection<CountDocument>, _id: string, step: Document[]): Promise<boolean> {
  try {
    const found = await counts.findOneAndUpdate({ _id }, step, { upsert: true, returnDocument: 'after' });
    return found?.allowed !== false;
  } catch (error) {
    // Two replicas made the document at the same time; it is there now.
    if (!isDuplicateKey(error)) throw error;
    return take(counts, _id, step);
  }
}

function countOne(id: string, max: number, at: number): Document[] {
  const isYoung = { $gt: ['$$this.at', at - hourMs] };
  const isKnown = { $in: [{ $literal: id }, { $map: { input: '$seen', in: '$$this.id' } }] };
  const added = { $concatArrays: ['$seen', [{ id: { $literal: id }, at }]] };
  return [
    { $set: { seen: { $filter: { input: { $ifNull: ['$seen', []] }, cond: isYoung } } } },
    { $set: { allowed: { $or: [isKnown, { $lt: [{ $size: '$seen' }, max] }] } } },
    { $set: { seen: { $cond: [{ $and: ['$allowed', { $not: [isKnown] }] }, added, '$seen'] } } },
    { $set: { until: { $literal: new Date(at + hourMs) } } },
  ];
}
