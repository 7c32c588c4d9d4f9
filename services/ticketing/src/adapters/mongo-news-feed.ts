import { ensureIndexes, isDuplicateKey, type RecordCipher, withStoreErrors } from '@acebuddy/storage';
import type { Collection, Db } from 'mongodb';
import type { NewNews, NewsFeed } from '../ports.ts';
import { createNewsCodec, type NewsCodec, withoutText } from './news-codec.ts';

interface NewsDocument {
  /** The number itself: unique, so each is given once. */
  readonly _id: number;
  readonly key: string;
  readonly sealed: string;
  readonly createdAt: number;
}

export interface MongoNewsFeedOptions {
  readonly db: Db;
  readonly cipher: RecordCipher;
  readonly now: () => Date;
}

/**
 * Numbers without a counter: a writer takes the highest number that is there plus one and inserts it as the unique id;
 * who loses the race takes the next. Number n can only be written after n-1 was seen, so no reader ever sees n while
 * n-1 is still on its way, and none is skipped. News are rare enough that the races cost nothing.
 */
export async function createMongoNewsFeed({ db, cipher, now }: MongoNewsFeedOptions): Promise<NewsFeed> {
  const news = db.collection<NewsDocument>('news');
  const codec = createNewsCodec(cipher);
  await ensureIndexes(news, [
    { key: { key: 1 }, name: 'key', unique: true },
    { key: { createdAt: 1 }, name: 'created' },
  ]);
  return withStoreErrors<NewsFeed>({
    append: (item) => append(news, codec, item, now().getTime()),
    read: async (after, limit) => {
      const found = await news
        .find({ _id: { $gt: after } })
        .sort({ _id: 1 })
        .limit(limit)
        .toArray();
      return found.map((document) => codec.open(document.key, document.sealed, document._id));
    },
    erase: async (isWanted) => {
      let erased = 0;
      for await (const { _id, key, sealed } of news.find().sort({ _id: 1 })) {
        const item = codec.open(key, sealed, _id);
        const bare = isWanted(item.requestId) ? withoutText(item, key) : null;
        if (bare === null) continue;
        await news.updateOne({ _id }, { $set: { sealed: codec.seal(bare) } });
        erased += 1;
      }
      return erased;
    },
    prune: async (before) => {
      const newest = await lastNumber(news);
      const gone = await news.deleteMany({ createdAt: { $lt: before }, _id: { $lt: newest } });
      return gone.deletedCount;
    },
  });
}

async function append(
  news: Collection<NewsDocument>,
  codec: NewsCodec,
  item: NewNews,
  createdAt: number,
): Promise<boolean> {
  const sealed = codec.seal(item);
  for (;;) {
    if ((await news.findOne({ key: item.key }, { projection: { _id: 1 } })) !== null) return false;
    const next = (await lastNumber(news)) + 1;
    try {
      await news.insertOne({ _id: next, key: item.key, sealed, createdAt });
      return true;
    } catch (error) {
      // The number or the fact was taken in between: look again.
      if (!isDuplicateKey(error)) throw error;
    }
  }
}

async function lastNumber(news: Collection<NewsDocument>): Promise<number> {
  const last = await news.findOne({}, { sort: { _id: -1 }, projection: { _id: 1 } });
  return last?._id ?? 0;
}
