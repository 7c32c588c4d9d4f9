import { type Database, openVersionedRecord, type RecordCipher } from '@acebuddy/storage';
import { emptyTokenState, type TokenStore, tokenStateSchema } from '@acebuddy/zoho-desk';
import type { GapStore, Ledger, NewsFeed, WatchStore } from '../ports.ts';
import { createMongoLedger } from './mongo-ledger.ts';
import { createMongoNewsFeed } from './mongo-news-feed.ts';
import { createMongoWatchStore } from './mongo-watch-store.ts';
import { openGapStore } from './open-gap-store.ts';
import { createSqliteLedger } from './sqlite-ledger.ts';
import { createSqliteNewsFeed } from './sqlite-news-feed.ts';
import { createSqliteWatchStore } from './sqlite-watch-store.ts';

export interface TicketingStores {
  readonly ledger: Ledger;
  readonly feed: NewsFeed;
  readonly watches: WatchStore;
  readonly tokens: TokenStore;
  readonly gapStore: GapStore;
}

export interface OpenStoresOptions {
  readonly database: Database;
  readonly cipher: RecordCipher;
  readonly now: () => Date;
}

/** All that ticketing keeps, in the database it was given. Makes tables and indexes that are missing. */
export async function openStores({ database, cipher, now }: OpenStoresOptions): Promise<TicketingStores> {
  const parse = (value: unknown) => tokenStateSchema.parse(value);
  const tokens = openVersionedRecord({
    database,
    cipher,
    collection: 'oauth_tokens',
    name: 'zoho',
    recordId: 'ticketing/oauth/zoho',
    parse,
    // Of no credentials that anybody has: a new token is fetched.
    unreadable: emptyTokenState(''),
  });
  const gapStore = openGapStore(database, cipher);
  if (database.kind === 'sqlite') {
    const { db } = database;
    return {
      ledger: createSqliteLedger({ db, cipher }),
      feed: createSqliteNewsFeed({ db, cipher, now }),
      watches: createSqliteWatchStore({ db }),
      tokens,
      gapStore,
    };
  }
  const { db } = database;
  const [ledger, feed, watches] = await Promise.all([
    createMongoLedger({ db, cipher }),
    createMongoNewsFeed({ db, cipher, now }),
    createMongoWatchStore({ db }),
  ]);
  return { ledger, feed, watches, tokens, gapStore };
}
