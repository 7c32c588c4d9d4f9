import type { DatabaseSync } from 'node:sqlite';
import { prepared, type RecordCipher, runMigrations, transaction, withStoreErrors } from '@acebuddy/storage';
import type { NewsFeed } from '../ports.ts';
import { createNewsCodec, withoutText } from './news-codec.ts';

const migrations: readonly string[] = [
  `
  CREATE TABLE news (
    seq INTEGER PRIMARY KEY,
    key TEXT NOT NULL UNIQUE,
    sealed TEXT NOT NULL,
    created_at INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX news_created ON news (created_at);
  `,
];

export interface SqliteNewsFeedOptions {
  readonly db: DatabaseSync;
  readonly cipher: RecordCipher;
  readonly now: () => Date;
}

/** SQLite has one writer at a time: numbers are given and shown in the same order. */
export function createSqliteNewsFeed({ db, cipher, now }: SqliteNewsFeedOptions): NewsFeed {
  const codec = createNewsCodec(cipher);
  runMigrations(db, 'ticketing-news', migrations);
  return withStoreErrors<NewsFeed>({
    append: async (item) =>
      transaction(db, () => {
        const known = prepared(db, 'SELECT 1 FROM news WHERE key = ?').get(item.key);
        if (known !== undefined) return false;
        prepared(
          db,
          'INSERT INTO news (seq, key, sealed, created_at) SELECT COALESCE(MAX(seq), 0) + 1, ?, ?, ? FROM news',
        ).run(item.key, codec.seal(item), now().getTime());
        return true;
      }),
    read: async (after, limit) =>
      prepared(db, 'SELECT seq, key, sealed FROM news WHERE seq > ? ORDER BY seq LIMIT ?')
        .all(after, limit)
        .map((row) => codec.open(String(row.key), String(row.sealed), Number(row.seq))),
    erase: async (isWanted) =>
      transaction(db, () => {
        let erased = 0;
        for (const { seq, key, sealed } of prepared(db, 'SELECT seq, key, sealed FROM news ORDER BY seq').all()) {
          const item = codec.open(String(key), String(sealed), Number(seq));
          const bare = isWanted(item.requestId) ? withoutText(item, String(key)) : null;
          if (bare === null) continue;
          prepared(db, 'UPDATE news SET sealed = ? WHERE seq = ?').run(codec.seal(bare), Number(seq));
          erased += 1;
        }
        return erased;
      }),
    prune: async (before) =>
      Number(
        prepared(db, 'DELETE FROM news WHERE created_at < ? AND seq < (SELECT MAX(seq) FROM news)').run(before).changes,
      ),
  });
}
