import { conversationIdSchema } from '@acebuddy/contracts';
import { openDatabase } from '@acebuddy/storage';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createHarness, request } from './harness.ts';
import { createSimulatedHarness } from './simulated-harness.ts';

const chatId = conversationIdSchema.parse('salesiq.1892000000042001');
const requestId = `${chatId}#ticket:run-1`;

async function openStore() {
  const database = await openDatabase({ sqliteFile: ':memory:', name: 'ticketing' });
  onTestFinished(() => database.close());
  return database;
}

describe('work on Desk for one chat', () => {
  it('is told with every call it took, also after a restart, and holds nobody’s words', async () => {
    const harness = await createSimulatedHarness();
    const database = await openStore();
    const first = await harness.replica(database);
    await first.client.createTicket.mutate(request({ requestId, waitMs: 0 }));
    await first.client.createTicket.mutate(request({ requestId: 'salesiq.18#ticket:run-9', reference: 'AB-7K2M9QXE' }));
    await first.ticketing.drain();
    const { client } = await harness.replica(database);
    const { items } = await client.workOf.query({ conversationId: chatId });
    expect(items).toMatchObject([
      {
        requestId,
        kind: 'create',
        state: 'done',
        ticketNumber: expect.stringMatching(/\d+/),
        calls: [{ method: 'POST', path: '/tickets', status: 200, outcome: 'ok' }],
      },
      {
        requestId,
        kind: 'comment',
        state: 'done',
        calls: [{ method: 'POST', path: '/tickets/{id}/comments', status: 200, outcome: 'ok' }],
      },
    ]);
    expect(JSON.stringify(items)).not.toMatch(/carol|zylker|password/i);
    expect(await client.workOf.query({ conversationId: conversationIdSchema.parse('salesiq.1') })).toEqual({
      items: [],
    });
  });

  it('shows a lost answer, the looks for its effect, and what was found', async () => {
    const harness = await createSimulatedHarness();
    const replica = await harness.replica(await openStore());
    harness.simulator.addFault({ kind: 'reset_after', operations: ['createTicket'], times: 1 });
    await replica.client.createTicket.mutate(request({ requestId, waitMs: 0 }));
    await replica.ticketing.drain();
    const early = (await replica.client.workOf.query({ conversationId: chatId })).items[0];
    expect(early).toMatchObject({
      state: 'unknown',
      calls: [{ path: '/tickets', status: null, outcome: 'no_answer' }],
    });
    await harness.pass(replica, 10_000, 5_000);
    const [create] = (await replica.client.workOf.query({ conversationId: chatId })).items;
    expect(create?.state).toBe('done');
    expect(create?.calls.slice(0, 2)).toMatchObject([
      { method: 'POST', path: '/tickets', status: null, outcome: 'no_answer' },
      { method: 'GET', path: '/tickets', status: 200, outcome: 'ok' },
    ]);
    expect(harness.simulator.tickets()).toHaveLength(1);
  });

  it('says that a refusal was one, and how often it was tried', async () => {
    const harness = await createSimulatedHarness();
    const replica = await harness.replica(await openStore());
    harness.simulator.addFault({ kind: 'mandatory_field', operations: ['createTicket'] });
    await replica.client.createTicket.mutate(request({ requestId, waitMs: 0 }));
    await replica.ticketing.drain();
    const [create] = (await replica.client.workOf.query({ conversationId: chatId })).items;
    expect(create?.calls[0]).toMatchObject({ method: 'POST', path: '/tickets', status: 422, outcome: 'refused' });
  });
});

describe('how Desk stands', () => {
  it('is known from the calls that were made', async () => {
    const harness = await createSimulatedHarness();
    const { client, ticketing } = await harness.replica(await openStore());
    expect(await client.standing.query()).toMatchObject({ tokenOk: null, creditsLeft: null, waiting: 0 });
    await client.createTicket.mutate(request({ requestId, waitMs: 0 }));
    await ticketing.drain();
    expect(await client.standing.query()).toEqual({
      tokenOk: true,
      creditsLeft: expect.any(Number),
      creditsOf: null,
      concurrency: 4,
      waiting: 0,
      oldestWaitingMs: 0,
    });
    expect(await client.attention.query()).toEqual({ items: [] });
  });

  it('names a refused token and what was given up', async () => {
    const harness = await createHarness();
    harness.desk.failAlways('createTicket', { kind: 'rejected', when: 'before' });
    await harness.ticketing.createTicket(request({ requestId }));
    await harness.ticketing.drain();
    harness.desk.seen = { ...harness.desk.seen, tokenOk: false, creditsLeft: 1_999 };
    expect(await harness.ticketing.attention()).toEqual([
      { kind: 'dead_letters', count: 1, oldestAt: '2026-11-23T09:00:00.000Z', detail: null },
      { kind: 'desk_trouble', count: 2, oldestAt: null, detail: expect.stringMatching(/token.*1999 API credits/) },
    ]);
  });

  it('is trouble after five minutes of silence while something waits, and not before', async () => {
    const harness = await createHarness();
    harness.desk.failAlways('createTicket', { kind: 'not_sent', when: 'before' });
    await harness.ticketing.createTicket(request({ requestId }));
    await harness.ticketing.drain();
    const since = harness.clock.now().getTime();
    harness.desk.seen = { ...harness.desk.seen, silence: { since, lastAt: since } };
    harness.clock.advance(300_000);
    expect(await harness.ticketing.attention()).toEqual([]);
    harness.clock.advance(1_000);
    expect(await harness.ticketing.attention()).toEqual([
      {
        kind: 'desk_trouble',
        count: 1,
        oldestAt: '2026-11-23T09:00:00.000Z',
        detail: expect.stringContaining('has not answered for 5 minutes'),
      },
    ]);
  });

  it('is no trouble after one lost call in a quiet hour', async () => {
    const { ticketing, desk, clock } = await createHarness();
    const since = clock.now().getTime() - 3_600_000;
    desk.seen = { ...desk.seen, silence: { since, lastAt: since + 12_000 } };
    expect(await ticketing.attention()).toEqual([]);
    desk.seen = { ...desk.seen, silence: { since, lastAt: since + 1_800_000 } };
    expect(await ticketing.attention()).toMatchObject([{ kind: 'desk_trouble' }]);
  });

  it('tells until when used-up credits hold all work up', async () => {
    const { ticketing, desk } = await createHarness();
    desk.seen = { ...desk.seen, pausedUntil: Date.parse('2026-11-24T00:00:00.000Z'), creditsLeft: 0 };
    expect(await ticketing.attention()).toMatchObject([
      { count: 1, detail: expect.stringContaining('2026-11-24T00:00') },
    ]);
  });
});
