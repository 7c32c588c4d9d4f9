import { ensureIndexes, type RecentCountDocument, takeRecentCount, withStoreErrors } from '@acebuddy/storage';
import type { Db } from 'mongodb';
import type { VisitorCounts } from '../ports.ts';

const hourMs = 3_600_000;

/** Counts of the last hour that all replicas share. */
export async function createMongoVisitorCounts(
  db: Db,
  { digest, now }: { readonly digest: (key: string) => string; readonly now: () => Date },
): Promise<VisitorCounts> {
  const counts = db.collection<RecentCountDocument>('visitor_counts');
  await ensureIndexes(counts, [{ key: { until: 1 }, expireAfterSeconds: 0 }]);
  return withStoreErrors<VisitorCounts>({
    take: (key, id, max) =>
      takeRecentCount(counts, { key: digest(key), id, max, windowMs: hourMs, at: now().getTime() }),
  });
}
