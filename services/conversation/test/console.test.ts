import { type ChatEvent, chatEventSchema } from '@acebuddy/contracts';
import { createLocalClient, createLogger } from '@acebuddy/service-kit';
import { createRecordCipher, type Database, reseal } from '@acebuddy/storage';
import { describeStores } from '@acebuddy/testkit';
import { bundledWorkflowsFolder, defaultSettings, loadWorkflows, type Understanding } from '@acebuddy/workflows';
import { createTestEngine } from '@acebuddy/workflows/testing';
import { describe, expect, it } from 'vitest';
import { createMongoConversationStore } from '../src/adapters/mongo-conversation-store.ts';
import { sealedPlaces } from '../src/adapters/sealed-places.ts';
import { createSqliteConversationStore } from '../src/adapters/sqlite-conversation-store.ts';
import { recordName } from '../src/domain/conversations.ts';
import type { ConversationRouter } from '../src/router.ts';
import { createHarness, encryptionKeys, message } from './harness.ts';

const engine = createTestEngine(loadWorkflows([bundledWorkflowsFolder]));
const none: Understanding = { outcome: 'none', workflow: null, confidence: 0.05, alternatives: [], others: [] };
const printer: Understanding = {
  outcome: 'match',
  workflow: 'printer_issues',
  confidence: 0.95,
  alternatives: [{ workflow: 'printer_issues', confidence: 0.95 }],
  others: [],
};
const real = {
  engine,
  detector: { detect: (text: string) => (/printer/.test(text) ? printer : none) },
  settings: defaultSettings,
};
const actor = { role: 'agent', key: 'abcd1234' } as const;
const logger = createLogger({ name: 'test', level: 'silent' });
const in1 = (chat: string, email = 'ann@firm.example') => ({
  conversationId: chat,
  address: { chatId: chat },
  visitor: { id: chat, name: 'Ann', email },
});
const event = (id: string, kind: ChatEvent['event']) =>
  chatEventSchema.parse({ conversationId: id, eventId: `${kind.kind}-${id}`, event: kind });

async function started(database: Database, more: object = {}) {
  const harness = await createHarness({ database });
  const { router, conversation } = await harness.replica({ takeInEveryMs: 20, ...more });
  const client = createLocalClient<ConversationRouter>({ name: 'conversation', router, logger, timeoutMs: 5_000 });
  return { ...harness, [Symbol.asyncDispose]: harness[Symbol.asyncDispose], client, conversation };
}

const storeOn = async (database: Database) =>
  database.kind === 'mongo' ? createMongoConversationStore(database.db) : createSqliteConversationStore(database.db);

/** The chat as a release before lists would have written it. */
async function writeAsBefore(database: Database, id: string, keepsKeys = false): Promise<void> {
  const store = await storeOn(database);
  const cipher = createRecordCipher(encryptionKeys);
  const stored = await store.load(id);
  if (stored === null) throw new Error('no such chat');
  const { listed, ...record } = JSON.parse(cipher.open(stored.sealed, recordName(id)));
  const version = stored.version + 1;
  const next = { ...record, ...(keepsKeys && { listed }), version };
  await store.commit({ ...stored, version, sealed: cipher.seal(JSON.stringify(next), recordName(id)) }, null);
  if (database.kind === 'mongo') {
    if (!keepsKeys)
      await database.db.collection('conversations').updateOne({ _id: id as never }, { $unset: { list: 1 } });
    await database.db.collection('person_links').deleteMany({ conversationId: id });
  } else database.db.exec('DELETE FROM person_links');
}

/** What chats are found by, as it is stored. */
async function linksOf(database: Database): Promise<readonly unknown[]> {
  if (database.kind === 'sqlite') return database.db.prepare('SELECT * FROM person_links').all();
  return database.db.collection('person_links').find().toArray();
}

describeStores('the list', (open) => {
  it('shows what a chat is and finds it by each of its sides, whatever page it is on', async () => {
    await using chats = await started(await open());
    const { client, conversation } = chats;
    for (let n = 0; n < 5; n += 1) {
      chats.clock.advance(1_000);
      await conversation.handleMessage(message('hello', in1(`chat-${n}`)));
    }
    await conversation.handleMessage(message('ticket', in1('chat-2')));
    await conversation.drain();
    const all = await client.listConversations.query({ limit: 2 });
    const rest = await client.listConversations.query({ limit: 2, after: all.next ?? '' });
    const last = await client.listConversations.query({ limit: 2, after: rest.next ?? '' });
    const ids = [...all.items, ...rest.items, ...last.items].map(({ conversationId }) => conversationId);
    expect(ids).toEqual(['chat-4', 'chat-2', 'chat-3', 'chat-1', 'chat-0']);
    expect(last.next).toBeNull();
    const exactly = await client.listConversations.query({ limit: 5 });
    expect([exactly.items.length, exactly.next]).toEqual([5, null]);
    expect(all.items[1]).toMatchObject({
      conversationId: 'chat-2',
      chatId: 'chat-2',
      visitorName: 'Ann',
      state: 'ticket',
      workflow: 'printer_issues',
      holder: 'bot',
      ticketNumber: '101',
      reference: expect.stringMatching(/^AB-/),
      waitingSince: null,
      attention: [],
      messages: 4,
    });
    const found = async (filter: object) =>
      (await client.listConversations.query(filter)).items.map(({ conversationId }) => conversationId);
    expect(await found({ state: 'ticket' })).toEqual(['chat-2']);
    expect(await found({ state: 'ticket', workflow: 'printer_issues' })).toEqual(['chat-2']);
    expect(await found({ state: 'ticket', workflow: 'email_issues' })).toEqual([]);
    expect(await found({ from: '2026-11-23T10:00:05Z' })).toEqual(['chat-4', 'chat-2']);
    expect(await found({ to: '2026-11-23T10:00:02Z' })).toEqual(['chat-0']);
    await expect(client.listConversations.query({ after: 'x' })).rejects.toMatchObject({ code: 'BAD_REQUEST' });
    chats.clock.advance(1_000);
    await conversation.handleMessage(message('hello again', in1('chat-0')));
    expect((await client.listConversations.query({ limit: 1 })).items[0]?.conversationId).toBe('chat-0');
    // What changed long after the days that are asked for is not read through.
    chats.clock.advance(4 * 86_400_000);
    await conversation.handleMessage(message('and again', in1('chat-1')));
    const thatDay = await found({ to: '2026-11-23T10:00:10Z' });
    expect(thatDay).toEqual(expect.arrayContaining(['chat-0', 'chat-3']));
    expect(thatDay).not.toContain('chat-1');
  });

  it('leaves out a chat in which nobody has written yet, until somebody does', async () => {
    await using chats = await started(await open());
    const { client, conversation } = chats;
    const ids = async () =>
      (await client.listConversations.query({})).items.map(({ conversationId }) => conversationId);
    await conversation.handleMessage({ ...message('', in1('chat-1')), content: { kind: 'opened' } });
    expect(await ids()).toEqual([]);
    expect((await client.findConversations.query({ query: 'chat-1' })).items).toHaveLength(1);
    const hers = async () => {
      const found = ['ann@firm.example', 'Ann'].map((query) => client.findConversations.query({ query }));
      return (await Promise.all(found)).map(({ items }) => items.length);
    };
    expect(await hers()).toEqual([0, 0]);
    await conversation.handleMessage(message('hello', in1('chat-1')));
    expect(await ids()).toEqual(['chat-1']);
    expect(await hers()).toEqual([1, 1]);
  });

  it('tells who has a chat, what its run became and how it was rated', async () => {
    await using chats = await started(await open(), real);
    const { client, conversation, clock } = chats;
    clock.advance(6 * 3_600_000);
    const says = (text: string) => conversation.handleMessage(message(text, { ...in1('chat-1'), channel: 'salesiq' }));
    const row = async () => (await client.listConversations.query({})).items[0];
    await says('my printer is offline');
    expect(await row()).toMatchObject({ holder: 'bot', outcome: 'open', language: 'en', waitingSince: null });
    await says('I want to talk to a person');
    await says('chat now');
    await conversation.drain();
    const asked = await row();
    expect(asked).toMatchObject({ holder: 'waiting', attention: ['person_waiting'] });
    expect(asked?.waitingSince).toBe(clock.now().toISOString());
    expect((await client.attention.query()).items).toMatchObject([
      { kind: 'person_waiting', count: 1, oldestAt: asked?.waitingSince },
    ]);
    const waiting = { attention: 'person_waiting' } as const;
    expect((await client.listConversations.query(waiting)).items).toHaveLength(1);
    const longest = await client.listConversations.query({ order: 'waiting', limit: 1 });
    expect(longest.items).toMatchObject([{ conversationId: 'chat-1' }]);
    const after = `${asked?.waitingSince} chat-1`;
    expect((await client.listConversations.query({ order: 'waiting', limit: 1, after })).items).toEqual([]);
    await conversation.handleChatEvent(event('chat-1', { kind: 'missed' }));
    expect(await row()).toMatchObject({ holder: 'bot', attention: ['person_waiting'] });
    expect((await row())?.waitingSince).toEqual(expect.any(String));
    // Its page says the same of how the chat ended as the list.
    const { runs } = await client.getConversation.query({ conversationId: 'chat-1' as never, actor });
    expect(runs.at(-1)?.outcome).toBe((await row())?.outcome);
    await client.takeFromBot.mutate({ conversationId: 'chat-1' as never, actor });
    expect(await row()).toMatchObject({ holder: 'person', attention: [] });
    expect((await client.listConversations.query(waiting)).items).toEqual([]);
    await conversation.handleChatEvent(event('chat-1', { kind: 'rated', rating: 1 }));
    expect(await row()).toMatchObject({ rating: 1, attention: ['unhappy_rating'] });
    expect((await client.listConversations.query({ ratingMax: 2 })).items).toHaveLength(1);
    expect((await client.listConversations.query({ ratingMin: 4 })).items).toEqual([]);
    clock.advance(8 * 86_400_000);
    expect((await client.attention.query()).items).toEqual([]);
    expect(await row()).toMatchObject({ rating: 1, attention: [] });
  });

  it('says of a chat that nobody came for as long as it is counted, and no longer', async () => {
    await using chats = await started(await open(), real);
    const { client, conversation, clock } = chats;
    clock.advance(6 * 3_600_000);
    for (const text of ['my printer is offline', 'I want to talk to a person', 'chat now'])
      await conversation.handleMessage(message(text, { ...in1('chat-1'), channel: 'salesiq' }));
    await conversation.drain();
    await conversation.handleChatEvent(event('chat-1', { kind: 'missed' }));
    const told = async () => {
      const [row] = (await client.listConversations.query({})).items;
      const { items } = await client.attention.query();
      return [row?.waitingSince ?? null, items.find(({ kind }) => kind === 'person_waiting')?.oldestAt ?? null];
    };
    const [since, oldest] = await told();
    expect([since, oldest]).toEqual([expect.any(String), since]);
    clock.advance(7 * 86_400_000 - 60_000);
    expect(await told()).toEqual([since, since]);
    clock.advance(120_000);
    expect(await told()).toEqual([null, null]);
  });

  it('names tickets that are late, and given-up work, until they are there', async () => {
    await using chats = await started(await open());
    const { client, conversation, clock, ticketing } = chats;
    ticketing.mode = 'slow';
    await conversation.handleMessage(message('ticket', in1('chat-1')));
    expect((await client.attention.query()).items).toEqual([]);
    clock.advance(6 * 60_000);
    expect((await client.attention.query()).items).toMatchObject([
      { kind: 'ticket_late', count: 1, oldestAt: '2026-11-23T10:00:00.000Z' },
    ]);
    expect((await client.listConversations.query({ attention: 'ticket_late' })).items).toMatchObject([
      { conversationId: 'chat-1', attention: ['ticket_late'] },
    ]);
    ticketing.mode = 'up';
    await chats.pass(conversation, 600_000, 60_000);
    expect((await client.attention.query()).items).toEqual([]);
  });

  it('takes in chats that an earlier release wrote last, with their tickets', async () => {
    const database = await open();
    await using chats = await started(database);
    const { client, conversation } = chats;
    for (const id of ['chat-1', 'chat-2']) await conversation.handleMessage(message('ticket', in1(id)));
    await conversation.drain();
    await writeAsBefore(database, 'chat-1');
    await writeAsBefore(database, 'chat-2', true);
    const before = (await client.listConversations.query({})).items;
    expect(before.map(({ state, ticketNumber }) => [state, ticketNumber])).toEqual([
      ['ticket', '102'],
      ['ticket', '101'],
    ]);
    const wanted = { state: 'ticket' } as const;
    if (database.kind === 'sqlite') expect((await client.listConversations.query(wanted)).items).toEqual([]);
    expect((await client.findConversations.query({ query: '#101' })).items).toEqual([]);
    await using later = await createHarness({ database });
    (await later.replica({ takeInEveryMs: 20 })).start();
    await expect.poll(async () => (await client.findConversations.query({ query: '#102' })).items.length).toBe(1);
    await expect.poll(async () => (await client.findConversations.query({ query: '#101' })).items.length).toBe(1);
    expect((await client.listConversations.query(wanted)).items).toHaveLength(2);
    expect((await client.listConversations.query({})).items).toEqual(before);
  });
});

describeStores('a search', (open) => {
  it('finds by ticket, reference, chat, address, and says as what it was understood', async () => {
    await using chats = await started(await open());
    const { client, conversation } = chats;
    await conversation.handleMessage(message('hello', in1('chat-0')));
    chats.clock.advance(1_000);
    await conversation.handleMessage(message('ticket', in1('chat-1')));
    await conversation.handleMessage(message('hello', { ...in1('flat:given', 'bob@firm.example'), address: {} }));
    await conversation.drain();
    const find = async (query: string) => {
      const { as, items } = await client.findConversations.query({ query });
      return [as, ...items.map(({ conversationId }) => conversationId)];
    };
    const reference = (await client.listConversations.query({ state: 'ticket' })).items[0]?.reference ?? '';
    expect(await find('#101')).toEqual(['ticket', 'chat-1']);
    expect(await find(' 101 ')).toEqual(['ticket', 'chat-1']);
    expect(await find('#102')).toEqual(['ticket']);
    expect(await find(reference.toLowerCase())).toEqual(['reference', 'chat-1']);
    expect(await find('AB-0000000000')).toEqual(['reference']);
    expect(await find('chat-0')).toEqual(['chat', 'chat-0']);
    expect(await find('given')).toEqual(['chat', 'flat:given']);
    expect(await find('Ann@Firm.example')).toEqual(['email', 'chat-1', 'chat-0']);
    expect(await find('nobody@firm.example')).toEqual(['email']);
    expect(await find('what is this')).toEqual(['nothing']);
  });

  it('finds by words of a name, which stand nowhere in the clear, and by the new name of who changes it', async () => {
    const database = await open();
    await using chats = await started(database);
    const { client, conversation } = chats;
    const as = (name: string) => ({ ...in1('chat-1'), visitor: { id: 'v', name, email: 'ann@firm.example' } });
    await conversation.handleMessage(message('hello', as('Lucía Ortega')));
    const find = async (query: string) => {
      const { as, items } = await client.findConversations.query({ query });
      return [as, ...items.map(({ conversationId }) => conversationId)];
    };
    expect(await find('ortega, lucia')).toEqual(['name', 'chat-1']);
    expect(await find('Ortega')).toEqual(['name', 'chat-1']);
    expect(await find('Orte')).toEqual(['nothing']);
    await conversation.handleMessage(message('me again', as('Lucía Ruiz')));
    expect(await find('ruiz')).toEqual(['name', 'chat-1']);
    const links = await linksOf(database);
    expect(links.length).toBeGreaterThan(3);
    expect(JSON.stringify(links)).not.toMatch(/luc.a|ortega|ruiz/i);
  });

  it('goes on finding after a rotation of keys, with the new key alone', async () => {
    const database = await open();
    await using chats = await started(database);
    await chats.conversation.handleMessage(message('ticket', in1('chat-1')));
    await chats.conversation.drain();
    const newKey = { id: 'k2', key: new Uint8Array(32).fill(9) };
    const [keys, cipher] = [[newKey, ...encryptionKeys] as const, createRecordCipher([newKey, ...encryptionKeys])];
    await reseal({ database, places: sealedPlaces(keys), cipher, activeKeyId: 'k2' });
    await using later = await started(database, { encryptionKeys: [newKey] });
    for (const query of ['#101', 'ann@firm.example', 'chat-1', 'Ann'])
      expect((await later.client.findConversations.query({ query })).items).toHaveLength(1);
  });

  it('finds nothing of a person who was deleted', async () => {
    await using chats = await started(await open());
    const { client, conversation, clock } = chats;
    await conversation.handleMessage(message('ticket', in1('chat-1')));
    await conversation.drain();
    clock.advance(3_600_000);
    expect(await client.deletePerson.mutate({ email: 'ann@firm.example' })).toMatchObject({ kept: [] });
    for (const query of ['#101', 'Ann']) expect((await client.findConversations.query({ query })).items).toEqual([]);
    expect((await client.listConversations.query({})).items).toEqual([]);
  });
});

describe('names of chats', () => {
  it('tell for a piece of work whose chat it is and which of its tickets, and nothing of a chat that is gone', async () => {
    await using harness = await createHarness();
    await using chats = await started(harness.database);
    const { client, conversation } = chats;
    await conversation.handleMessage(message('ticket', in1('chat-1')));
    await conversation.handleMessage(message('ticket', in1('chat-1')));
    await conversation.drain();
    const { runs } = await client.getConversation.query({ conversationId: 'chat-1' as never });
    const [first, last] = [runs[0], runs.at(-1)];
    expect(first?.ticketNumber).not.toBe(last?.ticketNumber);
    const { items } = await client.nameChats.query({
      items: [
        { conversationId: 'chat-1', work: `#${first?.runId}:ticket:customer` },
        { conversationId: 'chat-1', work: '#agent:7' },
        { conversationId: 'gone', work: '' },
      ],
    });
    expect(items.map((item) => item?.ticketNumber)).toEqual([first?.ticketNumber, last?.ticketNumber, undefined]);
    expect(items[0]).toMatchObject({ visitorName: 'Ann', workflow: 'printer_issues', reference: first?.reference });
    expect((await client.listAudit.query({})).items.filter(({ kind }) => kind === 'transcript_read')).toHaveLength(1);
  });
});

describe('one conversation', () => {
  it('comes with its turns page by page, and who reads it leaves a trace', async () => {
    await using harness = await createHarness();
    await using chats = await started(harness.database);
    const { client, conversation } = chats;
    for (const text of ['one', 'two', 'three', 'ticket'])
      await conversation.handleMessage(message(text, in1('chat-1')));
    await conversation.drain();
    const get = (more: object = {}) =>
      client.getConversation.query({ conversationId: 'chat-1' as never, actor, ...more });
    const newest = await get({ limit: 2 });
    expect(newest.turns.map(({ seq }) => seq)).toEqual([3, 4]);
    expect(newest).toMatchObject({
      row: { conversationId: 'chat-1', ticketNumber: '101' },
      visitor: { name: 'Ann', email: 'ann@firm.example', phone: null },
      runs: [{ runId: 'run-1', ticketNumber: '101', workflow: 'printer_issues' }],
      turns: [{ why: null }, { lines: [{ role: 'customer', text: 'ticket' }, { role: 'bot' }] }],
      earlier: 3,
      outbox: [],
    });
    const first = await get({ limit: 2, beforeSeq: 3 });
    expect(first.turns.map(({ seq }) => seq)).toEqual([1, 2]);
    expect(first.earlier).toBeNull();
    await expect(get({ conversationId: 'nobody' })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    const { items } = await client.auditOf.query({ subject: 'chat-1' });
    expect(items).toMatchObject([
      { kind: 'transcript_read', actor },
      { kind: 'transcript_read', actor },
    ]);
  });

  it('names what was collected in the words of its workflow', async () => {
    await using harness = await createHarness();
    await using chats = await started(harness.database, real);
    await chats.conversation.handleMessage(message('my printer is offline', in1('chat-1')));
    const { collected } = await chats.client.getConversation.query({ conversationId: 'chat-1' as never });
    expect(collected).toContainEqual({
      slot: 'email',
      label: expect.stringMatching(/mail/i),
      value: 'ann@firm.example',
    });
  });

  it('is taken from the bot once, by one of two at the same time', async () => {
    await using harness = await createHarness();
    await using chats = await started(harness.database, real);
    const { client, conversation } = chats;
    await conversation.handleMessage(message('my printer is offline', in1('chat-1')));
    const take = () => client.takeFromBot.mutate({ conversationId: 'chat-1' as never, actor });
    const outcomes = await Promise.allSettled([take(), take()]);
    expect(outcomes.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    await expect(take()).rejects.toMatchObject({ code: 'CONFLICT' });
    const reply = await conversation.handleMessage(message('are you there?', in1('chat-1')));
    expect(reply.action).toBe('silent');
    await client.closeSession.mutate({ conversationId: 'chat-1' as never });
    await expect(take()).rejects.toMatchObject({ code: 'CONFLICT' });
    const kinds = (await client.auditOf.query({ subject: 'chat-1' })).items.map(({ kind }) => kind);
    expect(kinds).toEqual(['chat_taken', 'session_closed']);
    await expect(client.takeFromBot.mutate({ conversationId: 'none' as never })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
  });

  it('gets a note on its newest ticket once, however often it is told, and none without a ticket', async () => {
    await using harness = await createHarness();
    await using chats = await started(harness.database);
    const { client, conversation, ticketing } = chats;
    await conversation.handleMessage(message('hello', in1('chat-1')));
    const note = (text = 'call her first') => client.addNote.mutate({ conversationId: 'chat-1' as never, text, actor });
    await expect(note()).rejects.toMatchObject({ code: 'UNPROCESSABLE' });
    await conversation.handleMessage(message('ticket', in1('chat-1')));
    await conversation.drain();
    await Promise.all([note(), note()]);
    await conversation.drain();
    await note();
    await note('and again');
    await conversation.drain();
    const notes = [...ticketing.changes.values()].filter(({ change }) => change.kind === 'comment');
    expect(notes.map(({ change }) => change)).toEqual([
      { kind: 'comment', text: 'call her first', isPublic: false },
      { kind: 'comment', text: 'and again', isPublic: false },
    ]);
    const kinds = (await client.auditOf.query({ subject: 'chat-1' })).items.map(({ kind }) => kind);
    expect(kinds.filter((kind) => kind === 'note_added')).toHaveLength(4);
  });
});
