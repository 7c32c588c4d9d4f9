import type { DatabaseSync } from 'node:sqlite';
import { runMigrations, withStoreErrors } from '@acebuddy/storage';
import type { NotificationStore } from '../ports.ts';
import { sqliteApprovals } from './sqlite-approvals.ts';
import { sqliteCodeCounts } from './sqlite-code-counts.ts';
import { sqliteCodes } from './sqlite-codes.ts';
import { sqliteDeliveries } from './sqlite-deliveries.ts';
import { sqliteNotes } from './sqlite-notes.ts';

const migrations = [
  `CREATE TABLE deliveries (
     id TEXT PRIMARY KEY, kind TEXT NOT NULL, status TEXT NOT NULL, "to" TEXT NOT NULL, recipient TEXT,
     attempts INTEGER NOT NULL, nextAt TEXT, lastError TEXT, createdAt TEXT NOT NULL, sentAt TEXT, sealed TEXT,
     fence INTEGER NOT NULL, leaseOwner TEXT, leaseUntil TEXT
   ) STRICT;
   CREATE INDEX deliveries_due ON deliveries (nextAt) WHERE status = 'pending';
   CREATE INDEX deliveries_recipient ON deliveries (recipient, kind, createdAt);
   CREATE INDEX deliveries_status ON deliveries (status, id);
   CREATE INDEX deliveries_created ON deliveries (createdAt);
   CREATE TABLE codes (id TEXT PRIMARY KEY, expiresAt TEXT NOT NULL, body TEXT NOT NULL) STRICT;
   CREATE TABLE approvals (
     id TEXT PRIMARY KEY, requestId TEXT NOT NULL UNIQUE, conversationId TEXT NOT NULL, status TEXT NOT NULL,
     createdAt TEXT NOT NULL, decidedAt TEXT, sealed TEXT NOT NULL
   ) STRICT;
   CREATE TABLE news (
     seq INTEGER PRIMARY KEY AUTOINCREMENT, key TEXT NOT NULL UNIQUE, at TEXT NOT NULL, sealed TEXT NOT NULL
   ) STRICT;`,
  `ALTER TABLE codes ADD COLUMN revision INTEGER NOT NULL DEFAULT 1;
   CREATE INDEX codes_expiry ON codes (expiresAt);`,
  `CREATE TABLE code_counts (
     key TEXT NOT NULL, id TEXT NOT NULL, at INTEGER NOT NULL, until INTEGER NOT NULL, PRIMARY KEY (key, id)
   ) STRICT, WITHOUT ROWID;
   CREATE INDEX code_counts_until ON code_counts (until);`,
  `ALTER TABLE deliveries ADD COLUMN endedAt TEXT;
   CREATE INDEX deliveries_ended ON deliveries (endedAt) WHERE endedAt IS NOT NULL;`,
  `CREATE INDEX deliveries_newest ON deliveries (kind, status, createdAt, id);
   CREATE INDEX approvals_newest ON approvals (createdAt, id);
   CREATE INDEX approvals_status ON approvals (status, createdAt, id);
   CREATE INDEX approvals_conversation ON approvals (conversationId, createdAt, id);`,
  // The request that ordered it, as JSON.
  'ALTER TABLE deliveries ADD COLUMN origin TEXT;',
  'CREATE TABLE notes (id TEXT PRIMARY KEY, revision INTEGER NOT NULL, body TEXT NOT NULL) STRICT;',
];

/** Notifications in embedded SQLite. */
export function createSqliteNotificationStore(db: DatabaseSync): NotificationStore {
  runMigrations(db, 'notifications', migrations);
  return withStoreErrors<NotificationStore>({
    ...sqliteDeliveries(db),
    ...sqliteCodes(db),
    ...sqliteCodeCounts(db),
    ...sqliteApprovals(db),
    ...sqliteNotes(db),
  });
}
