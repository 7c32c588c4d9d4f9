import {
  AppError,
  type ApprovalView,
  listApprovalsInputSchema,
  listMailsInputSchema,
  type NoteAttentionInput,
  noteAttentionInputSchema,
  type PushChatInput,
  pushChatInputSchema,
  type WatchTurn,
  type WeekMail,
  weekMailSchema,
} from '@acebuddy/contracts';
import type { DeliveryPage, NotificationsClient } from '../../src/ports.ts';
import { createFakeAdmin, type FakeAdmin } from './admin.ts';
import { approvalRow, mailRow } from './console-chat.ts';

export interface FakeNotifications extends NotificationsClient, Pick<FakeAdmin, 'needed' | 'audited'> {
  /** Mails that were read, or sent again, and by whom. */
  readonly mailActs: { act: string; id: string; role?: string | undefined }[];
  /** The chats that came along with each deletion of a person. */
  readonly deletions: string[];
  readonly pushed: PushChatInput[];
  /** What the next look is told, and what looks brought. */
  turn: WatchTurn;
  readonly noted: NoteAttentionInput[];
  readonly weeks: WeekMail[];
  readonly decisions: { decision: string; comment?: string | undefined }[];
  approval: ApprovalView;
  readonly deliveries: DeliveryPage['items'];
  failure: AppError | undefined;
  mailFailure: AppError | undefined;
}

export const approvalToken = 'approval-token-0123456789';

export function createFakeNotifications(): FakeNotifications {
  const fake: FakeNotifications = {
    deletions: [],
    pushed: [],
    turn: { mine: true, week: null },
    noted: [],
    weeks: [],
    takeWatch: async () => {
      throwIf(fake.failure);
      return fake.turn;
    },
    noteAttention: async (input) => {
      fake.noted.push(noteAttentionInputSchema.parse(input));
    },
    sendWeek: async (input) => {
      fake.weeks.push(weekMailSchema.parse(input));
    },
    mailActs: [],
    listMails: async (input) => {
      throwIf(fake.failure);
      listMailsInputSchema.parse(input);
      return { items: [mailRow], next: null };
    },
    getMail: async ({ id, actor }) => {
      throwIf(fake.failure);
      if (id !== mailRow.id) throw new AppError('NOT_FOUND', 'There is no such mail.');
      fake.mailActs.push({ act: 'read', id, role: actor?.role });
      return {
        row: mailRow,
        preview: { subject: 'Your ticket', html: '<p style="color:red">Hello</p>', text: 'Hello' },
      };
    },
    listApprovals: async (input) => {
      throwIf(fake.failure);
      listApprovalsInputSchema.parse(input);
      return { items: [approvalRow], next: null };
    },
    decisions: [],
    approval: {
      approvalId: 'a-1',
      status: 'open',
      subject: 'Disk space: 100 GB for <b>Zylker</b>',
      requester: 'Scott Fisher <scott@zylker.com>',
      facts: [{ label: 'Price', value: '$60 a month' }],
      ticketNumber: '101',
      reference: 'AB-7K2M9QXD',
    },
    deliveries: [
      {
        id: 'd-1',
        kind: 'ticket_confirmation',
        to: 's…@zylker.com',
        status: 'sent',
        attempts: 1,
        lastError: null,
        createdAt: '2026-11-23T09:29:00.000Z',
        sentAt: '2026-11-23T09:29:02.000Z',
      },
    ],
    failure: undefined,
    mailFailure: undefined,
    getApproval: async ({ token }) => {
      throwIf(fake.failure);
      if (token !== approvalToken)
        throw new AppError('NOT_FOUND', 'This link is not known, or it was replaced by a newer one.');
      return fake.approval;
    },
    decideApproval: async ({ token, decision, comment }) => {
      throwIf(fake.failure);
      if (token !== approvalToken)
        throw new AppError('NOT_FOUND', 'This link is not known, or it was replaced by a newer one.');
      if (fake.approval.status !== 'open') throw new AppError('CONFLICT', 'It was decided before.');
      fake.decisions.push({ decision, comment });
      fake.approval = { ...fake.approval, status: decision === 'approve' ? 'approved' : 'declined' };
      return fake.approval;
    },
    listDeliveries: async () => {
      throwIf(fake.failure);
      return { items: fake.deliveries, next: null };
    },
    pushChat: async (input) => {
      throwIf(fake.failure);
      fake.pushed.push(input);
      pushChatInputSchema.parse(input);
      return { outcome: 'callback', reason: null };
    },
    listOutbox: async () => {
      throwIf(fake.failure);
      return { items: [], next: null };
    },
    listWork: (input) => fake.listOutbox(input),
    retryOutbox: async ({ id, actor }) => {
      throwIf(fake.failure);
      if (id !== mailRow.id) throw new AppError('NOT_FOUND', `There is no dead letter with the id "${id}".`);
      fake.mailActs.push({ act: 'retry', id, role: actor?.role });
    },
    discardOutbox: async () => undefined,
    ...createFakeAdmin(
      () => fake.failure,
      (chats) => fake.deletions.push(chats),
    ),
    ready: async () => {
      throwIf(fake.failure);
      return { ready: true, version: '1.2.3' };
    },
    mailReady: async () => throwIf(fake.mailFailure),
  };
  return fake;
}

function throwIf(failure: AppError | undefined): void {
  if (failure !== undefined) throw failure;
}
