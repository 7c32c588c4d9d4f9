import type { ApprovalNews, CreateTicketInput, DeliveryNews, SendCodeInput, TicketNews } from '@acebuddy/contracts';
import { AppError } from '@acebuddy/contracts';
import type { Notifications, Ticketing } from '../src/ports.ts';

export interface FakeTicketing extends Ticketing {
  /** Tickets by request id. */
  readonly tickets: Map<string, CreateTicketInput>;
  readonly changes: Map<string, Parameters<Ticketing['changeTicket']>[0]>;
  /** Ids of all requests for a ticket, also of those that were not answered with one. */
  readonly requested: Set<string>;
  /** `down`: throws; `slow`: answers pending; `hang`: never answers within the wait. */
  mode: 'up' | 'slow' | 'down';
  /** Calls of createTicket, repeats included. */
  calls: number;
  readonly feed: TicketNews[];
}

/** A ticketing service that keeps its promise: one ticket per request id. */
export function createFakeTicketing(): FakeTicketing {
  const tickets = new Map<string, CreateTicketInput>();
  const changes: FakeTicketing['changes'] = new Map();
  const fake: FakeTicketing = {
    tickets,
    changes,
    requested: new Set(),
    mode: 'up',
    calls: 0,
    feed: [],
    async createTicket(input) {
      fake.calls += 1;
      fake.requested.add(input.requestId);
      if (fake.mode === 'down') throw new AppError('SERVICE_UNAVAILABLE', 'down');
      const reference = input.reference as never;
      if (fake.mode === 'slow') return { outcome: 'pending', reference, retryAfterMs: 1_000, reason: 'slow desk' };
      if (!tickets.has(input.requestId)) tickets.set(input.requestId, input);
      const number = String([...tickets.keys()].indexOf(input.requestId) + 101);
      return {
        outcome: 'created',
        reference,
        ticket: { ticketId: `9${number}` as never, ticketNumber: number, webUrl: null },
      };
    },
    async changeTicket(input) {
      if (!changes.has(input.requestId)) changes.set(input.requestId, input);
      return { outcome: 'done', resultId: null };
    },
    findContact: async () => null,
    news: async ({ after }) => ({ items: fake.feed.filter((item) => item.seq > after) }),
  };
  return fake;
}

export interface FakeNotifications extends Notifications {
  readonly mails: Map<string, Parameters<Notifications['sendMail']>[0]>;
  readonly pushes: Map<string, Parameters<Notifications['pushChat']>[0]>;
  readonly codes: SendCodeInput[];
  readonly checked: string[];
  readonly feed: ApprovalNews[];
  /** What became of mails. */
  readonly ended: DeliveryNews[];
  chatReachable: boolean;
}

export function createFakeNotifications(): FakeNotifications {
  const fake: FakeNotifications = {
    mails: new Map(),
    pushes: new Map(),
    codes: [],
    checked: [],
    feed: [],
    ended: [],
    chatReachable: true,
    async sendMail(input) {
      if (!fake.mails.has(input.requestId)) fake.mails.set(input.requestId, input);
      return { outcome: 'queued', deliveryId: input.requestId };
    },
    async sendCode(input) {
      fake.codes.push(input);
      return { outcome: 'sent', deliveryId: input.requestId };
    },
    async verifyCode({ code }) {
      fake.checked.push(code);
      return { result: code === '123456' ? 'verified' : 'wrong', triesLeft: 4 };
    },
    requestApproval: async () => ({ approvalId: 'a1' }),
    approvalNews: async ({ after }) => ({ items: fake.feed.filter((item) => item.seq > after) }),
    deliveryNews: async ({ after }) => {
      const items = fake.ended.filter(({ seq }) => seq > after);
      return { items, next: items.at(-1)?.seq ?? after };
    },
    async pushChat(input) {
      if (!fake.chatReachable) return { outcome: 'undeliverable', reason: 'closed' };
      if (!fake.pushes.has(input.requestId)) fake.pushes.set(input.requestId, input);
      return { outcome: 'message', reason: null };
    },
    closeChat: async () => ({ done: true }),
  };
  return fake;
}
