import type { DatabaseSync } from 'node:sqlite';
import { prepared, transaction } from '@acebuddy/storage';
import { z } from 'zod';
import type { NotificationStore } from '../ports.ts';

const totalRow = z.object({ total: z.number() });

export function sqliteCodeCounts(
  db: DatabaseSync,
): Pick<NotificationStore, 'takeCodeCount' | 'removeCodeCounts' | 'removeCodeCountsBefore'> {
  const sql = (text: string) => prepared(db, text);
  return {
    takeCodeCount: async ({ key, id, max, windowMs, at }) =>
      transaction(db, () => {
        sql('DELETE FROM code_counts WHERE key = ? AND at <= ?').run(key, at - windowMs);
        if (sql('SELECT 1 FROM code_counts WHERE key = ? AND id = ?').get(key, id) !== undefined) return true;
        const { total } = totalRow.parse(sql('SELECT count(*) AS total FROM code_counts WHERE key = ?').get(key));
        if (total >= max) return false;
        sql('INSERT INTO code_counts VALUES (?, ?, ?, ?)').run(key, id, at, at + windowMs);
        return true;
      }),
    removeCodeCounts: async (keys) =>
      keys.reduce((sum, key) => sum + Number(sql('DELETE FROM code_counts WHERE key = ?').run(key).changes), 0),
    removeCodeCountsBefore: async (before) =>
      Number(sql('DELETE FROM code_counts WHERE until < ?').run(Date.parse(before)).changes),
  };
}
