import { ensureIndexes, newestFirst } from '@acebuddy/storage';
import type { Db, Filter } from 'mongodb';
import type { DoubtFilter, DoubtPlace, MessagePlace, NewDoubt, StoredDoubt } from '../learning-ports.ts';

type DoubtDocument = StoredDoubt & { readonly _id: string };

const idOf = ({ conversationId, seq }: MessagePlace): string => `${conversationId}/${seq}`;
const listOrder = { at: -1, conversationId: -1, seq: -1 } as const;

/** Rows of messages that were not understood. */
export async function mongoDoubts(db: Db) {
  const doubts = db.collection<DoubtDocument>('doubts');
  await ensureIndexes(doubts, [
    { key: { at: 1, conversationId: 1, seq: 1, labelled: 1, kind: 1, language: 1 } },
    { key: { conversationId: 1 } },
  ]);
  const readNewest = newestFirst();
  return {
    /** After the commit: where this fails a row is missing in a list, and the turn that was kept is answered all the same. */
    async put(found: readonly NewDoubt[]): Promise<void> {
      for (const { conversationId, seq, kind, language, at } of found)
        await doubts
          .updateOne(
            { _id: idOf({ conversationId, seq }) },
            { $set: { kind, at }, $setOnInsert: { conversationId, seq, language, labelled: false } },
            { upsert: true },
          )
          .catch(() => undefined);
    },
    async mark(message: MessagePlace, labelled: boolean): Promise<void> {
      await doubts.updateOne({ _id: idOf(message) }, { $set: { labelled } });
    },
    async remove(conversationId: string): Promise<void> {
      await doubts.deleteMany({ conversationId });
    },
    async list(
      { from = '', to, ...equal }: DoubtFilter,
      { before, limit }: { before?: DoubtPlace; limit: number },
    ): Promise<readonly StoredDoubt[]> {
      const read = async (range: Filter<DoubtDocument>, count: number) =>
        count <= 0
          ? []
          : doubts
              .find({ ...range, ...equal }, { projection: { _id: 0 } })
              .sort(listOrder)
              .limit(count)
              .toArray();
      const newest = (until: string | undefined, count: number) =>
        readNewest(
          { from, limit: count, ...(until === undefined ? {} : { until }) },
          (instant, some) => read({ at: instant }, some),
          ({ at }) => at,
        );
      if (before === undefined || (to !== undefined && before.at >= to)) return newest(to, limit);
      // A choice of ranges in one query is none: first what is as old, then what is older.
      const { at, conversationId, seq } = before;
      if (at < from) return [];
      const inChat = await read({ at, conversationId, seq: { $lt: seq } }, limit);
      const asOld = await read({ at, conversationId: { $lt: conversationId } }, limit - inChat.length);
      const older = await newest(at, limit - inChat.length - asOld.length);
      return [...inChat, ...asOld, ...older];
    },
  };
}
