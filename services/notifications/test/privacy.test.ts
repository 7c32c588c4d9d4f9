import { createLocalClient, createLogger, createMetrics } from '@acebuddy/service-kit';
import type { Database } from '@acebuddy/storage';
import { describeStores, fixedClock } from '@acebuddy/testkit';
import { describe, expect, it } from 'vitest';
import type { Letter, SendOutcome } from '../src/ports.ts';
import type { NotificationsRouter } from '../src/router.ts';
import { createServer } from '../src/server.ts';
import { approvalRequest, mailRequest, mails } from './samples.ts';

const actor = { role: 'admin', key: 'abcd1234' } as const;
const k1 = { id: 'k1', key: new Uint8Array(32).fill(7) };
const k2 = { id: 'k2', key: new Uint8Array(32).fill(8) };

async function started(database: Database, encryptionKeys: readonly [typeof k1, ...(typeof k1)[]] = [k1]) {
  const letters: Letter[] = [];
  const mailer: { outcome: SendOutcome } = { outcome: { kind: 'sent' } };
  const logger = createLogger({ name: 'test', level: 'silent' });
  const clock = fixedClock('2026-11-23T10:00:00.000Z');
  const { router, notifications } = await createServer({
    database,
    encryptionKeys,
    mailer: {
      send: async (letter) => {
        if (mailer.outcome.kind === 'sent') letters.push(letter);
        return mailer.outcome;
      },
      ping: async () => {},
      close: () => {},
    },
    chat: null,
    settings: { companyName: 'Acme', supportEmail: 'support@acme.example', supportPhone: null, simulated: false },
    teamAddresses: {},
    publicUrl: 'https://bot.acme.example',
    logger,
    metrics: createMetrics({ service: 'test' }),
    now: clock.now,
  });
  const client = createLocalClient<NotificationsRouter>({ name: 'notifications', router, logger, timeoutMs: 5_000 });
  return { client, notifications, letters, mailer };
}

type Client = Awaited<ReturnType<typeof started>>['client'];
type Code = Parameters<Client['sendCode']['mutate']>[0];
type Check = Parameters<Client['verifyCode']['mutate']>[0];

const request = (id: string, email = 'ann@firm.example'): Code =>
  ({ requestId: id, conversationId: 'chat-1', purpose: 'reset', to: { name: 'Ann', email }, waitMs: 2_000 }) as Code;
const check = (id: string, code: string): Check =>
  ({ requestId: id, conversationId: 'chat-1', purpose: 'reset', code }) as Check;

describeStores('notifications', (open) => {
  it('tell the audit trail of every code and every check, and neither code nor address', async () => {
    const { client, letters } = await started(await open());
    await client.sendCode.mutate(request('s1'));
    const code = /^ {4}(\d{6})$/m.exec(letters[0]?.text ?? '')?.[1] ?? '';
    const wrong = code === '000000' ? '000001' : '000000';
    await client.verifyCode.mutate(check('v1', wrong));
    await client.verifyCode.mutate(check('v1', wrong));
    await client.verifyCode.mutate(check('v2', code));
    const { items } = await client.listAudit.query({});
    expect(items.map(({ kind, details }) => [kind, details.outcome ?? details.result])).toEqual([
      ['code_sent', 'sent'],
      ['code_failed', 'wrong'],
      ['code_verified', 'verified'],
    ]);
    expect(JSON.stringify(items)).not.toMatch(new RegExp(`${code}|ann@firm`));
  });

  it('export and delete what they keep of a person, also after a rotation of keys', async () => {
    const database = await open();
    const before = await started(database);
    await before.client.sendCode.mutate(request('s1'));
    await before.client.sendCode.mutate(request('s2', 'bob@firm.example'));
    const { client } = await started(database, [k2, k1]);
    await client.sendCode.mutate(request('s3'));
    const { records } = await client.exportPerson.mutate({ email: 'Ann@firm.example', actor });
    expect(records.deliveries?.map((delivery) => (delivery as { id: string }).id)).toEqual(['s1', 's3']);
    expect(await client.deletePerson.mutate({ email: 'ann@firm.example', actor })).toEqual({
      removed: { deliveries: 2, codes: 0, approvals: 0 },
      kept: [],
    });
    const left = await client.listDeliveries.query({});
    expect(left.items.map(({ id }) => id)).toEqual(['s2']);
    expect((await client.listAudit.query({})).items.at(-1)).toMatchObject({ kind: 'person_deleted', actor });
  });
});

describeStores('a person', (open) => {
  const ofChat = (chat: string, id: string, email: string) =>
    ({ ...request(`${chat}#${id}`, email), conversationId: chat }) as Code;
  const asked = (chat: string, id: string, more: object = {}) =>
    approvalRequest(`${chat}#${id}`, { conversationId: chat as never, ...more });
  const bob = { name: 'Bob', email: 'bob@firm.example' };

  it('leaves no trace of which addresses her chat got codes for, also after a rotation of keys', async () => {
    const database = await open();
    const before = await started(database);
    const send = async ({ client }: typeof before, id: string, email: string) =>
      (await client.sendCode.mutate(ofChat('chat-1', id, email))).outcome;
    await send(before, 'code-1', 'ann@firm.example');
    await send(before, 'code-2', 'ann@home.example');
    expect(await send(before, 'code-3', 'ann@third.example')).toBe('limited');
    const after = await started(database, [k2, k1]);
    await after.client.deletePerson.mutate({ email: 'ann@firm.example', conversations: ['chat-1' as never], actor });
    expect(await send(before, 'code-4', 'ann@third.example')).toBe('sent');
  });

  it('gets codes, approvals and mails of hers, by address or by chat, with what was said in them', async () => {
    const { client } = await started(await open());
    await client.sendCode.mutate(ofChat('chat-1', 'code', 'ann@firm.example'));
    await client.requestApproval.mutate(asked('chat-2', 'approval'));
    await client.requestApproval.mutate(asked('chat-3', 'approval', { requester: bob }));
    await client.sendMail.mutate(mailRequest('chat-2#notice', { mail: mails.team_notice }));
    const { records } = await client.exportPerson.mutate({ email: 'Ann@firm.example', actor });
    expect(records.codes).toMatchObject([{ id: 'chat-1|reset', triesLeft: 5 }]);
    expect(records.approvals).toMatchObject([
      { role: 'requester', status: 'open', request: { subject: 'A new user for the RDP server' } },
    ]);
    const more = await client.exportPerson.mutate({ email: 'ann@firm.example', conversations: ['chat-2' as never] });
    expect(JSON.stringify(more.records.deliveries)).toContain('Reset the password and call back.');
    const { records: paul } = await client.exportPerson.mutate({ email: 'paul@firm.example' });
    expect(paul.approvals).toHaveLength(2);
    expect(paul.approvals).toMatchObject([{ role: 'approver' }, { role: 'approver' }]);
  });

  it('is deleted with codes on their way, approvals, their mails and their news, and nobody else is', async () => {
    const { client, notifications, letters } = await started(await open());
    await client.sendCode.mutate(ofChat('chat-1', 'code', 'ann@firm.example'));
    await client.sendCode.mutate(ofChat('chat-9', 'code', 'bob@firm.example'));
    await client.requestApproval.mutate(asked('chat-2', 'open'));
    await client.requestApproval.mutate(asked('chat-2', 'decided'));
    await client.requestApproval.mutate(asked('chat-3', 'approval', { requester: bob }));
    await notifications.drain();
    const tokens = letters
      .map(({ text }) => /approvals\/([\w.-]+)/.exec(text)?.[1] ?? '')
      .filter((token) => token !== '');
    expect(tokens).toHaveLength(3);
    const ids = await Promise.all(tokens.map(async (token) => (await client.getApproval.query({ token })).requester));
    const [first = '', second = ''] = tokens.filter((_, n) => ids[n] === 'Ann Lee');
    await client.decideApproval.mutate({ token: second, decision: 'approve', comment: 'Ann may have it' });
    await client.sendMail.mutate(mailRequest('chat-2#mail', { mail: mails.team_notice }));

    const chats = ['chat-1', 'chat-2'] as never[];
    const report = await client.deletePerson.mutate({ email: 'ann@firm.example', conversations: chats, actor });
    expect(report.kept).toEqual([]);
    expect(report.removed).toMatchObject({ codes: 1, approvals: 2 });
    expect(report.removed.deliveries).toBeGreaterThanOrEqual(6);
    for (const token of [first, second])
      await expect(client.getApproval.query({ token })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    const { records } = await client.exportPerson.mutate({ email: 'ann@firm.example', conversations: chats });
    expect(records).toEqual({ deliveries: [], codes: [], approvals: [] });
    expect((await client.approvalNews.query({ after: 0 })).items).toEqual([]);
    expect((await client.exportPerson.mutate({ email: 'bob@firm.example' })).records).toMatchObject({
      codes: [{ id: 'chat-9|reset' }],
      approvals: [{ role: 'requester' }],
    });
    // What was deleted stays so: neither reminder nor end of the approval comes back to life.
    await notifications.drain();
    expect((await client.listDeliveries.query({ limit: 50 })).items.map(({ id }) => id).join()).not.toContain('chat-2');
  });

  it('who owes somebody a decision keeps that approval until it is taken, and is told so', async () => {
    const { client, notifications, letters } = await started(await open());
    const { approvalId } = await client.requestApproval.mutate(asked('chat-2', 'approval'));
    await notifications.drain();
    const token = /approvals\/([\w.-]+)/.exec(letters[0]?.text ?? '')?.[1] ?? '';
    const paul = { email: 'paul@firm.example', actor };
    const first = await client.deletePerson.mutate(paul);
    expect(first.kept).toMatchObject([{ what: `approval ${approvalId}` }]);
    await client.decideApproval.mutate({ token, decision: 'decline' });
    expect((await client.deletePerson.mutate(paul)).removed).toMatchObject({ approvals: 1 });
    await expect(client.getApproval.query({ token })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it("of whom a team's notice still waits is told that it stays", async () => {
    const { client, mailer } = await started(await open());
    mailer.outcome = { kind: 'temporary', reason: 'down' };
    await client.sendMail.mutate(mailRequest('chat-2#notice', { mail: mails.team_notice }));
    const report = await client.deletePerson.mutate({ email: 'ann@firm.example', conversations: ['chat-2' as never] });
    expect(report.kept).toMatchObject([{ what: 'delivery chat-2#notice' }]);
  });
});

describeStores('the audit trail', (open) => {
  it('has every decision of an approver once, and neither comment nor address', async () => {
    const { client, notifications, letters } = await started(await open());
    await client.requestApproval.mutate(approvalRequest('chat-1#approval'));
    await notifications.drain();
    const token = /approvals\/([\w.-]+)/.exec(letters[0]?.text ?? '')?.[1] ?? '';
    await client.decideApproval.mutate({ token, decision: 'decline', comment: 'not this quarter' });
    await expect(client.decideApproval.mutate({ token, decision: 'approve' })).rejects.toMatchObject({
      code: 'CONFLICT',
    });
    const { items } = await client.listAudit.query({});
    const [approvalId] = token.split('.');
    expect(items).toMatchObject([
      { kind: 'approval_decided', subject: approvalId, details: { status: 'declined', ticket: '101' } },
    ]);
    expect(JSON.stringify(items)).not.toMatch(/quarter|firm\.example/);
  });

  it('has who had given-up mails sent again, and who dropped them', async () => {
    const { client, mailer } = await started(await open());
    mailer.outcome = { kind: 'permanent', reason: 'SMTP 554' };
    for (const id of ['m1', 'm2']) await client.sendMail.mutate(mailRequest(id));
    await client.retryOutbox.mutate({ id: 'm1', actor });
    await client.discardOutbox.mutate({ id: 'm2', actor, reason: 'told ann@firm.example by telephone' });
    await expect(client.retryOutbox.mutate({ id: 'unknown', actor })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    const { items } = await client.listAudit.query({});
    expect(items.map(({ kind, subject, actor: who, details }) => [kind, subject, who?.key, details])).toEqual([
      ['dead_letter_replayed', 'm1', actor.key, {}],
      ['dead_letter_discarded', 'm2', actor.key, { reason: 'told [address removed] by telephone' }],
    ]);
  });
});

describe('retention', () => {
  it('removes finished deliveries after their days, keeps the rest, and says so', async () => {
    const { removeExpired } = await import('../src/domain/retention.ts');
    const asked: string[] = [];
    const told: object[] = [];
    const removed = await removeExpired({
      store: {
        removeDeliveriesBefore: async (before) => asked.push(before),
        removeCodesBefore: async (before) => asked.push(before),
        removeCodeCountsBefore: async (before) => asked.push(before),
        removeApprovalsBefore: async (before) => asked.push(before),
      },
      audit: { record: async (event) => void told.push(event) },
      now: () => new Date('2026-11-23T10:00:00.000Z'),
      deliveryDays: 90,
    });
    expect(asked).toEqual([
      '2026-11-22T10:00:00.000Z',
      '2026-11-23T10:00:00.000Z',
      '2026-08-25T10:00:00.000Z',
      '2026-08-25T10:00:00.000Z',
    ]);
    expect(removed).toBe(3);
    expect(told).toMatchObject([{ kind: 'records_expired', details: { removed: 3, approvals: 4, days: 90 } }]);
  });
});
