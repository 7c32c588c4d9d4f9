import { AppError, type OutboxItem } from '@acebuddy/contracts';
import { describe, expect, it } from 'vitest';
import { consoleChat } from '../fakes/console-chat.ts';
import { deadLetter } from '../fakes/conversation.ts';
import { codeOf, startConsole } from './api-client.ts';

const { conversationId } = consoleChat.row;
const down = new AppError('SERVICE_UNAVAILABLE', 'down');

describe('one chat', () => {
  it('comes with work on Desk, mails, approvals, and for administrators with every trail of it', async () => {
    const { admin, conversation, ticketing, notifications } = await startConsole();
    const page = await admin.conversations.get.query({ conversationId });
    expect(page).toMatchObject({ row: { ticketNumber: '101' }, unavailable: [] });
    expect([page.desk.length, page.mails.length, page.approvals.length]).toEqual([1, 1, 1]);
    expect(page.audit.length).toBeGreaterThan(0);
    expect(conversation.audited).toEqual([conversationId]);
    expect(ticketing.audited).toEqual([conversationId, '1892000000042034', 'w-1']);
    expect(notifications.audited).toEqual([conversationId, 'a-1', 'd-1']);
    expect(conversation.acts).toEqual([{ act: 'read', conversationId, role: 'admin' }]);
  });

  it('shows no trail to other roles, and asks for none', async () => {
    const { agent, conversation } = await startConsole();
    expect((await agent.conversations.get.query({ conversationId })).audit).toEqual([]);
    expect(conversation.audited).toEqual([]);
  });

  it('is shown without the services that do not answer; without conversation there is nothing to show', async () => {
    const { admin, conversation, ticketing, notifications } = await startConsole();
    ticketing.failure = down;
    notifications.failure = down;
    const page = await admin.conversations.get.query({ conversationId });
    expect(page).toMatchObject({ desk: [], mails: [], unavailable: ['ticketing', 'notifications'] });
    expect(await codeOf(admin.conversations.get.query({ conversationId: 'unknown' }))).toBe('NOT_FOUND');
    conversation.failure = down;
    expect(await codeOf(admin.conversations.get.query({ conversationId }))).toBe('SERVICE_UNAVAILABLE');
  });

  it('is taken from the bot once, noted on and closed, by whoever did it and without secrets', async () => {
    const { agent, conversation } = await startConsole();
    expect(await codeOf(agent.conversations.takeFromBot.mutate({ conversationId }))).toBe('OK');
    expect(await codeOf(agent.conversations.takeFromBot.mutate({ conversationId }))).toBe('CONFLICT');
    await agent.conversations.addNote.mutate({ conversationId, text: 'her card is 4111 1111 1111 1111' });
    const closed = await agent.conversations.close.mutate({ conversationId, reason: 'card 4111 1111 1111 1111' });
    expect(closed).toEqual({ alreadyClosed: false, noteQueued: true });
    expect(conversation.acts.map(({ act, role }) => [act, role])).toEqual([
      ['take', 'agent'],
      ['note', 'agent'],
    ]);
    expect(conversation.closed).toMatchObject([{ conversationId, actor: { role: 'agent' } }]);
    expect(JSON.stringify([conversation.acts, conversation.closed])).not.toContain('4111');
  });
});

describe('lists and persons', () => {
  it('are handed on as they are asked for', async () => {
    const { admin, conversation, notifications } = await startConsole();
    await admin.conversations.list.query({ state: 'ticket', attention: 'dead_letters', limit: 20 });
    expect(conversation.lists).toEqual([{ state: 'ticket', attention: 'dead_letters', limit: 20, order: 'activity' }]);
    expect((await admin.conversations.find.query({ query: '#101' })).as).toBe('ticket');
    expect((await admin.tickets.get.query({ id: '#101' })).subject).toBe('Printer offline');
    expect(await codeOf(admin.tickets.get.query({ id: '../x' }))).toBe('BAD_REQUEST');
    expect((await admin.mails.list.query({})).items).toHaveLength(1);
    expect((await admin.mails.get.query({ id: 'd-1' })).preview?.text).toBe('Hello');
    await admin.mails.resend.mutate({ id: 'd-1' });
    expect(await codeOf(admin.mails.resend.mutate({ id: 'd-2' }))).toBe('NOT_FOUND');
    expect(notifications.mailActs.map(({ act, role }) => [act, role])).toEqual([
      ['read', 'admin'],
      ['retry', 'admin'],
    ]);
  });

  it('a person is exported and deleted as a whole, or not at all', async () => {
    const { admin, conversation, ticketing } = await startConsole();
    const person = { email: 'ann@firm.example' };
    expect(Object.keys((await admin.person.export.mutate(person)).services)).toHaveLength(3);
    ticketing.failure = down;
    expect(await codeOf(admin.person.delete.mutate(person))).toBe('SERVICE_UNAVAILABLE');
    expect(conversation.deletions).toEqual([]);
    ticketing.failure = undefined;
    expect((await admin.person.delete.mutate(person)).services.conversation?.removed).toEqual({ chats: 2 });
  });
});

const work = (id: string, more: Partial<OutboxItem> = {}): OutboxItem => ({
  ...deadLetter,
  id,
  createdAt: `2026-11-2${id.length % 10}T00:00:00.000Z`,
  ...more,
});

describe('work', () => {
  it('of all services is one list, page by page, every piece once and what waits for its first try not at all', async () => {
    const { admin, conversation, ticketing } = await startConsole();
    conversation.dead.push(work('c-1'));
    for (let count = 0; count < 7; count += 1)
      ticketing.work.push(work(`t-${count}`, { status: 'pending', attempts: count }));
    const seen: string[] = [];
    let after: string | undefined;
    do {
      const page = await admin.work.list.query({ limit: 6, ...(after === undefined ? {} : { after }) });
      seen.push(...page.items.map(({ service, id }) => `${service} ${id}`));
      after = page.next ?? undefined;
    } while (after !== undefined);
    expect(seen.toSorted()).toEqual(['conversation c-1', ...[1, 2, 3, 4, 5, 6].map((count) => `ticketing t-${count}`)]);
    const own = await admin.work.list.query({ service: 'ticketing', limit: 100 });
    expect(own.items).toHaveLength(6);
    expect(await codeOf(admin.work.list.query({ after: 'made up' }))).toBe('BAD_REQUEST');
  });

  it('says whose chat it is about, as mails and approvals do, and of whom nothing is known is shown all the same', async () => {
    const { admin, conversation, ticketing } = await startConsole();
    const ordered = `${conversationId}#run-1:ticket`;
    ticketing.work.push(work(`change:${ordered}`, { conversationId }), work('change:rest:1'));
    ticketing.work.push(work('change:gone#run-1', { conversationId: 'gone' }));
    const names = async () => {
      const { items } = await admin.work.list.query({ service: 'ticketing' });
      return Object.fromEntries(items.map(({ id, about }) => [id, about && [about.visitorName, about.ticketNumber]]));
    };
    const nobody = { 'change:rest:1': null, 'change:gone#run-1': null };
    expect(await names()).toEqual({ ...nobody, [`change:${ordered}`]: ['Scott Fisher', '101'] });
    for (const list of [admin.mails.list, admin.mails.approvals])
      expect((await list.query({})).items[0]?.about).toMatchObject({ visitorName: 'Scott Fisher' });
    conversation.failure = down;
    expect(await names()).toEqual({ ...nobody, [`change:${ordered}`]: null });
  });

  it('is shown without a service that does not answer, which is named', async () => {
    const { admin, conversation, ticketing } = await startConsole();
    conversation.dead.push(work('c-1'));
    ticketing.failure = down;
    const page = await admin.work.list.query({});
    expect([page.items.length, page.next, page.unavailable]).toEqual([1, null, ['ticketing']]);
  });

  it('is tried again or dropped each for itself, with a reason that holds no secret', async () => {
    const { admin, conversation } = await startConsole();
    const told: unknown[] = [];
    const discard = conversation.discardOutbox;
    conversation.discardOutbox = (input) => {
      told.push(input);
      return discard(input);
    };
    conversation.dead.push(work('c-1'), work('c-2'));
    const items = ['c-1', 'gone', 'c-2', 'c-1'].map((id) => ({ service: 'conversation' as const, id }));
    const result = await admin.work.discard.mutate({ items, reason: 'password is Hunter2!x' });
    expect(result).toEqual({
      done: 2,
      failed: [{ service: 'conversation', id: 'gone', reason: 'There is no dead letter with the id "gone".' }],
    });
    expect(told).toMatchObject([{ id: 'c-1', actor: { role: 'admin' } }, { id: 'gone' }, { id: 'c-2' }]);
    expect(JSON.stringify(told)).not.toContain('Hunter2');
    expect(await codeOf(admin.work.retry.mutate({ items: [], reason: 'x' }))).toBe('BAD_REQUEST');
    expect(await codeOf(admin.work.retry.mutate({ items: items.slice(0, 1), reason: ' ' }))).toBe('BAD_REQUEST');
  });

  it('a service that is away is not asked for each of many', async () => {
    const { admin, conversation, notifications } = await startConsole();
    let calls = 0;
    conversation.retryOutbox = async () => {
      calls += 1;
      throw down;
    };
    const items = [
      ...Array.from({ length: 50 }, (_, index) => ({ service: 'conversation' as const, id: `c-${index}` })),
      { service: 'notifications' as const, id: 'd-1' },
    ];
    const result = await admin.work.retry.mutate({ items, reason: 'mended' });
    expect([result.done, result.failed.length, calls]).toEqual([1, 50, 1]);
    expect(notifications.mailActs).toMatchObject([{ act: 'retry', id: 'd-1' }]);
  });
});
