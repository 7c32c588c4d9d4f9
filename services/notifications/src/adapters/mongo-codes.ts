import { idRange } from '@acebuddy/storage';
import type { Collection } from 'mongodb';
import type { NotificationStore, StoredCode } from '../ports.ts';

export type CodeDocument = Omit<StoredCode, 'id'> & { readonly _id: string; readonly revision: number };

export function mongoCodes(codes: Collection<CodeDocument>) {
  return {
    async putCode({ id, ...fields }) {
      // Replaced whole: what a newer release keeps of a code must not outlive it.
      const fresh = { $literal: { _id: id, ...fields } };
      const revision = { $add: [{ $ifNull: ['$revision', 0] }, 1] };
      await codes.updateOne({ _id: id }, [{ $replaceWith: { $mergeObjects: [fresh, { revision }] } }], {
        upsert: true,
      });
    },
    async code(id) {
      const found = await codes.findOne({ _id: id });
      if (found === null) return null;
      const { _id, ...fields } = found;
      return { id: _id, ...fields };
    },
    async swapCode({ id, revision, digest }, after) {
      const { expiresAt, triesLeft, lastCheck } = after;
      const fields = { digest: after.digest, expiresAt, triesLeft, lastCheck };
      // The digest tells a code from one that was removed and made anew, whose revisions begin again.
      const unchanged = { _id: id, revision, digest };
      const { matchedCount } = await codes.updateOne(unchanged, { $set: fields, $inc: { revision: 1 } });
      return matchedCount === 1;
    },
    async codesOf(conversationId) {
      const { from, to } = idRange(`${conversationId}|`);
      const found = await codes.find({ _id: { $gte: from, $lt: to } }).toArray();
      return found.map(({ _id, revision: _revision, ...fields }) => ({ id: _id, ...fields }));
    },
    async removeCodesOf(conversationId) {
      const { from, to } = idRange(`${conversationId}|`);
      return (await codes.deleteMany({ _id: { $gte: from, $lt: to } })).deletedCount;
    },
    async removeCodesBefore(before) {
      return (await codes.deleteMany({ expiresAt: { $lt: before } })).deletedCount;
    },
  } satisfies Partial<NotificationStore>;
}
