import type { AuditEvent } from '@acebuddy/audit';
import type { PersonOfChats } from '@acebuddy/contracts';
import { createLocalClient } from '@acebuddy/service-kit';
import { describe, expect, it } from 'vitest';
import { createTicketingRouter, type TicketingRouter } from '../src/router.ts';
import { change, createHarness, type Harness, request } from './harness.ts';
import { silentLogger } from './silent-logger.ts';

const actor = { role: 'admin', key: 'abcd1234' } as const;
const day = 86_400_000;
const refused = { kind: 'rejected', when: 'before', fields: [{ pointer: '/subject', type: 'invalid' }] } as const;
const chat = (name: string, email = 'carol@zylker.example') =>
  request({
    requestId: `${name}#ticket:run-1`,
    draft: { ...request().draft, customer: { name: 'Carol', email } },
  });
const carol = (...conversations: string[]) =>
  ({ email: 'Carol@zylker.example', conversations, actor }) as unknown as PersonOfChats;

/** The service behind its router, with a trail that can be read. */
function routed({ ticketing }: Harness) {
  const told: AuditEvent[] = [];
  const append = async (event: AuditEvent): Promise<void> => void told.push(event);
  const audit = {
    append,
    record: append,
    list: async () => ({ items: [], next: null, damaged: [] }),
    about: async () => ({ items: [] }),
  };
  const router = createTicketingRouter({ ticketing, audit, ping: async () => undefined });
  const client = createLocalClient<TicketingRouter>({
    name: 'ticketing',
    router,
    logger: silentLogger,
    timeoutMs: 5_000,
  });
  return { client, told };
}

async function withReply(): Promise<{ harness: Harness; ticketId: string }> {
  const harness = await createHarness();
  await harness.ticketing.createTicket(chat('chat-1'));
  await harness.ticketing.drain();
  const ticketId = harness.desk.tickets()[0]?.id ?? '';
  harness.clock.advance(60_000);
  harness.desk.agent.comment(ticketId, 'Dear Carol, it is done', true);
  const events = [{ eventType: 'Ticket_Comment_Add', ticketId: ticketId as never, eventTime: '1' }];
  await harness.ticketing.handleDeskEvents({ events });
  await harness.pass(10_000);
  return { harness, ticketId };
}

describe('a person', () => {
  it('gets her unfinished requests, by address or by chat, and what agents wrote to her', async () => {
    const { harness } = await withReply();
    const { client, told } = routed(harness);
    harness.desk.failAlways('createTicket', refused);
    await harness.ticketing.createTicket(chat('chat-2'));
    await harness.ticketing.createTicket(chat('chat-3', 'office@zylker.example'));
    await harness.ticketing.createTicket(chat('chat-4', 'bob@zylker.example'));
    await harness.ticketing.drain();
    const { records } = await client.exportPerson.mutate(carol('chat-1', 'chat-3'));
    const ids = records.unfinished_work?.map((step) => (step as { id: string }).id) ?? [];
    expect(ids).toContain('ticket:chat-2#ticket:run-1/create');
    expect(ids).toContain('ticket:chat-3#ticket:run-1/create');
    expect(ids.join()).not.toContain('chat-4');
    expect(JSON.stringify(records.ticket_news)).toContain('Dear Carol');
    expect(told).toMatchObject([{ kind: 'person_exported', actor }]);
    expect(JSON.stringify(told)).not.toMatch(/carol/i);
  });

  it('is deleted from given-up work, news and watches, is told what stays, and nobody else is touched', async () => {
    const { harness, ticketId } = await withReply();
    const { client, told } = routed(harness);
    harness.desk.failAlways('createTicket', refused);
    await harness.ticketing.createTicket(chat('chat-2'));
    await harness.ticketing.createTicket(chat('chat-4', 'bob@zylker.example'));
    await harness.ticketing.drain();
    const { removed, kept } = await client.deletePerson.mutate(carol('chat-1'));
    expect(removed).toMatchObject({ ticket_news: 1, watched_tickets: 1 });
    expect(removed.unfinished_work).toBeGreaterThanOrEqual(1);
    expect(kept.map(({ what }) => what)).toEqual(['contact and tickets in Zoho Desk', 'ids of requests and tickets']);
    const { records } = await client.exportPerson.mutate(carol('chat-1', 'chat-2'));
    expect(JSON.stringify(records)).not.toMatch(/carol/i);
    expect(await harness.watches.get(ticketId)).toBeNull();
    const left = (await harness.ticketing.listOutbox({ limit: 50 })).items.map(({ id }) => id);
    expect(left.join()).toContain('chat-4');
    expect(left.join()).not.toContain('chat-2');
    expect(told[0]).toMatchObject({ kind: 'person_deleted', actor, details: { ticket_news: 1 } });
  });

  it('keeps a request that is still being done, and is told so', async () => {
    const harness = await createHarness();
    const { client } = routed(harness);
    harness.desk.failAlways('createTicket', { kind: 'not_sent', when: 'before' });
    await harness.ticketing.createTicket(chat('chat-1'));
    await harness.ticketing.drain();
    const { removed, kept } = await client.deletePerson.mutate(carol());
    expect(removed.unfinished_work).toBe(0);
    expect(kept.map(({ what }) => what)).toContain('request ticket:chat-1#ticket:run-1/create');
    harness.desk.mend();
    await harness.pass(3_600_000, 60_000);
    expect(harness.desk.tickets()).toHaveLength(1);
  });
});

describe('what agents write', () => {
  it('loses its secrets before it is kept', async () => {
    const { harness, ticketId } = await withReply();
    harness.desk.agent.comment(ticketId, 'your new password is Hunter2!x', true);
    const events = [{ eventType: 'Ticket_Comment_Add', ticketId: ticketId as never, eventTime: '2' }];
    await harness.ticketing.handleDeskEvents({ events });
    await harness.pass(10_000);
    const news = JSON.stringify(await harness.ticketing.news({ after: 0, limit: 100 }));
    expect(news).toContain('your new password is [password removed]');
    expect(news).not.toContain('Hunter2');
  });
});

describe('given-up work', () => {
  async function withDeadAndWaiting(): Promise<Harness> {
    const harness = await createHarness();
    harness.desk.failNext('createTicket', refused);
    await harness.ticketing.createTicket(chat('chat-1'));
    await harness.ticketing.drain();
    harness.desk.failAlways('createTicket', { kind: 'not_sent', when: 'before' });
    await harness.ticketing.createTicket(chat('chat-2'));
    await harness.ticketing.drain();
    return harness;
  }

  it('is listed without what only waits, on request', async () => {
    const harness = await withDeadAndWaiting();
    const { client } = routed(harness);
    const dead = (await client.listOutbox.query({ which: 'dead' })).items;
    expect(dead.map(({ id, status }) => [id, status])).toEqual([['ticket:chat-1#ticket:run-1/create', 'dead']]);
    const all = (await client.listOutbox.query({})).items;
    expect(all.map(({ status }) => status)).toContain('pending');
  });

  it('is tried again or dropped by a person whom the audit trail names', async () => {
    const harness = await withDeadAndWaiting();
    const { client, told } = routed(harness);
    const id = 'ticket:chat-1#ticket:run-1/create';
    await client.retryOutbox.mutate({ id, actor, reason: 'Desk is back' });
    expect(told).toEqual([{ kind: 'dead_letter_replayed', subject: id, actor, details: { reason: 'Desk is back' } }]);
    await expect(client.discardOutbox.mutate({ id, actor })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect(told).toHaveLength(1);
  });
});

describe('retention', () => {
  it('removes finished work, news and closed tickets after their days, keeps the rest, and says so', async () => {
    const told: AuditEvent[] = [];
    const harness = await createHarness();
    const ticketing = harness.replica({ keepDays: 100, audit: { record: async (event) => void told.push(event) } });
    await ticketing.createTicket(chat('old'));
    await ticketing.changeTicket(
      change({ requestId: 'old#note' as never, target: { createdBy: 'old#ticket:run-1' as never } }),
    );
    await ticketing.drain();
    harness.clock.advance(60 * day);
    await ticketing.createTicket(chat('new'));
    await ticketing.drain();
    told.length = 0;
    await ticketing.prune();
    expect(await harness.ledger.lane('ticket:old#ticket:run-1')).not.toBeNull();
    harness.clock.advance(41 * day);
    await ticketing.prune();
    expect(await harness.ledger.lane('ticket:old#ticket:run-1')).toBeNull();
    expect(await harness.ledger.step('ticket:old#ticket:run-1/create')).toBeNull();
    expect(await harness.ledger.step('change:old#note')).toBeNull();
    expect(await harness.ledger.lane('ticket:new#ticket:run-1')).not.toBeNull();
    expect(told.at(-1)).toMatchObject({ kind: 'records_expired', subject: 'ticketing', details: { days: 100 } });
    const before = told.length;
    await ticketing.prune();
    expect(told).toHaveLength(before);
  });
});
