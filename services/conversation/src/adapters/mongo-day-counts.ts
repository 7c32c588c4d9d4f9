import type { Db } from 'mongodb';
import type { ConversationStore, StoredDayCount } from '../ports.ts';

type DayCountDocument = StoredDayCount & { readonly _id: string; readonly basis: string };

/** What is kept of days in MongoDB, and what was amended of them. A quarter of days: the key of each is index enough. */
export function mongoDayCounts(db: Db) {
  const amended = db.collection<{ _id: string; days?: Record<string, number> }>('fact_amendments');
  const counts = db.collection<DayCountDocument>('day_counts');
  const idOf = (basis: string, date: string) => `${basis} ${date}`;
  return {
    /**
     * After the commit, so that who has read the number has read what it counts. A commit is not undone where this fails: what
     * was counted is counted again within the hour in any case.
     */
    async amend(days: readonly number[]): Promise<void> {
      if (days.length === 0) return;
      const changes = Object.fromEntries(days.map((day) => [`days.${day}`, 1]));
      await amended.updateOne({ _id: 'all' }, { $inc: changes }, { upsert: true }).catch(() => undefined);
    },
    methods: {
      async amendments() {
        const found = await amended.findOne({ _id: 'all' });
        return new Map(Object.entries(found?.days ?? {}).map(([day, count]) => [Number(day), count]));
      },
      async dayCounts(basis, from, to) {
        const range = { $gte: idOf(basis, from), $lte: idOf(basis, to) };
        return counts.find({ _id: range }, { projection: { _id: 0, basis: 0 } }).toArray();
      },
      async keepDayCounts(basis, days) {
        const writes = days.map((day) => ({
          replaceOne: { filter: { _id: idOf(basis, day.date) }, replacement: { ...day, basis }, upsert: true },
        }));
        await counts.bulkWrite(writes, { ordered: false });
      },
      async forgetDayCounts(basis, before) {
        await counts.deleteMany({ $or: [{ basis: { $ne: basis } }, { date: { $lt: before } }] });
      },
    } satisfies Partial<ConversationStore>,
  };
}
