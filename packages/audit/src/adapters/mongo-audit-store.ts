import type { AuditEntry } from '@acebuddy/contracts';
import { ensureIndexes, isDuplicateKey, withStoreErrors } from '@acebuddy/storage';
import type { Db } from 'mongodb';
import type { AuditStore } from '../ports.ts';
import { readEntry } from '../stored-entry.ts';
import { newestOf, partsOf } from './parts-of.ts';

interface AuditDocument {
  readonly _id: string;
  readonly chain: string;
  readonly seq: number;
  readonly key?: string;
  readonly entry: AuditEntry;
}

/** Audit entries in MongoDB. Only inserts; give the service's user no right to update or remove here. */
export async function createMongoAuditStore(db: Db): Promise<AuditStore> {
  const entries = db.collection<AuditDocument>('audit');
  await ensureIndexes(entries, [
    { key: { chain: 1, seq: 1 }, unique: true },
    { key: { chain: 1, key: 1 }, unique: true, partialFilterExpression: { key: { $type: 'string' } } },
    { key: { chain: 1, 'entry.subject': 1, seq: 1 } },
  ]);
  return withStoreErrors<AuditStore>({
    async last(chain) {
      const found = await entries.findOne({ chain }, { sort: { seq: -1 } });
      return found === null ? null : readEntry(chain, found.seq, found.entry);
    },
    async insert(entry, key) {
      const { chain, seq } = entry;
      try {
        await entries.insertOne({ _id: `${chain}/${seq}`, chain, seq, ...(key === null ? {} : { key }), entry });
        return 'added';
      } catch (error) {
        if (!isDuplicateKey(error)) throw error;
        return key !== null && (await entries.findOne({ chain, key })) !== null ? 'known' : 'taken';
      }
    },
    async after(chain, seq, limit) {
      const found = await entries
        .find({ chain, seq: { $gt: seq } })
        .sort({ seq: 1 })
        .limit(limit)
        .toArray();
      return found.map((document) => readEntry(chain, document.seq, document.entry));
    },
    async about(chain, subject, limit) {
      const parts = partsOf(subject).map(([from, end]) => ({ $gte: from, $lt: end }));
      const lists = [{ $eq: subject }, ...parts].map(async (wanted) => {
        const found = await entries.find({ chain, 'entry.subject': wanted }).sort({ seq: -1 }).limit(limit).toArray();
        return found.map((document) => readEntry(chain, document.seq, document.entry));
      });
      return newestOf(await Promise.all(lists), limit);
    },
  });
}
