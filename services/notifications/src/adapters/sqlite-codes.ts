import type { DatabaseSync } from 'node:sqlite';
import { storedRecord } from '@acebuddy/contracts';
import { idRange, prepared } from '@acebuddy/storage';
import { z } from 'zod';
import type { NotificationStore } from '../ports.ts';

const codeSchema = storedRecord(
  z.object({
    id: z.string(),
    digest: z.string(),
    expiresAt: z.string(),
    triesLeft: z.number(),
    lastCheck: z.object({ requestId: z.string(), result: z.enum(['verified', 'wrong', 'spent']) }).nullable(),
  }),
);
const codeRow = z.object({ body: z.string(), revision: z.number() });

export function sqliteCodes(
  db: DatabaseSync,
): Pick<NotificationStore, 'putCode' | 'code' | 'swapCode' | 'removeCodesBefore' | 'codesOf' | 'removeCodesOf'> {
  const sql = (text: string) => prepared(db, text);
  return {
    async putCode(code) {
      sql(
        `INSERT INTO codes (id, expiresAt, body, revision) VALUES (?, ?, ?, 1) ON CONFLICT (id) DO UPDATE
         SET expiresAt = excluded.expiresAt, body = excluded.body, revision = codes.revision + 1`,
      ).run(code.id, code.expiresAt, JSON.stringify(code));
    },
    async code(id) {
      const row = sql('SELECT body, revision FROM codes WHERE id = ?').get(id);
      if (row === undefined) return null;
      const { body, revision } = codeRow.parse(row);
      return { ...codeSchema.parse(JSON.parse(body)), revision };
    },
    async swapCode({ id, revision }, after) {
      const written = sql(
        'UPDATE codes SET body = ?, expiresAt = ?, revision = revision + 1 WHERE id = ? AND revision = ?',
      );
      // The revision has a column of its own.
      const body = JSON.stringify({ ...codeSchema.parse(after), revision: undefined });
      return Number(written.run(body, after.expiresAt, id, revision).changes) === 1;
    },
    async codesOf(conversationId) {
      const { from, to } = idRange(`${conversationId}|`);
      const rows = sql('SELECT body FROM codes WHERE id >= ? AND id < ?').all(from, to);
      return rows.map(({ body }) => codeSchema.parse(JSON.parse(String(body))));
    },
    async removeCodesOf(conversationId) {
      const { from, to } = idRange(`${conversationId}|`);
      return Number(sql('DELETE FROM codes WHERE id >= ? AND id < ?').run(from, to).changes);
    },
    async removeCodesBefore(before) {
      return Number(sql('DELETE FROM codes WHERE expiresAt < ?').run(before).changes);
    },
  };
}
