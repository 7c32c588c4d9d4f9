import type { DatabaseSync } from 'node:sqlite';
import { extensibleEnum } from '@acebuddy/contracts';
import { prepared } from '@acebuddy/storage';
import { z } from 'zod';
import type { NotificationStore, StoredApproval } from '../ports.ts';
import { behind, newestFirst, placeValues } from './sqlite-newest.ts';

const approvalRow = z.object({
  id: z.string(),
  requestId: z.string(),
  conversationId: z.string(),
  status: extensibleEnum(['open', 'approved', 'declined', 'expired']),
  createdAt: z.string(),
  decidedAt: z.string().nullable(),
  sealed: z.string(),
});
const newsRow = z.object({ seq: z.number(), key: z.string(), at: z.string(), sealed: z.string() });

type Approvals = Pick<
  NotificationStore,
  | 'addApproval'
  | 'approval'
  | 'approvalOfRequest'
  | 'listApprovals'
  | 'newestApprovals'
  | 'approvalsById'
  | 'removeApproval'
  | 'removeApprovalsBefore'
  | 'decideApproval'
  | 'appendNews'
  | 'newsAfter'
  | 'removeNews'
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
    listApprovals: async ({ after, limit }) =>
      sql('SELECT * FROM approvals WHERE id > ? ORDER BY id LIMIT ?')
        .all(after, limit)
        .map((row) => approvalRow.parse(row)),
    async newestApprovals({ status, conversationId, before, limit }) {
      const ofChat = conversationId === undefined ? [] : [conversationId];
      const ofStatus = status === undefined ? [] : [status];
      const where = [
        ...ofChat.map(() => 'conversationId = ?'),
        // Signed: among the few of a chat no other index helps.
        ...ofStatus.map(() => (ofChat.length === 0 ? 'status = ?' : '+status = ?')),
        behind,
      ].join(' AND ');
      return sql(`SELECT * FROM approvals WHERE ${where} ${newestFirst} LIMIT ?`)
        .all(...ofChat, ...ofStatus, ...placeValues(before), limit)
        .map((row) => approvalRow.parse(row));
    },
    approvalsById: async (ids) => ids.flatMap((id) => one(sql('SELECT * FROM approvals WHERE id = ?').get(id)) ?? []),
    removeApproval: async (id) => Number(sql('DELETE FROM approvals WHERE id = ?').run(id).changes) === 1,
    async removeApprovalsBefore(before) {
      const gone = sql("DELETE FROM approvals WHERE createdAt < ? AND status <> 'open'").run(before);
      return Number(gone.changes) + Number(sql('DELETE FROM news WHERE at < ?').run(before).changes);
    },
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
    async removeNews(keys) {
      const gone = keys.map((key) => Number(sql('DELETE FROM news WHERE key = ?').run(key).changes));
      return gone.reduce((sum, count) => sum + count, 0);
    },
  };
}
