import type { Db } from 'mongodb';

/** Changes of this moment are told by one write. */
const togetherMs = 1_000;

/**
 * Counts changes of conversations for all replicas, so that a mark tells of those, too, that leave a conversation at its place in
 * the list. A commit does not wait for it, and many of a second cost one small write: what a process that dies has not written yet
 * is seen when the page looks by itself.
 */
export function createChangeCount(db: Db) {
  const marks = db.collection<{ _id: string; changes: number }>('list_marks');
  let pending = 0;
  const write = async (): Promise<void> => {
    const changes = pending;
    pending = 0;
    await marks.updateOne({ _id: 'all' }, { $inc: { changes } }, { upsert: true });
  };
  return {
    add(): void {
      pending += 1;
      // A failure costs a mark, no change.
      if (pending === 1) setTimeout(() => void write().catch(() => undefined), togetherMs).unref();
    },
    count: async (): Promise<number> => (await marks.findOne({ _id: 'all' }))?.changes ?? 0,
  };
}
