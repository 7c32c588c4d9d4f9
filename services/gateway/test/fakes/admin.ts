import {
  type AppError,
  type Attention,
  auditEntrySchema,
  type PersonDeletion,
  type PersonExport,
} from '@acebuddy/contracts';
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

export interface FakeAdmin extends Pick<OutboxClient, 'listAudit'> {
  /** What `attention` answers. */
  readonly needed: Attention[];
  /** Subjects that `auditOf` was asked for. */
  readonly audited: string[];
  attention(): Promise<{ items: Attention[] }>;
  auditOf(input: { readonly subject: string }): Promise<{ items: (typeof auditEntry)[] }>;
  exportPerson(input: PersonAsked): Promise<PersonExport>;
  deletePerson(input: PersonAsked): Promise<PersonDeletion>;
}
interface PersonAsked {
  readonly email: string;
  readonly conversations?: readonly string[];
}

/** What every service's fake shows to administrators; `noted` hears which persons were deleted, in order. */
export function createFakeAdmin(failure: () => AppError | undefined, noted: (chats: string) => void): FakeAdmin {
  const check = () => {
    const error = failure();
    if (error !== undefined) throw error;
  };
  const needed: Attention[] = [];
  const audited: string[] = [];
  return {
    needed,
    audited,
    attention: async () => {
      check();
      return { items: needed };
    },
    auditOf: async ({ subject }) => {
      check();
      audited.push(subject);
      return { items: [{ ...auditEntry, subject }] };
    },
    listAudit: async () => {
      check();
      return { items: [auditEntry], next: null, damaged: [{ seq: 2, problem: 'it was altered' }] };
    },
    exportPerson: async ({ email, conversations = [] }) => {
      check();
      return { records: { chats: [email, ...conversations] } };
    },
    deletePerson: async ({ conversations = [] }) => {
      check();
      noted(conversations.join());
      return { removed: { chats: 2 }, kept: [] };
    },
  };
}
