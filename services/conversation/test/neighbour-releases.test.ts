import { AppError } from '@acebuddy/contracts';
import { createRecordCipher, type Database } from '@acebuddy/storage';
import { describeStores } from '@acebuddy/testkit';
import type { Engine } from '@acebuddy/workflows';
import { describe, expect, it } from 'vitest';
import { createMongoConversationStore } from '../src/adapters/mongo-conversation-store.ts';
import { createSqliteConversationStore } from '../src/adapters/sqlite-conversation-store.ts';
import type { Conversation } from '../src/conversation.ts';
import { recordName } from '../src/domain/conversations.ts';
import { fakeEngine } from './fake-engine.ts';
import { createHarness, encryptionKeys, message } from './harness.ts';

type Stored = Record<string, unknown> & { outbox: Record<string, unknown>[]; runs: object[]; head: object };

/** The store as a replica of a newer release sees it: what it writes, this release may not know. */
async function newerReplica(database: Database) {
  const store =
    database.kind === 'mongo'
      ? await createMongoConversationStore(database.db)
      : createSqliteConversationStore(database.db);
  const cipher = createRecordCipher(encryptionKeys);
  const read = async () => {
    const stored = await store.load('chat-1');
    if (stored === null) throw new Error('no such chat');
    return { stored, record: JSON.parse(cipher.open(stored.sealed, recordName('chat-1'))) as Stored };
  };
  return {
    read: async () => (await read()).record,
    due: (at: string) => store.due(at, 10),
    /** As it counts for the list of dead letters. */
    write: async (change: (record: Stored) => object) => {
      const { stored, record } = await read();
      const version = stored.version + 1;
      const next = { ...change(record), version };
      const sealed = cipher.seal(JSON.stringify(next), recordName('chat-1'));
      await store.commit({ ...stored, version, sealed, dueAt: '2026-01-01T00:00:00.000Z' }, null);
    },
  };
}

const pending = (work: object, more: object = {}) => ({
  work,
  status: 'pending',
  attempts: 0,
  nextAt: '2026-11-23T10:00:00.000Z',
  leaseOwner: null,
  leaseUntil: null,
  lastError: null,
  announced: false,
  createdAt: '2026-11-23T10:00:00.000Z',
  ...more,
});
const to = { name: 'Ann', email: 'ann@firm.example' };
const letter = { template: 'chat_update', to, reference: 'AB-7K2M9QXD', text: 'Hi' };
const mail = { kind: 'mail', id: 'mail-1', awaited: false, mail: letter };

const listed = async ({ outbox }: Conversation) => (await outbox.list({ limit: 10 })).items;

describeStores('a conversation service beside one of a newer release', (open) => {
  it('keeps what it does not know, at every depth, when it writes the record again', async () => {
    const database = await open();
    await using harness = await createHarness({ database });
    const { conversation } = await harness.replica();
    await conversation.handleMessage(message('ticket'));
    await conversation.drain();
    const newer = await newerReplica(database);
    await newer.write((record) => ({
      ...record,
      mood: { calm: true },
      state: 'snoozed',
      visitor: { ...(record.visitor as object), tier: 'gold' },
      engine: { ...(record.engine as object), state: 'snoozed', frames: [1] },
      runs: record.runs.map((run) => ({ ...run, ofLater: { by: 'code' } })),
      outbox: [pending({ ...mail, id: 'later', attach: ['a'] }, { nextAt: '2027-01-01T00:00:00.000Z', lane: 'fast' })],
    }));
    const { session } = await conversation.handleMessage(message('hello'));
    await conversation.handleMessage(message('and more'));
    expect(session.state).toBe('active');
    expect(await newer.read()).toMatchObject({
      mood: { calm: true },
      visitor: { tier: 'gold' },
      engine: { frames: [1] },
      runs: [{ runId: 'run-1', ofLater: { by: 'code' } }],
      outbox: [{ lane: 'fast', work: { attach: ['a'] } }],
    });
  });

  it('shows a state that it does not know as it is', async () => {
    const database = await open();
    await using harness = await createHarness({ database });
    const { conversation } = await harness.replica();
    await conversation.handleMessage(message('hello'));
    const newer = await newerReplica(database);
    await newer.write((record) => ({ ...record, state: 'snoozed' }));
    expect(await conversation.getSession('chat-1')).toMatchObject({ state: 'snoozed' });
  });

  it('parks work of an unknown kind, finishes the rest of the batch once, and loses neither', async () => {
    const database = await open();
    await using harness = await createHarness({ database });
    const { conversation } = await harness.replica();
    await conversation.handleMessage(message('hello'));
    await conversation.drain();
    const newer = await newerReplica(database);
    const unknown = { kind: 'requestSurvey', id: 'survey-1', awaited: true, stars: 5 };
    await newer.write((record) => ({ ...record, outbox: [pending(unknown), pending(mail)] }));
    await conversation.drain();
    const { version, outbox } = await newer.read();
    expect([...harness.notifications.mails.keys()]).toEqual(['chat-1#mail-1']);
    expect(outbox).toMatchObject([{ work: unknown, status: 'pending' }]);
    expect(await listed(conversation)).toMatchObject([
      { id: 'chat-1|survey-1', kind: 'requestSurvey', status: 'parked', lastError: expect.stringContaining('newer') },
    ]);
    // Not again before a newer release may have come, however often one looks, and not in a customer's turn.
    await harness.pass(conversation, 290_000, 10_000);
    expect((await newer.read()).version).toBe(version);
    await conversation.handleMessage(message('are you there?'));
    expect((await newer.read()).outbox).toMatchObject([{ work: unknown, status: 'pending' }]);
    // Never given up.
    await harness.pass(conversation, 100 * 3_600_000, 3_600_000);
    expect((await newer.read()).outbox).toMatchObject([{ work: unknown, status: 'pending' }]);
  });

  it('writes down the rest of a batch when one outcome of it cannot be taken in, and tries that one again', async () => {
    const database = await open();
    await using harness = await createHarness({ database });
    let isBroken = true;
    const engine: Engine = {
      ...fakeEngine,
      step: (state, input, context) => {
        if (isBroken && input.kind === 'result' && input.effectId === 'note-1')
          throw new TypeError('a result of later');
        return fakeEngine.step(state, input, context);
      },
    };
    const { conversation } = await harness.replica({ engine });
    await conversation.handleMessage(message('ticket'));
    await conversation.drain();
    harness.notifications.mails.clear();
    const newer = await newerReplica(database);
    const note = { kind: 'comment', id: 'note-1', awaited: false, runId: 'run-1', text: 'A note', isPublic: false };
    await newer.write((record) => ({ ...record, outbox: [pending(note), pending(mail)] }));
    await conversation.drain();
    expect((await newer.read()).outbox).toMatchObject([{ work: { id: 'note-1' }, trouble: 'mend' }]);
    expect([...harness.notifications.mails.keys()]).toEqual(['chat-1#mail-1']);
    isBroken = false;
    await harness.pass(conversation, 120_000, 30_000);
    expect((await newer.read()).outbox).toEqual([]);
    expect([...harness.ticketing.changes.keys()]).toEqual(['chat-1#note-1']);
  });

  it('leaves work alone whose status it does not know, and shows it', async () => {
    const database = await open();
    await using harness = await createHarness({ database });
    const { conversation } = await harness.replica();
    await conversation.handleMessage(message('hello'));
    const newer = await newerReplica(database);
    await newer.write((record) => ({ ...record, outbox: [pending(mail, { status: 'held' })] }));
    await harness.pass(conversation, 3_600_000, 600_000);
    await conversation.handleMessage(message('still there?'));
    expect(harness.notifications.mails.size).toBe(0);
    expect((await newer.read()).outbox).toMatchObject([{ status: 'held', attempts: 0 }]);
    expect(await listed(conversation)).toMatchObject([{ status: 'parked' }]);
  });

  it('does by itself what an older release had parked', async () => {
    const database = await open();
    await using harness = await createHarness({ database });
    const { conversation } = await harness.replica();
    await conversation.handleMessage(message('hello'));
    const newer = await newerReplica(database);
    await newer.write((record) => ({ ...record, outbox: [pending({ ...mail, kind: 'letter' })] }));
    await conversation.drain();
    expect(harness.notifications.mails.size).toBe(0);
    // The kind as this release knows it stands for the release that knows the kind.
    await newer.write((record) => ({ ...record, outbox: record.outbox.map((item) => ({ ...item, work: mail })) }));
    await harness.pass(conversation, 301_000, 301_000);
    expect(harness.notifications.mails.size).toBe(1);
    expect(await listed(conversation)).toEqual([]);
  });

  it('keeps news that it does not understand with their chat, and goes on with those after them', async () => {
    const database = await open();
    await using harness = await createHarness({ database });
    const { conversation } = await harness.replica();
    await conversation.handleMessage(message('ticket'));
    await conversation.drain();
    const [requestId = ''] = harness.ticketing.requested;
    const news = { kind: 'merged', into: { ticketNumber: '7' } };
    harness.ticketing.feed.push({ seq: 1, requestId, ticketId: '9101', at: '2026-11-23T10:00:00.000Z', news } as never);
    harness.tell('We are on it.');
    await conversation.drain();
    expect([...harness.notifications.pushes.values()].map(({ text }) => text)).toEqual([
      expect.stringContaining('We are on it.'),
    ]);
    expect(await listed(conversation)).toMatchObject([{ kind: 'news', status: 'parked' }]);
    const newer = await newerReplica(database);
    expect((await newer.read()).outbox).toMatchObject([{ work: { item: { news } } }]);
    // An update: what is kept is understood now.
    const comment = { kind: 'comment', commentId: 'c-9', author: 'Joe', text: 'Merged.' };
    await newer.write((record) => ({
      ...record,
      outbox: record.outbox.map((item) => {
        const work = item.work as { item: object };
        return { ...item, work: { ...work, item: { ...work.item, news: comment } } };
      }),
    }));
    await harness.pass(conversation, 301_000, 301_000);
    expect([...harness.notifications.pushes.values()].at(-1)?.text).toContain('Merged.');
    expect(await listed(conversation)).toEqual([]);
  });
});

describe('a conversation service beside an older ticketing', () => {
  it.each(['BAD_REQUEST', 'PROCEDURE_UNKNOWN', 'NOT_FOUND', 'UNAUTHORIZED', 'INTERNAL'] as const)(
    'keeps a promised ticket when it hears %s, tells an operator and not the customer',
    async (code) => {
      await using harness = await createHarness();
      const { conversation } = await harness.replica();
      const create = harness.ticketing.createTicket;
      let tries = 0;
      harness.ticketing.createTicket = async () => {
        tries += 1;
        throw new AppError(code, 'draft.status: Invalid option');
      };
      const { replies } = await conversation.handleMessage(message('ticket'));
      expect(replies.join()).toContain('Promised under');
      await harness.pass(conversation, 100 * 3_600_000, 3_600_000);
      expect(tries).toBeGreaterThan(90);
      expect(harness.notifications.mails.size).toBe(0);
      expect(await listed(conversation)).toMatchObject([{ kind: 'createTicket', status: 'pending', lastError: code }]);
      harness.ticketing.createTicket = create;
      await harness.pass(conversation, 120_000, 30_000);
      expect(harness.ticketing.tickets.size).toBe(1);
      expect(await listed(conversation)).toEqual([]);
      expect([...harness.notifications.pushes.values()].at(-1)?.text).toContain('#101');
    },
  );

  it('keeps changes and mails likewise, and a person can have them tried at once', async () => {
    await using harness = await createHarness();
    const { conversation } = await harness.replica();
    const send = harness.notifications.sendMail;
    harness.notifications.sendMail = async () => {
      throw new AppError('BAD_REQUEST', 'mail.template: Invalid input');
    };
    await conversation.handleMessage(message('ticket'));
    await harness.pass(conversation, 100 * 3_600_000, 3_600_000);
    const waiting = await listed(conversation);
    expect(waiting.map(({ kind, status }) => [kind, status])).toEqual([
      ['mail', 'pending'],
      ['mail', 'pending'],
    ]);
    harness.notifications.sendMail = send;
    for (const { id } of waiting) await conversation.retryOutbox(id);
    await conversation.drain();
    expect(harness.notifications.mails.size).toBe(2);
  });

  it('gives up only what was understood and refused, also with a code that it does not know', async () => {
    await using harness = await createHarness();
    const { conversation } = await harness.replica();
    harness.ticketing.createTicket = async () => {
      throw new AppError('UNPROCESSABLE', 'merged', { saidCode: 'TICKET_MERGED' });
    };
    await conversation.handleMessage(message('ticket'));
    await conversation.drain();
    expect(await listed(conversation)).toMatchObject([{ status: 'dead', lastError: 'TICKET_MERGED' }]);
  });

  it('asks again when it does not know the answer', async () => {
    await using harness = await createHarness();
    const { conversation } = await harness.replica();
    const create = harness.ticketing.createTicket;
    harness.ticketing.createTicket = async ({ reference }) => ({ outcome: 'merged', reference }) as never;
    const { replies } = await conversation.handleMessage(message('ticket'));
    expect(replies.join()).toContain('Promised under');
    harness.ticketing.createTicket = create;
    await harness.pass(conversation, 600_000, 60_000);
    expect(harness.ticketing.tickets.size).toBe(1);
  });
});
