import { type RecentCountDocument, takeRecentCount } from '@acebuddy/storage';
import type { Collection } from 'mongodb';
import type { NotificationStore } from '../ports.ts';

export function mongoCodeCounts(counts: Collection<RecentCountDocument>) {
  return {
    takeCodeCount: (count) => takeRecentCount(counts, count),
    async removeCodeCounts(keys) {
      return (await counts.deleteMany({ _id: { $in: [...keys] } })).deletedCount;
    },
    async removeCodeCountsBefore(before) {
      return (await counts.deleteMany({ until: { $lt: new Date(before) } })).deletedCount;
    },
  } satisfies Partial<NotificationStore>;
}
