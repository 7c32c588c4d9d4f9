import { closeChatInputSchema, conversationIdSchema } from '@acebuddy/contracts';
import { createLocalClient } from '@acebuddy/service-kit';
import { type Database, openDatabase } from '@acebuddy/storage';
import { describeStores } from '@acebuddy/testkit';
import { describe, expect, it } from 'vitest';
import { proofLeftOut } from '../src/domain/mail-preview.ts';
import type { NotificationsRouter } from '../src/router.ts';
import { createHarness } from './harness.ts';
import { approvalRequest, codeRequest, mailRequest, mails } from './samples.ts';

const minute = 60_000;
const conversationId = (id: string) => conversationIdSchema.parse(id);
const closing = (requestId: string) => closeChatInputSchema.parse({ requestId, address: { chatId: '7' } });

async function start(database?: Database) {
  const harness = await createHarness(database === undefined ? {} : { database });
  const notifications = await harness.replica();
  const router = harness.servers.at(-1)?.router;
  if (router === undefined) throw new TypeError('the replica has no router');
  const { logger } = harness.logs;
  const client = createLocalClient<NotificationsRouter>({ name: 'notifications', router, logger, timeoutMs: 10_000 });
  return { ...harness, notifications, client, [Symbol.asyncDispose]: () => harness[Symbol.asyncDispose]() };
}

describeStores('the list of mails', (open) => {
  it('is newest first, page by page, with its chat, and names no lines in chats', async () => {
    await using world = await start(await open());
    const { client, clock } = world;
    await client.sendMail.mutate(mailRequest('chat-1#m1', { mail: mails.ticket_confirmation }));
    clock.advance(1_000);
    await client.sendCode.mutate(codeRequest('chat-1#c1'));
    await client.closeChat.mutate(closing('chat-1#x'));
    clock.advance(1_000);
    await client.requestApproval.mutate(approvalRequest('chat-2#a', { conversationId: conversationId('chat-2') }));
    clock.advance(1_000);
    await client.sendMail.mutate(mailRequest('of a program'));
    await world.notifications.drain();
    const first = await client.listMails.query({ limit: 2 });
    const second = await client.listMails.query({ limit: 9, after: first.next ?? '' });
    expect(second.next).toBeNull();
    const shown = [...first.items, ...second.items].map((mail) => [
      mail.conversationId,
      mail.kind,
      mail.template,
      mail.to,
      mail.status,
      mail.kept,
    ]);
    expect(shown).toEqual([
      [null, 'mail', 'chat_update', 'a•••@firm.example', 'sent', true],
      ['chat-2', 'remind', 'approval_reminder', 'p•••@firm.example', 'pending', true],
      ['chat-2', 'mail', 'approval_request', 'p•••@firm.example', 'sent', true],
      ['chat-1', 'code', 'one_time_code', 'a•••@firm.example', 'sent', false],
      ['chat-1', 'mail', 'ticket_confirmation', 'a•••@firm.example', 'sent', true],
    ]);
    const kinds = async (input: object) => (await client.listMails.query(input)).items.map(({ kind }) => kind);
    expect(await kinds({ status: 'pending' })).toEqual(['remind']);
    expect(await kinds({ kind: 'code' })).toEqual(['code']);
    expect(await kinds({ kind: 'push' })).toEqual([]);
    expect(await kinds({ conversationId: 'chat-1' })).toEqual(['code', 'mail']);
    expect(await kinds({ conversationId: 'chat-2' })).toEqual(['remind', 'mail']);
    expect(await kinds({ conversationId: 'chat-2', status: 'sent' })).toEqual(['mail']);
    expect(await kinds({ conversationId: 'chat' })).toEqual([]);
    const page = await client.listMails.query({ conversationId: conversationId('chat-1'), limit: 1 });
    expect(await kinds({ conversationId: 'chat-1', after: page.next })).toEqual(['mail']);
  });

  it('knows approvals by chat, state and whether they are overdue, their approvers masked', async () => {
    await using world = await start(await open());
    const { client, clock, notifications } = world;
    const ask = (id: string, chat: string, remindAfterMinutes: number) =>
      client.requestApproval.mutate(approvalRequest(id, { conversationId: conversationId(chat), remindAfterMinutes }));
    const slow = await ask('a1', 'chat-1', 60);
    clock.advance(minute);
    const fresh = await ask('a2', 'chat-1', 600);
    clock.advance(minute);
    const decided = await ask('a3', 'chat-2', 60);
    await notifications.drain();
    const list = async (input: object) => (await client.listApprovals.query(input)).items;
    expect((await list({})).map(({ approvalId }) => approvalId)).toEqual(
      [decided, fresh, slow].map(({ approvalId }) => approvalId),
    );
    expect(await list({ overdue: true })).toEqual([]);
    await notifications.approvals.decide(notifications.approvals.tokenOf(decided.approvalId), 'approve', undefined);
    clock.advance(61 * minute);
    // Due, and not sent yet.
    expect(await list({ overdue: true })).toMatchObject([{ approvalId: slow.approvalId, remindedAt: null }]);
    const remindedAt = clock.now().toISOString();
    await notifications.drain();
    expect(await list({ overdue: true })).toEqual([
      {
        approvalId: slow.approvalId,
        conversationId: 'chat-1',
        requestId: expect.any(String),
        status: 'open',
        approver: 'p•••@firm.example',
        createdAt: '2026-11-23T10:00:00.000Z',
        remindedAt,
        decidedAt: null,
        overdue: true,
      },
    ]);
    expect(await list({ overdue: false })).toMatchObject([
      { approvalId: decided.approvalId, status: 'approved', remindedAt: null, overdue: false },
      { approvalId: fresh.approvalId, status: 'open', overdue: false },
    ]);
    expect(await list({ status: 'approved', overdue: true })).toEqual([]);
    expect(await list({ status: 'open', conversationId: 'chat-1' })).toHaveLength(2);
    expect(await list({ conversationId: 'chat-2' })).toMatchObject([{ decidedAt: '2026-11-23T10:02:00.000Z' }]);
    const first = await client.listApprovals.query({ limit: 2 });
    const second = await client.listApprovals.query({ limit: 2, after: first.next ?? '' });
    expect([first.items.length, second.items.length, second.next]).toEqual([2, 1, null]);
    expect((await client.attention.query()).items).toEqual([
      { kind: 'approvals_overdue', count: 1, oldestAt: '2026-11-23T10:00:00.000Z', detail: null },
    ]);
  });

  it('counts what was given up once, and not what nobody can do again', async () => {
    await using world = await start(await open());
    const { client, catcher, clock, notifications } = world;
    expect(await client.attention.query()).toEqual({ items: [] });
    catcher.failNext({ code: 554, times: 3 });
    await client.sendMail.mutate(mailRequest('m1'));
    clock.advance(minute);
    await client.sendMail.mutate(mailRequest('m2'));
    await client.sendCode.mutate(codeRequest('c1'));
    expect((await client.attention.query()).items).toEqual([
      { kind: 'failed_mails', count: 2, oldestAt: '2026-11-23T10:00:00.000Z', detail: null },
    ]);
    expect((await client.listMails.query({ status: 'dead' })).items.map(({ kept }) => kept)).toEqual([
      true,
      false,
      true,
    ]);
    const counted = await client.listMails.query({ status: 'dead', resendable: true });
    expect(counted.items.map(({ id }) => id)).toEqual(['m2', 'm1']);
    await client.retryOutbox.mutate({ id: 'm1' });
    await notifications.drain();
    expect((await client.attention.query()).items).toMatchObject([{ kind: 'failed_mails', count: 1 }]);
    expect((await client.listMails.query({ status: 'sent' })).items).toMatchObject([{ id: 'm1', attempts: 1 }]);
    for (const id of ['m1', 'c1', 'unknown'])
      await expect(client.retryOutbox.mutate({ id })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});

describe('one mail', () => {
  it('is shown as it went out, and reading it is audited', async () => {
    await using world = await start();
    const { client, catcher } = world;
    await client.sendMail.mutate(mailRequest('chat-1#m1', { mail: mails.ticket_confirmation }));
    const actor = { role: 'agent', key: 'abc' };
    const { row, preview } = await client.getMail.query({ id: 'chat-1#m1', actor });
    const [sent] = catcher.messages();
    expect(row).toMatchObject({ id: 'chat-1#m1', template: 'ticket_confirmation', status: 'sent', kept: true });
    expect(preview).toMatchObject({ subject: sent?.subject });
    expect(preview?.text.trim()).toBe(sent?.text.replaceAll('\r\n', '\n').trim());
    expect(preview?.html).toContain('https://desk.example/101');
    expect((await client.listAudit.query({})).items.at(-1)).toMatchObject({
      kind: 'mail_read',
      subject: 'chat-1#m1',
      actor,
    });
  });

  it.each(['ask', 'remind'])(
    'that asks for a decision (%s) is shown without what proves who decides',
    async (which) => {
      await using world = await start();
      const { client, catcher, clock, notifications } = world;
      const { approvalId } = await client.requestApproval.mutate(approvalRequest('r1'));
      clock.advance(240 * minute);
      await notifications.drain();
      const { preview } = await client.getMail.query({ id: `approval:${approvalId}:${which}` });
      const sent = catcher.messages().find(({ subject }) => subject === preview?.subject);
      expect(sent?.text).toContain(`/approvals/${approvalId}`);
      expect(preview?.text).toContain(`Approve: ${proofLeftOut}\nDecline: ${proofLeftOut}`);
      expect(preview?.html).toContain(`Approve: ${proofLeftOut}`);
      expect(preview?.text).toContain('User name: new.person');
      const token = notifications.approvals.tokenOf(approvalId);
      for (const secret of [token, token.split('.')[1] ?? token, '/approvals/'])
        expect(JSON.stringify(preview)).not.toContain(secret);
    },
  );

  it('has no preview where nothing is kept, and is not found where there is none', async () => {
    await using world = await start();
    const { client } = world;
    await client.sendCode.mutate(codeRequest('c1'));
    await client.closeChat.mutate(closing('x'));
    expect(await client.getMail.query({ id: 'c1' })).toMatchObject({ row: { kept: false }, preview: null });
    for (const id of ['x', 'unknown'])
      await expect(client.getMail.query({ id })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it('of a newer release, or of a key that is gone, is listed without its words', async () => {
    const database = await openDatabase({ sqliteFile: ':memory:', name: 'notifications' });
    try {
      await using world = await start(database);
      await world.client.sendMail.mutate(mailRequest('m1'));
      if (database.kind !== 'sqlite') throw new TypeError('expected SQLite');
      database.db.exec("UPDATE deliveries SET sealed = 'k9.of another key'");
      expect(await world.client.getMail.query({ id: 'm1' })).toMatchObject({ row: { template: null }, preview: null });
    } finally {
      await database.close();
    }
  });

  it('refuses a place that is no place', async () => {
    await using world = await start();
    for (const list of [world.client.listMails, world.client.listApprovals])
      await expect(list.query({ after: 'nowhere' })).rejects.toMatchObject({ code: 'BAD_REQUEST' });
  });
});
