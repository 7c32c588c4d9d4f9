import { type AppError, auditEntrySchema } from '@acebuddy/contracts';
import type { OutboxClient } from '../../src/ports.ts';

export const auditEntry = auditEntrySchema.parse({
  chain: 'conversation',
  seq: 1,
  at: '2026-11-23T09:29:00.000Z',
  kind: 'transcript_read',
  actor: { role: 'reader', key: 'abcd1234' },
  subject: 'chat-1',
  details: {},
  requestId: 'r-1',
  previous: '0',
  hash: '1',
  seal: 'k1.x',
});

/** What every service's fake shows to administrators. */
export function createFakeAdmin(
  failure: () => AppError | undefined,
): Pick<OutboxClient, 'listAudit' | 'exportPerson' | 'deletePerson'> {
  const check = () => {
    const error = failure();
    if (error !== undefined) throw error;
  };
  return {
    listAudit: async () => {
      check();
      return { items: [auditEntry], next: null };
    },
    exportPerson: async ({ email }) => {
      check();
      return { records: { chats: [email] } };
    },
    deletePerson: async () => {
      check();
      return { removed: { chats: 2 }, kept: [] };
    },
  };
}
