import type { DatabaseSync } from 'node:sqlite';
import { prepared } from '@acebuddy/storage';
import { z } from 'zod';
import type { NotificationStore, StoredApproval } from '../ports.ts';

const approvalRow = z.object({
  id: z.string(),
  requestId: z.string(),
  conversationId: z.string(),
  status: z.enum(['open', 'approved', 'declined', 'expired']),
  createdAt: z.string(),
  decidedAt: z.string().nullable(),
  sealed: z.string(),
});
const newsRow = z.object({ seq: z.number(), key: z.string(), at: z.string(), sealed: z.string() });

type Approvals = Pick<
  NotificationStore,
  'addApproval' | 'approval' | 'approvalOfRequest' | 'decideApproval' | 'appendNews' | 'newsAfter'
>;

export function sqliteApprovals(db: DatabaseSync): Approvals {
  const sql = (text: string) => prepared(db, text);
  const one = (row: unknown): StoredApproval | null => (row === undefined ? null : approvalRow.parse(row));
  return {
    async addApproval(a) {
      const written = sql('INSERT INTO approvals VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING').run(
        ...[a.id, a.requestId, a.conversationId, a.status, a.createdAt, a.decidedAt, a.sealed],
      );
      return Number(written.changes) === 1;
    },
    approval: async (id) => one(sql('SELECT * FROM approvals WHERE id = ?').get(id)),
    approvalOfRequest: async (requestId) => one(sql('SELECT * FROM approvals WHERE requestId = ?').get(requestId)),
    async decideApproval(id, status, at) {
      const written = sql("UPDATE approvals SET status = ?, decidedAt = ? WHERE id = ? AND status = 'open'").run(
        status,
        at,
        id,
      );
      return Number(written.changes) === 1;
    },
    async appendNews({ key, at, sealed }) {
      sql('INSERT INTO news (key, at, sealed) VALUES (?, ?, ?) ON CONFLICT DO NOTHING').run(key, at, sealed);
    },
    newsAfter: async (seq, limit) =>
      sql('SELECT * FROM news WHERE seq > ? ORDER BY seq LIMIT ?')
        .all(seq, limit)
        .map((row) => newsRow.parse(row)),
  };
}
