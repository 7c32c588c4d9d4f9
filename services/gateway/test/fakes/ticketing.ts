import {
  AppError,
  type ChangeTicketInput,
  type ChangeTicketOutput,
  type CreateTicketInput,
  type CreateTicketOutput,
  changeTicketInputSchema,
  createTicketInputSchema,
  type DeskCheck,
  deskEventsInputSchema,
  type OutboxItem,
  type TicketView,
} from '@acebuddy/contracts';
import type { DeskNotice, TicketingClient } from '../../src/ports.ts';
import { createFakeAdmin, type FakeAdmin } from './admin.ts';
import { deskWork } from './console-chat.ts';

export interface FakeTicketing extends TicketingClient, Pick<FakeAdmin, 'needed' | 'audited'> {
  /** The chats that came along with each deletion of a person. */
  readonly deletions: string[];
  readonly created: CreateTicketInput[];
  readonly changed: ChangeTicketInput[];
  readonly notices: DeskNotice[];
  checked: DeskCheck;
  createOutcome: ((input: CreateTicketInput) => CreateTicketOutput) | undefined;
  changeOutcome: ChangeTicketOutput;
  failure: AppError | undefined;
  /** Failures of `handleDeskEvents` before it succeeds. */
  noticeFailures: number;
  /** What `listWork` answers, page by page. */
  readonly work: OutboxItem[];
}

const ticket: TicketView = {
  id: '1892000000042034',
  ticketNumber: '101',
  subject: 'Printer offline',
  description: null,
  status: 'Open',
  statusType: 'Open',
  priority: 'Medium',
  departmentId: '1892000000006907',
  contactId: '1892000000042032',
  assigneeId: null,
  email: 'scott.fisher@zylker.com',
  phone: null,
  channel: 'Chat',
  webUrl: 'https://desk.example/101',
  customFields: { cf_reference: 'AB-7K2M9QXD' },
  createdTime: '2026-11-23T09:00:00.000Z',
  modifiedTime: null,
  closedTime: null,
  dueDate: null,
  simulated: false,
};

/** A ledger in memory: the same request id gives the same ticket. */
export function createFakeTicketing(): FakeTicketing {
  const ledger = new Map<string, CreateTicketOutput>();
  const fake: FakeTicketing = {
    deletions: [],
    created: [],
    changed: [],
    notices: [],
    checked: {
      ok: true,
      simulated: false,
      org: { id: '3981311', name: 'Zylker' },
      department: { id: '1892000000006907', name: 'Support' },
      problems: [],
    },
    createOutcome: undefined,
    changeOutcome: { outcome: 'done', resultId: '1892000000099001' },
    failure: undefined,
    noticeFailures: 0,
    work: [],
    workOf: async () => {
      throwIf(fake.failure);
      return { items: [deskWork] };
    },
    standing: async () => {
      throwIf(fake.failure);
      return { tokenOk: true, creditsLeft: 900, creditsOf: 1_000, concurrency: 3, waiting: 0, oldestWaitingMs: 0 };
    },
    createTicket: async (input) => {
      throwIf(fake.failure);
      const { requestId, reference } = createTicketInputSchema.parse(input);
      const known = ledger.get(requestId);
      if (known !== undefined) return known;
      fake.created.push(input);
      const number = String(100 + fake.created.length);
      const ref = {
        ticketId: `18920000000420${number}`,
        ticketNumber: number,
        webUrl: `https://desk.example/${number}`,
      };
      const created = { outcome: 'created', reference, ticket: ref } as CreateTicketOutput;
      const outcome = fake.createOutcome?.(input) ?? created;
      ledger.set(requestId, outcome);
      return outcome;
    },
    changeTicket: async (input) => {
      throwIf(fake.failure);
      changeTicketInputSchema.parse(input);
      fake.changed.push(input);
      return fake.changeOutcome;
    },
    getTicket: async ({ id }) => {
      throwIf(fake.failure);
      if (id !== ticket.id && id !== '#101') throw new AppError('NOT_FOUND', `Zoho Desk has no ticket ${id}.`);
      return ticket;
    },
    check: async () => {
      throwIf(fake.failure);
      return fake.checked;
    },
    handleDeskEvents: async (input) => {
      if (fake.noticeFailures-- > 0) throw new AppError('STORE_UNAVAILABLE', 'down');
      fake.notices.push(...deskEventsInputSchema.parse(input).events);
    },
    listOutbox: async () => {
      throwIf(fake.failure);
      return { items: [], next: null };
    },
    listWork: async ({ after, limit = 50 }) => {
      throwIf(fake.failure);
      const from = after === undefined ? 0 : fake.work.findIndex(({ id }) => id === after) + 1;
      const items = fake.work.slice(from, from + limit);
      return { items, next: from + limit < fake.work.length ? (items.at(-1)?.id ?? null) : null };
    },
    retryOutbox: async ({ id }) => notFound(id),
    discardOutbox: async ({ id }) => notFound(id),
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

function notFound(id: string): never {
  throw new AppError('NOT_FOUND', `There is no dead letter with the id "${id}".`);
}

function throwIf(failure: AppError | undefined): void {
  if (failure !== undefined) throw failure;
}
