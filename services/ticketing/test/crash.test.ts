import { describeStores } from '@acebuddy/testkit';
import { expect, it } from 'vitest';
import { openStores } from '../src/adapters/open-stores.ts';
import { change, createHarness, type Harness, request, testCipher } from './harness.ts';
import { createMortal, type Death } from './mortal.ts';

const input = request({ transcript: [...request().transcript], draft: { ...request().draft, tags: ['chatbot'] } });
// As a conversation names its work: what it asked for itself is no news to it.
const closing = change({ requestId: 'chat-1#status:1', change: { kind: 'status', status: 'Closed' } });
const horizonMs = 3 * 3_600_000;

/** Ask for a ticket and a status change, and do all the work: what a replica does for one chat. */
async function serve(replica: Harness['ticketing']): Promise<void> {
  await replica.createTicket(input);
  await replica.changeTicket(closing);
  await replica.drain();
}

/** The surviving replica is asked the same again and works until nothing is left to do. */
async function survive(harness: Harness): Promise<void> {
  await serve(harness.ticketing);
  for (let passed = 0; passed < horizonMs; ) {
    const dueInMs = await harness.ledger.nextDueInMs(harness.clock.now().getTime());
    if (dueInMs === null) return;
    const stepMs = Math.max(1, dueInMs);
    harness.clock.advance(stepMs);
    passed += stepMs;
    await harness.ticketing.drain();
  }
  throw new Error('work is left over');
}

function expectExactlyOnce(harness: Harness, cause: string | null): void {
  const tickets = harness.desk.tickets();
  expect(tickets, `tickets after ${cause}`).toHaveLength(1);
  const { comments, tags } = harness.desk.ticket(tickets[0]?.id ?? '');
  expect(
    comments.map(({ content }) => content.split('\n')[0]),
    `comments after ${cause}`,
  ).toEqual(['Chat transcript']);
  expect([...tags], `tags after ${cause}`).toEqual(['chatbot']);
  expect(tickets[0]?.status, `status after ${cause}`).toBe('Closed');
}

describeStores('a request for a ticket, on a store', (open) => {
  const openHarness = async (): Promise<Harness> => {
    const database = await open();
    const now = () => new Date('2026-11-23T09:00:00.000Z');
    const stores = await openStores({ database, cipher: testCipher, now });
    return createHarness({ stores, config: { tags: true } });
  };

  /** How many calls a replica makes when nothing happens to it. */
  const countCalls = async (): Promise<number> => {
    const harness = await openHarness();
    const mortal = createMortal({ ...harness, desk: harness.desk }, 0, 'before');
    await serve(harness.replica(mortal.ports));
    expectExactlyOnce(harness, 'no fault');
    return mortal.calls();
  };

  for (const death of ['before', 'after'] as const satisfies readonly Death[]) {
    it(`is served exactly once when the process is killed ${death} any of its calls`, async () => {
      const calls = await countCalls();
      const causes: (string | null)[] = [];
      for (let nth = 1; nth <= calls; nth += 1) {
        const harness = await openHarness();
        const mortal = createMortal({ ...harness, desk: harness.desk }, nth, death);
        void serve(harness.replica(mortal.ports));
        await mortal.died;
        await survive(harness);
        expectExactlyOnce(harness, mortal.cause());
        const news = await harness.feed.read(0, 10);
        expect(
          news.map(({ news: { kind } }) => kind),
          `news after ${mortal.cause()}`,
        ).toEqual(['created']);
        causes.push(mortal.cause());
      }
      expect(causes).toContain(`desk.createTicket (${death})`);
      expect(causes).toContain(`ledger.saveStep (${death})`);
      expect(causes.length).toBeGreaterThan(20);
    }, 120_000);
  }

  it('is served exactly once when the process stalls at any call and goes on long after it lost its lease', async () => {
    const calls = await countCalls();
    for (let nth = 1; nth <= calls; nth += 1) {
      const harness = await openHarness();
      const mortal = createMortal({ ...harness, desk: harness.desk }, nth, 'after');
      const stalled = serve(harness.replica(mortal.ports));
      await mortal.died;
      await survive(harness);
      mortal.resume();
      await stalled;
      await survive(harness);
      expectExactlyOnce(harness, mortal.cause());
    }
  }, 120_000);

  it('is served exactly once when a stalled process wakes up while its successor is still looking', async () => {
    const harness = await openHarness();
    const order = await createCallIndex(openHarness);
    const mortal = createMortal({ ...harness, desk: harness.desk }, order.createTicket, 'after');
    const stalled = serve(harness.replica(mortal.ports));
    await mortal.died;
    expect(mortal.cause()).toBe('desk.createTicket (after)');
    // The lists and the index do not show it: only the stalled process knows its number.
    harness.desk.hideTicketsForMs = horizonMs;
    harness.clock.advance(70_000);
    await harness.ticketing.drain();
    expect((await harness.ticketing.createTicket(input)).outcome).toBe('pending');
    mortal.resume();
    await stalled;
    await survive(harness);
    expectExactlyOnce(harness, mortal.cause());
  });
});

it('holds its work for half a minute after its death, no longer', async () => {
  const order = await createCallIndex(createHarness);
  const harness = await createHarness();
  const mortal = createMortal({ ...harness, desk: harness.desk }, order.createTicket, 'after');
  void serve(harness.replica(mortal.ports));
  await mortal.died;
  harness.clock.advance(29_000);
  await harness.ticketing.drain();
  expect(harness.desk.callsOf('listCreatedIn')).toBe(0);
  harness.clock.advance(1_000);
  await harness.ticketing.drain();
  expect(harness.desk.callsOf('listCreatedIn')).toBe(1);
});

/** The number of the call that creates the ticket. */
async function createCallIndex(openHarness: () => Promise<Harness>): Promise<{ createTicket: number }> {
  for (let nth = 1; ; nth += 1) {
    const harness = await openHarness();
    const mortal = createMortal({ ...harness, desk: harness.desk }, nth, 'before');
    void serve(harness.replica(mortal.ports));
    await mortal.died;
    if (mortal.cause()?.startsWith('desk.createTicket') === true) return { createTicket: nth };
  }
}
