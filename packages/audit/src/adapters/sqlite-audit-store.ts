import type { DatabaseSync } from 'node:sqlite';
import { isDuplicateKey, prepared, runMigrations, withStoreErrors } from '@acebuddy/storage';
import { z } from 'zod';
import type { AuditStore } from '../ports.ts';
import { readEntry, type StoredEntry } from '../stored-entry.ts';
import { newestOf, partsOf } from './parts-of.ts';

const migrations = [
  `CREATE TABLE audit (
     chain TEXT NOT NULL, seq INTEGER NOT NULL, key TEXT, body TEXT NOT NULL, PRIMARY KEY (chain, seq)
   ) STRICT, WITHOUT ROWID;
   CREATE UNIQUE INDEX audit_key ON audit (chain, key) WHERE key IS NOT NULL;
   CREATE TRIGGER audit_no_update BEFORE UPDATE ON audit BEGIN SELECT RAISE(ABORT, 'audit entries stay as they are'); END;
   CREATE TRIGGER audit_no_delete BEFORE DELETE ON audit BEGIN SELECT RAISE(ABORT, 'audit entries stay'); END;`,
  // No column: entries stay as they are, those of earlier releases, too. A body that somebody destroyed has no subject.
  `CREATE INDEX audit_subject ON audit (chain, CASE WHEN json_valid(body) THEN json_extract(body, '$.subject') END, seq);`,
];
const subject = "CASE WHEN json_valid(body) THEN json_extract(body, '$.subject') END";
const rowSchema = z.object({ seq: z.number(), body: z.string() });

/** Audit entries in embedded SQLite; triggers keep our own mistakes from changing one. */
export function createSqliteAuditStore(db: DatabaseSync): AuditStore {
  runMigrations(db, 'audit', migrations);
  const sql = (text: string) => prepared(db, text);
  return withStoreErrors<AuditStore>({
    async last(chain) {
      const found = sql('SELECT seq, body FROM audit WHERE chain = ? ORDER BY seq DESC LIMIT 1').get(chain);
      return found === undefined ? null : toStored(chain, found);
    },
    async insert(entry, key) {
      try {
        sql('INSERT INTO audit (chain, seq, key, body) VALUES (?, ?, ?, ?)').run(
          entry.chain,
          entry.seq,
          key,
          JSON.stringify(entry),
        );
        return 'added';
      } catch (error) {
        if (!isDuplicateKey(error)) throw error;
        const known = key !== null && sql('SELECT 1 FROM audit WHERE chain = ? AND key = ?').get(entry.chain, key);
        return known ? 'known' : 'taken';
      }
    },
    after: async (chain, seq, limit) =>
      sql('SELECT seq, body FROM audit WHERE chain = ? AND seq > ? ORDER BY seq LIMIT ?')
        .all(chain, seq, limit)
        .map((row) => toStored(chain, row)),
    async about(chain, wanted, limit) {
      const whole = sql(`SELECT seq, body FROM audit WHERE chain = ? AND ${subject} = ? ORDER BY seq DESC LIMIT ?`);
      const part = sql(
        `SELECT seq, body FROM audit WHERE chain = ? AND ${subject} >= ? AND ${subject} < ? ORDER BY seq DESC LIMIT ?`,
      );
      const found = [
        whole.all(chain, wanted, limit),
        ...partsOf(wanted).map((range) => part.all(chain, ...range, limit)),
      ];
      const entries = found.map((rows) => rows.map((row) => toStored(chain, row)));
      return newestOf(entries, limit);
    },
  });
}

function toStored(chain: string, row: unknown): StoredEntry {
  const { seq, body } = rowSchema.parse(row);
  return readEntry(chain, seq, parseOrNull(body));
}

function parseOrNull(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
