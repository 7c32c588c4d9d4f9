import { AppError, deliveryNewsSchema, type ReportInput } from '@acebuddy/contracts';
import { type Fact, unpackSheets } from '@acebuddy/metrics';
import { createLocalClient, createLogger, createMetrics } from '@acebuddy/service-kit';
import { createRecordCipher, type Database } from '@acebuddy/storage';
import { describeStores } from '@acebuddy/testkit';
import { defaultSettings } from '@acebuddy/workflows';
import { describe, expect, it } from 'vitest';
import { createMongoConversationStore } from '../src/adapters/mongo-conversation-store.ts';
import { createSqliteConversationStore } from '../src/adapters/sqlite-conversation-store.ts';
import { recordName } from '../src/domain/conversations.ts';
import type { ConversationRouter } from '../src/router.ts';
import type { ConversationServer } from '../src/server.ts';
import { fakeEngine } from './fake-engine.ts';
import { createHarness, encryptionKeys, message } from './harness.ts';

const storeOn = async (database: Database) =>
  database.kind === 'mongo' ? createMongoConversationStore(database.db) : createSqliteConversationStore(database.db);

const rowsOn = async (database: Database) => (await storeOn(database)).factsBetween(0, Number.MAX_SAFE_INTEGER);

async function factsOn<K extends Fact['kind']>(database: Database, kind: K): Promise<Extract<Fact, { kind: K }>[]> {
  const facts = [...unpackSheets(await rowsOn(database))];
  return facts.filter((fact) => fact.kind === kind) as never;
}

const settings = {
  ...defaultSettings,
  businessHours: { ...defaultSettings.businessHours, timeZone: 'America/Chicago' },
};
const impact = { hourCost: 30, currency: '$', minutesSaved: { printer_issues: 20 } };
const counting = { settings, impact, takeInEveryMs: 20 };
const clientOf = ({ router }: ConversationServer) =>
  createLocalClient<ConversationRouter>({
    name: 'conversation',
    router,
    logger: createLogger({ name: 'test', level: 'silent' }),
    timeoutMs: 10_000,
  });
const figuresOf = async (server: ConversationServer, input: ReportInput = {}) => {
  const report = await clientOf(server).report.query(input);
  const values = Object.entries(report.total.figures).map(([id, { value }]) => [id, value] as const);
  return Object.fromEntries(values) as Record<string, number | null>;
};

describeStores('facts of a chat', (open) => {
  it('tell of its ticket from the promise to the close in Desk, and go on counting where they began', async () => {
    const database = await open();
    await using harness = await createHarness({ database });
    const server = await harness.replica(counting);
    const { conversation } = server;
    harness.ticketing.mode = 'slow';
    await conversation.handleMessage(message('hello'));
    await conversation.handleMessage(message('ticket'));
    await conversation.drain();
    const [promised] = await factsOn(database, 'ticket');
    expect(promised).toMatchObject({
      workflow: 'printer_issues',
      priority: 'Medium',
      team: 'support',
      state: 'promised',
      createdS: null,
      toldS: null,
      closedAt: null,
    });
    harness.ticketing.mode = 'up';
    harness.clock.advance(20 * 60_000);
    await conversation.drain();
    expect((await factsOn(database, 'ticket'))[0]).toMatchObject({ state: 'created', createdS: 1_200, toldS: 1_200 });
    harness.clock.advance(3 * 86_400_000);
    harness.tell({ kind: 'status', status: 'Done', statusType: 'Closed' });
    await conversation.drain();
    const [closed] = await factsOn(database, 'ticket');
    expect((closed?.closedAt ?? 0) - (closed?.at ?? 0)).toBe(3 * 1_440 + 20);
    expect(await figuresOf(server, { from: '2026-11-23', to: '2026-11-23' })).toMatchObject({
      tickets: 1,
      ticket_success_5m: 0,
      ticket_success_1h: 1,
      resolution_median: 3 * 1_440,
    });
    harness.tell({ kind: 'status', status: 'Open', statusType: 'Open' });
    await conversation.drain();
    expect((await factsOn(database, 'ticket'))[0]?.closedAt).toBeNull();
  });

  it('have a row for each mail that became due', async () => {
    const database = await open();
    await using harness = await createHarness({ database });
    const { conversation } = await harness.replica();
    await conversation.handleMessage(message('ticket'));
    await conversation.drain();
    const mails = await factsOn(database, 'mail');
    expect(mails.map(({ template, outcome }) => [template, outcome]).toSorted()).toEqual([
      ['team_notice', 'due'],
      ['ticket_confirmation', 'due'],
    ]);
    expect(new Set(mails.map(({ workflow }) => workflow))).toEqual(new Set(['printer_issues']));
  });

  it('tell whether a ticket has its contact and its chat, as far as ticketing tells', async () => {
    const database = await open();
    await using harness = await createHarness({ database });
    const server = await harness.replica(counting);
    await server.conversation.handleMessage(message('ticket'));
    expect(await figuresOf(server)).toMatchObject({ contact_success: null, chat_linking: null });
    const { createTicket } = harness.ticketing;
    harness.ticketing.createTicket = async (input) => {
      const answer = await createTicket(input);
      if (answer.outcome !== 'created') return answer;
      return { ...answer, ticket: { ...answer.ticket, contactLinked: true, chatLinked: false } };
    };
    await server.conversation.handleMessage(message('ticket', { conversationId: 'chat-2' }));
    expect(await factsOn(database, 'ticket')).toContainEqual(expect.objectContaining({ contact: true, chat: false }));
    expect(await figuresOf(server)).toMatchObject({ contact_success: 1, chat_linking: 0 });
  });

  it('learn what became of mails, in one commit, also when they are told twice or by nobody', async () => {
    const database = await open();
    await using harness = await createHarness({ database });
    const server = await harness.replica(counting);
    await server.conversation.handleMessage(message('ticket'));
    await server.conversation.drain();
    const store = await storeOn(database);
    const version = (await store.load('chat-1'))?.version ?? 0;
    const told = (seq: number, work: string, outcome: 'accepted' | 'refused') =>
      deliveryNewsSchema.parse({
        seq,
        requestId: `chat-1#${work}`,
        at: '2026-11-23T10:00:00.000Z',
        kind: 'mail',
        outcome,
      });
    harness.notifications.ended.push(
      told(1, 'ticket:run-1:team', 'accepted'),
      told(2, 'ticket:run-1:customer', 'refused'),
      told(3, 'approval:none', 'accepted'),
      deliveryNewsSchema.parse({ ...told(4, 'x', 'accepted'), requestId: 'of-somebody-else' }),
    );
    await server.conversation.drain();
    expect((await store.load('chat-1'))?.version).toBe(version + 1);
    expect(await figuresOf(server)).toMatchObject({ mail_delivery: 0.5, mails_refused: 1, mails_waiting: 0 });
    harness.notifications.ended.push(
      told(5, 'ticket:run-1:customer', 'accepted'),
      told(6, 'ticket:run-1:team', 'accepted'),
    );
    await server.conversation.drain();
    expect(await figuresOf(server)).toMatchObject({ mail_delivery: 1, mails_refused: 0 });
    expect((await store.load('chat-1'))?.version).toBe(version + 2);
    // An earlier release of notifications has no such news.
    harness.notifications.deliveryNews = async () => {
      throw new AppError('PROCEDURE_UNKNOWN', 'no such procedure');
    };
    await server.conversation.drain();
  });

  it('name nobody, say nothing, and stay when the chat goes', async () => {
    const database = await open();
    await using harness = await createHarness({ database });
    const server = await harness.replica(counting);
    await server.conversation.handleMessage(message('my printer at Elm Street 5 is broken'));
    await server.conversation.handleMessage(message('ticket'));
    await server.conversation.drain();
    const before = await figuresOf(server);
    const rows = JSON.stringify(await rowsOn(database));
    const canaries = ['ann', '@', 'example', 'elm', 'street', 'chat-1', 'v1', 'AB-', '101', '9101', 'event-'];
    for (const canary of canaries) expect(rows.toLowerCase()).not.toContain(canary.toLowerCase());
    harness.clock.advance(60 * 60_000);
    expect(await clientOf(server).deletePerson.mutate({ email: 'ann@firm.example' })).toMatchObject({
      removed: { conversations: 1 },
    });
    expect(await (await storeOn(database)).load('chat-1')).toBeNull();
    expect(JSON.stringify(await rowsOn(database))).toBe(rows);
    expect(await figuresOf(server)).toEqual(before);
  });

  it('are computed once however often a message comes, and by whichever replica', async () => {
    const database = await open();
    await using harness = await createHarness({ database });
    const [one, two] = [await harness.replica(), await harness.replica()];
    const said = message('ticket');
    await Promise.all([one, two, one, two].map(({ conversation }) => conversation.handleMessage(said)));
    await one.conversation.drain();
    expect(await factsOn(database, 'ticket')).toHaveLength(1);
    expect((await factsOn(database, 'run')).map(({ messages }) => messages)).toEqual([1]);
  });

  it('of chats of an earlier release are taken in as far as their records tell, and nothing else of them changes', async () => {
    const database = await open();
    await using harness = await createHarness({ database });
    const server = await harness.replica(counting);
    await server.conversation.handleMessage(message('ticket'));
    await server.conversation.drain();
    const before = await figuresOf(server);
    const store = await storeOn(database);
    const cipher = createRecordCipher(encryptionKeys);
    const stored = await store.load('chat-1');
    const { facts: _, ...record } = JSON.parse(cipher.open(stored?.sealed ?? '', recordName('chat-1')));
    // As a release without facts leaves it.
    const earlier = { ...record, id: 'chat-2', version: 1 };
    const sealed = cipher.seal(JSON.stringify(earlier), recordName('chat-2'));
    if (stored === null) throw new TypeError('no chat');
    await store.commit({ ...stored, id: 'chat-2', chatId: 'chat-2', version: 1, sealed }, null);
    await store.remove('chat-1');
    harness.clock.advance(86_400_000);
    server.start();
    await expect.poll(() => store.withoutFacts(5)).toEqual([]);
    await server.stop();
    const tickets = await factsOn(database, 'ticket');
    expect(tickets.map(({ at }) => at)).toEqual([tickets[0]?.at, tickets[0]?.at]);
    expect(tickets.find(({ createdS }) => createdS === null)).toMatchObject({
      state: 'created',
      workflow: 'printer_issues',
    });
    expect((await store.load('chat-2'))?.updatedAt).toBe(stored.updatedAt);
    expect(await figuresOf(server)).toMatchObject({ tickets: 2, runs: 2, ticket_success_5m: before.ticket_success_5m });
  });
});

describe('counting', () => {
  it('that fails costs no message, is told, and is made good later', async () => {
    await using harness = await createHarness();
    let isBroken = true;
    const engine = {
      ...fakeEngine,
      step: (...args: Parameters<typeof fakeEngine.step>) => {
        const step = fakeEngine.step(...args);
        if (!isBroken) return step;
        const state = { ...step.state };
        return { ...step, state: Object.defineProperty(state, 'holder', { get: () => fail(), enumerable: false }) };
      },
    };
    const metrics = createMetrics({ service: 'test' });
    const { conversation } = await harness.replica({ engine, metrics });
    const { replies } = await conversation.handleMessage(message('ticket'));
    expect(replies.join()).toContain('#101');
    expect(await metrics.registry.metrics()).toMatch(/acebuddy_facts_failed_total\{[^}]*\} [1-9]/);
    isBroken = false;
    await conversation.handleMessage(message('thanks'));
    expect(await factsOn(harness.database, 'ticket')).toMatchObject([{ workflow: 'printer_issues', state: 'created' }]);
  });

  it('is shown to Prometheus as it happens', async () => {
    await using harness = await createHarness();
    const metrics = createMetrics({ service: 'test' });
    const { conversation } = await harness.replica({ metrics });
    await conversation.handleMessage(message('ticket'));
    await conversation.drain();
    const shown = await metrics.registry.metrics();
    for (const line of [
      'acebuddy_runs_begun_total{service="test",workflow="printer_issues"} 1',
      'acebuddy_tickets_total{service="test",workflow="printer_issues",state="created"} 1',
      'acebuddy_mails_total{service="test",template="team_notice",outcome="due"} 1',
    ])
      expect(shown).toContain(line);
  });
});

describe('a report', () => {
  it.each([
    [{ from: '2026-11-02', to: '2026-11-01' }, 'after'],
    [{ from: '2020-01-01', to: '2026-11-01' }, '800 days'],
  ])('of %j says why there is none', async (input, why) => {
    await using harness = await createHarness();
    const server = await harness.replica(counting);
    await expect(figuresOf(server, input)).rejects.toThrow(why);
  });

  it('without days has today and the 29 before, in the zone of the business hours', async () => {
    await using harness = await createHarness();
    const server = await harness.replica(counting);
    const report = await clientOf(server).report.query({});
    expect(report).toMatchObject({ from: '2026-10-25', to: '2026-11-23', by: 'day', zone: 'America/Chicago' });
    expect(report.groups).toHaveLength(30);
    expect(report.definitions.map(({ id }) => id)).toEqual(Object.keys(report.total.figures));
  });
});

function fail(): never {
  throw new Error('broken');
}
