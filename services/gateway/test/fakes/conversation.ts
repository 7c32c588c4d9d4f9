import {
  AppError,
  addNoteInputSchema,
  type BotReply,
  botReplySchema,
  type ChatEvent,
  type ConversationId,
  chatEventSchema,
  conversationIdSchema,
  exportScriptInputSchema,
  findConversationsInputSchema,
  getConversationInputSchema,
  type IncomingMessage,
  incomingMessageSchema,
  type ListConversationsInput,
  listConversationsInputSchema,
  nameChatsInputSchema,
  type OutboxItem,
  type RecordAccessInput,
  type ReportAnswer,
  type ReportInput,
  recordAccessInputSchema,
  reportInputSchema,
  type SessionView,
  takeFromBotInputSchema,
  type WorkflowsReport,
  workflowsReportInputSchema,
} from '@acebuddy/contracts';
import type { ConversationClient } from '../../src/ports.ts';
import { createFakeAdmin, type FakeAdmin } from './admin.ts';
import { consoleChat, conversationRow, namedChat } from './console-chat.ts';
import { fakeLearning } from './learning.ts';

export interface FakeConversation extends ConversationClient, Pick<FakeAdmin, 'needed' | 'audited'> {
  /** What lists were asked for. */
  readonly lists: ListConversationsInput[];
  /** Chats that were taken from the bot, or got a note, or were read, and who did it. */
  readonly acts: { act: string; conversationId?: string; role?: string | undefined; text?: string }[];
  /** The mark of the newest change. */
  mark: string;
  /** How often it was asked for. */
  markCalls: number;
  /** The chats that came along with each deletion of a person. */
  readonly deletions: string[];
  /** Of the person; from the third on work is under way. */
  readonly chats: ConversationId[];
  readonly messages: IncomingMessage[];
  readonly events: ChatEvent[];
  readonly closed: { conversationId: string; reason?: string | undefined }[];
  readonly dead: OutboxItem[];
  readonly access: RecordAccessInput['uses'];
  /** What reports were asked for. */
  readonly reports: ReportInput[];
  /** What `handleMessage` answers; may throw, or never settle. */
  answer: (message: IncomingMessage) => BotReply | Promise<BotReply>;
  /** Thrown by everything, when set. */
  failure: AppError | undefined;
}

export function reply(text: string, more: Partial<BotReply> = {}): BotReply {
  return botReplySchema.parse({
    action: 'reply',
    replies: [text],
    session: {
      sessionId: 'test_123',
      workflowType: 'password_reset',
      state: 'active',
      ticketCreated: false,
      ticketId: null,
      ticketNumber: null,
      reference: null,
      escalate: false,
    },
    ...more,
  });
}

/** Remembers what it was told; holds inputs against the contracts as the real service does. */
export function createFakeConversation(): FakeConversation {
  const fake: FakeConversation = {
    deletions: [],
    chats: ['c-1', 'c-2', 'c-3'].map((id) => conversationIdSchema.parse(id)),
    messages: [],
    events: [],
    closed: [],
    dead: [],
    access: [],
    reports: [],
    answer: () => reply('How can I help?'),
    failure: undefined,
    lists: [],
    acts: [],
    mark: 'm-1',
    markCalls: 0,
    listConversations: async (input) => {
      throwIf(fake.failure);
      fake.lists.push(listConversationsInputSchema.parse(input));
      return { items: [conversationRow], next: null };
    },
    findConversations: async (input) => {
      throwIf(fake.failure);
      const { query } = findConversationsInputSchema.parse(input);
      return query === '#101' ? { as: 'ticket', items: [conversationRow] } : { as: 'nothing', items: [] };
    },
    nameChats: async (input) => {
      throwIf(fake.failure);
      return { items: nameChatsInputSchema.parse(input).items.map(({ conversationId }) => namedChat(conversationId)) };
    },
    getConversation: async (input) => {
      throwIf(fake.failure);
      const { conversationId, actor } = getConversationInputSchema.parse(input);
      if (conversationId !== consoleChat.row.conversationId) throw new AppError('NOT_FOUND', 'There is no such chat.');
      fake.acts.push({ act: 'read', conversationId, role: actor?.role });
      return consoleChat;
    },
    exportScript: async (input) => {
      throwIf(fake.failure);
      const { conversationId, actor } = exportScriptInputSchema.parse(input);
      fake.acts.push({ act: 'export script', conversationId, role: actor?.role });
      return { name: 'a.yaml', script: 'scripts: []', turns: 1, different: 0, left: 0 };
    },
    takeFromBot: async (input) => {
      throwIf(fake.failure);
      const { conversationId, actor } = takeFromBotInputSchema.parse(input);
      if (fake.acts.some(({ act }) => act === 'take'))
        throw new AppError('CONFLICT', 'Somebody has this chat already.');
      fake.acts.push({ act: 'take', conversationId, role: actor?.role });
    },
    addNote: async (input) => {
      throwIf(fake.failure);
      const { conversationId, actor, text } = addNoteInputSchema.parse(input);
      fake.acts.push({ act: 'note', conversationId, role: actor?.role, text });
    },
    ...fakeLearning((act) => {
      throwIf(fake.failure);
      fake.acts.push(act);
    }),
    liveMark: async () => {
      throwIf(fake.failure);
      fake.markCalls += 1;
      return { mark: fake.mark };
    },
    handleMessage: async (input) => {
      throwIf(fake.failure);
      const message = incomingMessageSchema.parse(input);
      fake.messages.push(message);
      return fake.answer(message);
    },
    handleChatEvent: async (input) => {
      throwIf(fake.failure);
      fake.events.push(chatEventSchema.parse(input));
      return { handled: true };
    },
    getSession: async ({ conversationId }) => {
      throwIf(fake.failure);
      if (conversationId !== session.conversationId && conversationId !== session.chatId) {
        throw new AppError('NOT_FOUND', 'There is no session with this id.');
      }
      return session;
    },
    workflowsReport: async (input) => {
      throwIf(fake.failure);
      workflowsReportInputSchema.parse(input);
      return workflowsReport;
    },
    workflowReport: async ({ workflow }) => {
      throwIf(fake.failure);
      throw new AppError('NOT_FOUND', `There is no workflow "${workflow}".`);
    },
    report: async (input) => {
      throwIf(fake.failure);
      fake.reports.push(reportInputSchema.parse(input));
      return report;
    },
    recordAccess: async (input) => {
      throwIf(fake.failure);
      fake.access.push(...recordAccessInputSchema.parse(input).uses);
    },
    closeSession: async (input) => {
      throwIf(fake.failure);
      const before = fake.closed.some(({ conversationId }) => conversationId === input.conversationId);
      fake.closed.push(input);
      return { alreadyClosed: before, noteQueued: !before };
    },
    listOutbox: async ({ limit }) => {
      throwIf(fake.failure);
      return { items: fake.dead.slice(0, limit), next: null };
    },
    listWork: (input) => fake.listOutbox(input),
    describe: async () => {
      throwIf(fake.failure);
      const workflows = [{ id: 'password_reset', name: 'Password reset' }];
      return { companyName: 'Acme', zone: 'America/Chicago', workflows };
    },
    retryOutbox: async ({ id }) => remove(fake, id),
    discardOutbox: async ({ id }) => remove(fake, id),
    personChats: async () => {
      throwIf(fake.failure);
      return { conversations: fake.chats, underWay: fake.chats.slice(2) };
    },
    ...createFakeAdmin(
      () => fake.failure,
      (chats) => fake.deletions.push(chats),
    ),
    ready: async () => {
      throwIf(fake.failure);
      return { ready: true, version: '1.2.3' };
    },
  };
  return fake;
}

function remove(fake: FakeConversation, id: string): void {
  const at = fake.dead.findIndex((item) => item.id === id);
  if (at === -1) throw new AppError('NOT_FOUND', `There is no dead letter with the id "${id}".`);
  fake.dead.splice(at, 1);
}

function throwIf(failure: AppError | undefined): void {
  if (failure !== undefined) throw failure;
}

const session: SessionView = {
  conversationId: '55778119/40526000001808033',
  chatId: '40526000001808033',
  visitorId: 'v-1',
  visitorName: 'Scott Fisher',
  visitorEmail: 'scott.fisher@zylker.com',
  state: 'ticket',
  workflowType: 'password_reset',
  ticketId: '1892000000042034',
  ticketNumber: '101',
  reference: 'AB-7K2M9QXD',
  verified: 'mailbox only',
  slots: { username: 'sfisher' },
  messageCount: 2,
  messages: [
    { role: 'customer', text: 'I forgot my password', at: '2026-11-23T09:29:00.000Z' },
    { role: 'bot', text: 'I can help with that', at: '2026-11-23T09:29:01.000Z' },
  ],
  createdAt: '2026-11-23T09:29:00.000Z',
  updatedAt: '2026-11-23T09:29:01.000Z',
};

export const deadLetter: OutboxItem = {
  id: '55778119/405|ticket:run-1',
  conversationId: '55778119/405',
  kind: 'createTicket',
  attempts: 16,
  status: 'dead',
  lastError: 'DESK_REJECTED',
  nextAttemptAt: null,
  createdAt: '2026-11-20T09:29:00.000Z',
};

const figures = { tickets: { value: 2, of: null }, completion_rate: { value: 0.5, of: 4 } };

const question = { node: 's2', slot: 'wants', text: 'What do you want?', asked: 10, runsAgain: 6, again: 7, left: 1 };

export const workflowsReport: WorkflowsReport = {
  from: '2026-11-23',
  to: '2026-11-29',
  zone: 'America/Chicago',
  items: [
    { workflow: 'password_reset', name: 'Password reset', runs: 4, completed: 2, left: 1, toPerson: 1, worst: null },
    { workflow: 'disk_upgrade', name: 'Disk space', runs: 12, completed: 8, left: 2, toPerson: 1, worst: question },
  ],
};

export const report: ReportAnswer = {
  from: '2026-11-01',
  to: '2026-11-30',
  by: 'workflow',
  zone: 'America/Chicago',
  definitions: [{ id: 'tickets', title: 'Tickets', definition: 'Tickets that exist', unit: 'count', assumed: false }],
  total: { key: 'total', figures, breakdowns: { tickets_by_team: { '=1+1': 2 } } },
  groups: [{ key: 'password_reset', figures, breakdowns: {} }],
  impact: {
    formula: 'runs × minutes',
    inputs: { hourCost: 25, currency: '$', minutesSaved: { password_reset: 15 } },
    measured: { runs: 4, tickets: 2 },
    hours: 1,
    money: 25,
    assumedHours: 0.25,
    moneyPer100Tickets: 1_250,
    moneyPerYear: 304.17,
  },
};
