import type { DatabaseSync, SQLInputValue } from 'node:sqlite';
import { prepared } from '@acebuddy/storage';
import { z } from 'zod';
import type { DoubtFilter, DoubtPlace, MessagePlace, NewDoubt, StoredDoubt } from '../learning-ports.ts';

export const doubtMigration = `CREATE TABLE doubts (
     conversationId TEXT NOT NULL, seq INTEGER NOT NULL, kind TEXT NOT NULL, language TEXT, at TEXT NOT NULL,
     labelled INTEGER NOT NULL DEFAULT 0, PRIMARY KEY (conversationId, seq)
   ) STRICT, WITHOUT ROWID;
   CREATE INDEX doubts_list ON doubts (at, conversationId, seq, labelled, kind, language);`;

const doubtRow = z.object({
  conversationId: z.string(),
  seq: z.number(),
  kind: z.string(),
  language: z.string().nullable(),
  at: z.string(),
  labelled: z.number().transform((value) => value === 1),
});
const columns = Object.keys(doubtRow.shape).join(', ');
/** Behind every instant. */
const end: DoubtPlace = { at: '~', conversationId: '', seq: 0 };

/** Rows of messages that were not understood; the caller has the transaction. */
export function sqliteDoubts(db: DatabaseSync) {
  return {
    put({ conversationId, seq, kind, language, at }: NewDoubt): void {
      prepared(
        db,
        `INSERT INTO doubts (conversationId, seq, kind, language, at) VALUES (?, ?, ?, ?, ?)
         ON CONFLICT (conversationId, seq) DO UPDATE SET kind = excluded.kind, at = excluded.at`,
      ).run(conversationId, seq, kind, language, at);
    },
    mark({ conversationId, seq }: MessagePlace, isLabelled: boolean): void {
      prepared(db, 'UPDATE doubts SET labelled = ? WHERE conversationId = ? AND seq = ?').run(
        isLabelled ? 1 : 0,
        conversationId,
        seq,
      );
    },
    remove(conversationId: string): void {
      prepared(db, 'DELETE FROM doubts WHERE conversationId = ?').run(conversationId);
    },
    list(filter: DoubtFilter, { before = end, limit }: { before?: DoubtPlace; limit: number }): StoredDoubt[] {
      const { from = '', to = '~', kind, language, labelled } = filter;
      const all: [string, SQLInputValue | undefined][] = [
        ['labelled = ?', labelled === undefined ? undefined : Number(labelled)],
        ['kind = ?', kind],
        ['language = ?', language],
      ];
      const given = all.flatMap(([sql, value]) => (value === undefined ? [] : [[sql, value] as const]));
      const sql = `SELECT ${columns} FROM doubts INDEXED BY doubts_list
        WHERE (at, conversationId, seq) < (?, ?, ?) AND at >= ? AND at < ?${given.map(([own]) => ` AND ${own}`).join('')}
        ORDER BY at DESC, conversationId DESC, seq DESC LIMIT ?`;
      return prepared(db, sql)
        .all(before.at, before.conversationId, before.seq, from, to, ...given.map(([, value]) => value), limit)
        .map((row) => doubtRow.parse(row));
    },
  };
}
