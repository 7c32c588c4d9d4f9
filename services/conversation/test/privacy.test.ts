import type { AuditEvent } from '@acebuddy/audit';
import { AppError } from '@acebuddy/contracts';
import { createLocalClient, createLogger } from '@acebuddy/service-kit';
import { bundledWorkflowsFolder, type EngineSettings, loadWorkflows } from '@acebuddy/workflows';
import { describe, expect, it } from 'vitest';
import { createSqliteConversationStore } from '../src/adapters/sqlite-conversation-store.ts';
import { removeExpired } from '../src/domain/retention.ts';
import type { ConversationRouter } from '../src/router.ts';
import { createHarness, message } from './harness.ts';

const actor = { role: 'admin', key: 'abcd1234' } as const;
const logger = createLogger({ name: 'test', level: 'silent' });

async function started(harness: Awaited<ReturnType<typeof createHarness>>) {
  const { router, conversation } = await harness.replica();
  const client = createLocalClient<ConversationRouter>({ name: 'conversation', router, logger, timeoutMs: 5_000 });
  return { client, conversation };
}

const from = (email: string, chat: string, text = 'hello') =>
  message(text, { conversationId: chat, address: { chatId: chat }, visitor: { id: chat, name: 'Ann', email } });

describe('the audit trail', () => {
  it('has every reading of a transcript with its reader, and the end of every session', async () => {
    await using harness = await createHarness();
    const { client, conversation } = await started(harness);
    await conversation.handleMessage(message('hello'));
    await client.getSession.query({ conversationId: 'chat-1' as never, actor });
    await client.closeSession.mutate({ conversationId: 'chat-1' as never });
    await client.closeSession.mutate({ conversationId: 'chat-1' as never });
    const { items } = await client.listAudit.query({ after: 0, limit: 100 });
    expect(items).toMatchObject([
      { seq: 1, kind: 'transcript_read', subject: 'chat-1', actor },
      { seq: 2, kind: 'session_closed', subject: 'chat-1', actor: null },
    ]);
    expect(JSON.stringify(items)).not.toContain('ann@firm.example');
  });

  it('has who had given-up work tried again, and who dropped it', async () => {
    await using harness = await createHarness();
    const { client, conversation } = await started(harness);
    harness.notifications.sendMail = async () => {
      throw new AppError('BAD_REQUEST', 'not so');
    };
    await conversation.handleMessage(message('ticket'));
    await conversation.drain();
    const dead = (await client.listOutbox.query({})).items;
    expect(dead.length).toBeGreaterThan(0);
    const id = dead[0]?.id ?? '';
    await client.retryOutbox.mutate({ id, actor, reason: 'the server is back' });
    await conversation.drain();
    await client.discardOutbox.mutate({ id, actor, reason: `sent by hand ${'.'.repeat(400)}` });
    await expect(client.retryOutbox.mutate({ id, actor })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    const { items } = await client.listAudit.query({});
    expect(items).toMatchObject([
      { kind: 'dead_letter_replayed', subject: id, actor, details: { reason: 'the server is back' } },
      {
        kind: 'dead_letter_discarded',
        subject: id,
        actor,
        details: { reason: expect.stringMatching(/^sent by hand/) },
      },
    ]);
  });

  it('has the use of keys that the gateway reports', async () => {
    await using harness = await createHarness();
    const { client } = await started(harness);
    const use = { actor, route: '/salesiq/session/:id', status: 200, count: 3, requestId: 'r-1' };
    await client.recordAccess.mutate({ uses: [use] });
    const { items } = await client.listAudit.query({ after: 0, limit: 10 });
    expect(items).toMatchObject([{ kind: 'key_used', subject: use.route, actor, details: { status: 200, count: 3 } }]);
  });
});

describe('a person', () => {
  it('gets everything that was said in her chats, and nothing of others', async () => {
    await using harness = await createHarness();
    const { client, conversation } = await started(harness);
    await conversation.handleMessage(from('ann@firm.example', 'a-1', 'my printer'));
    await conversation.handleMessage(from('bob@firm.example', 'b-1', 'my scanner'));
    const { records } = await client.exportPerson.mutate({ email: 'Ann@firm.example', actor });
    expect((await client.listAudit.query({})).items).toMatchObject([{ kind: 'person_exported', actor }]);
    expect(JSON.stringify(records)).toContain('my printer');
    expect(JSON.stringify(records)).not.toContain('my scanner');
  });

  it('is deleted with her chats, told so, and leaves others alone', async () => {
    await using harness = await createHarness();
    const { client, conversation } = await started(harness);
    await conversation.handleMessage(from('ann@firm.example', 'a-1'));
    await conversation.handleMessage(from('ann@firm.example', 'a-2'));
    await conversation.handleMessage(from('bob@firm.example', 'b-1'));
    const report = await client.deletePerson.mutate({ email: 'ann@firm.example', actor });
    expect(report).toEqual({ removed: { conversations: 2, labels: 0 }, kept: [] });
    expect((await client.exportPerson.mutate({ email: 'ann@firm.example' })).records).toEqual({
      conversations: [],
      labels: [],
    });
    expect((await conversation.getSession('b-1')).messageCount).toBeGreaterThan(0);
    const { items } = await client.listAudit.query({ after: 0, limit: 10 });
    expect(items[0]).toMatchObject({ kind: 'person_deleted', actor, details: { conversations: 2 } });
  });

  it('is found by an address she gave in the chat or came with earlier, too', async () => {
    await using harness = await createHarness();
    const { client, conversation } = await started(harness);
    await conversation.handleMessage(from('office@firm.example', 'given'));
    await conversation.handleMessage(from('office@firm.example', 'given', 'my address is Ann@firm.example'));
    await conversation.handleMessage(from('ann@firm.example', 'changed'));
    await conversation.handleMessage(from('office@firm.example', 'changed'));
    await conversation.handleMessage(from('office@firm.example', 'other'));
    const { conversations } = await client.personChats.query({ email: 'ann@firm.example' });
    expect(conversations).toEqual(['changed', 'given']);
    const { records } = await client.exportPerson.mutate({ email: 'ann@firm.example' });
    expect(records.conversations).toMatchObject([
      { foundBy: 'address given in the chat', otherAddresses: ['ann@firm.example'] },
      { foundBy: 'address given in the chat', otherAddresses: ['ann@firm.example'] },
    ]);
    const report = await client.deletePerson.mutate({ email: 'ann@firm.example' });
    expect(report).toEqual({ removed: { conversations: 2, labels: 0 }, kept: [] });
    expect((await client.personChats.query({ email: 'office@firm.example' })).conversations).toEqual(['other']);
  });

  it('keeps a chat with a ticket while it goes on, and loses it when it is closed', async () => {
    await using harness = await createHarness();
    const { client, conversation } = await started(harness);
    await conversation.handleMessage(from('ann@firm.example', 'a-1', 'ticket'));
    await conversation.drain();
    expect(await client.personChats.query({ email: 'ann@firm.example' })).toEqual({
      conversations: ['a-1'],
      underWay: ['a-1'],
    });
    const report = await client.deletePerson.mutate({ email: 'ann@firm.example' });
    expect(report.kept).toMatchObject([{ what: 'conversation a-1', why: expect.stringContaining('close it') }]);
    await client.closeSession.mutate({ conversationId: 'a-1' as never });
    await conversation.drain();
    expect((await client.deletePerson.mutate({ email: 'ann@firm.example' })).removed).toEqual({
      conversations: 1,
      labels: 0,
    });
  });

  it('whose request is still on its way keeps that chat until it is done', async () => {
    await using harness = await createHarness();
    const { client, conversation } = await started(harness);
    harness.ticketing.mode = 'down';
    await conversation.handleMessage(from('ann@firm.example', 'a-1', 'ticket'));
    const report = await client.deletePerson.mutate({ email: 'ann@firm.example' });
    expect(report.removed).toEqual({ conversations: 0, labels: 0 });
    expect(report.kept).toMatchObject([{ what: 'conversation a-1' }]);
  });
});

describe('retention', () => {
  it('removes chats without news for so many days, and no others', async () => {
    await using harness = await createHarness();
    const { conversation } = await started(harness);
    await conversation.handleMessage(from('ann@firm.example', 'old'));
    harness.clock.advance(20 * 86_400_000);
    await conversation.handleMessage(from('ann@firm.example', 'new'));
    if (harness.database.kind !== 'sqlite') throw new TypeError('this test runs on SQLite');
    const store = createSqliteConversationStore(harness.database.db);
    const told: AuditEvent[] = [];
    const audit = { record: async (event: AuditEvent) => void told.push(event) };
    const expire = () => removeExpired({ store, audit, now: harness.clock.now, transcriptDays: 15 });
    expect(await expire()).toBe(1);
    expect(await expire()).toBe(0);
    expect(told).toMatchObject([{ kind: 'records_expired', details: { removed: 1, days: 15 } }]);
    await expect(conversation.getSession('old')).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect((await conversation.getSession('new')).messageCount).toBeGreaterThan(0);
  });
});

it('the console is told company, zone, workflows and release', async () => {
  await using harness = await createHarness();
  const settings = { companyName: 'Acme', businessHours: { timeZone: 'Europe/Berlin' } } as EngineSettings;
  const workflows = loadWorkflows([bundledWorkflowsFolder]).slice(0, 1);
  const { router } = await harness.replica({ settings, workflows });
  const client = createLocalClient<ConversationRouter>({ name: 'conversation', router, logger, timeoutMs: 5_000 });
  expect(await client.describe.query()).toEqual({
    companyName: 'Acme',
    zone: 'Europe/Berlin',
    workflows: [{ id: 'account_locked', name: 'Account Locked' }],
  });
  expect(await client.ready.query()).toEqual({ ready: true, version: expect.stringMatching(/^\d+\.\d+\.\d+/) });
});
