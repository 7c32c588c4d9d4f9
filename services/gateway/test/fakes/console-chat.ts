import {
  type ApprovalRow,
  type ConsoleConversation,
  type ConversationRow,
  type DeskWork,
  type MailRow,
  mailRowSchema,
  type NamedChat,
} from '@acebuddy/contracts';

export const conversationRow: ConversationRow = {
  conversationId: '55778119/40526000001808033',
  chatId: '40526000001808033',
  channel: 'salesiq',
  visitorName: 'Scott Fisher',
  state: 'ticket',
  workflow: 'password_reset',
  outcome: 'ticket',
  verified: 'mailbox only',
  language: 'en',
  rating: null,
  holder: 'bot',
  ticketNumber: '101',
  ticketId: '1892000000042034',
  reference: 'AB-7K2M9QXD',
  waitingSince: null,
  attention: [],
  messages: 2,
  createdAt: '2026-11-23T09:29:00.000Z',
  updatedAt: '2026-11-23T09:29:01.000Z',
};

/** What is said of the one chat that is there. */
export function namedChat(conversationId: string): NamedChat | null {
  if (conversationId !== conversationRow.conversationId) return null;
  const { visitorName, workflow, reference, ticketId, ticketNumber } = conversationRow;
  return { conversationId, visitorName, workflow, reference, ticketId, ticketNumber, ticketUrl: null };
}

export const consoleChat: ConsoleConversation = {
  row: conversationRow,
  visitor: {
    id: 'v-1',
    name: 'Scott Fisher',
    email: 'scott.fisher@zylker.com',
    phone: null,
    timeZone: 'America/Chicago',
    country: 'US',
  },
  collected: [{ slot: 'username', label: 'User name', value: 'sfisher' }],
  runs: [],
  turns: [],
  earlier: null,
  outbox: [],
};

export const deskWork: DeskWork = {
  id: 'w-1',
  requestId: '55778119/40526000001808033|ticket:run-1',
  kind: 'create_ticket',
  state: 'done',
  attempts: 1,
  lastError: null,
  ticketId: '1892000000042034',
  ticketNumber: '101',
  createdAt: '2026-11-23T09:29:01.000Z',
  calls: [{ at: '2026-11-23T09:29:01.000Z', method: 'POST', path: '/tickets', ms: 120, status: 200, outcome: 'ok' }],
};

export const mailRow: MailRow = mailRowSchema.parse({
  id: 'd-1',
  conversationId: conversationRow.conversationId,
  kind: 'ticket_confirmation',
  to: 's…@zylker.com',
  status: 'dead',
  attempts: 8,
  lastError: 'refused',
  nextAt: null,
  createdAt: '2026-11-23T09:29:02.000Z',
  sentAt: null,
  kept: true,
});

export const approvalRow: ApprovalRow = {
  approvalId: 'a-1',
  conversationId: conversationRow.conversationId,
  status: 'open',
  approver: 'p…@zylker.com',
  createdAt: '2026-11-23T09:29:02.000Z',
  remindedAt: null,
  decidedAt: null,
  overdue: false,
};
