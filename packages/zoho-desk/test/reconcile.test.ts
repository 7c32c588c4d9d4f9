import { describe, expect, it } from 'vitest';
import type { DeskClientOptions, NewTicket } from '../src/index.ts';
import type { SimulatorOptions } from '../src/simulator/index.ts';
import { startDesk } from './harness/desk-under-test.ts';
import { createFakeClock } from './harness/fake-clock.ts';
import { unwrap } from './harness/results.ts';

const reference = 'AB-7K2M9QXD';
const minute = 60_000;

function ticketWith(parts: Partial<NewTicket> = {}): NewTicket {
  return {
    subject: 'Cannot log in',
    description: { text: `It says no.\n\nReference: ${reference}` },
    contact: { name: 'Carol Baker', email: 'carol@zylker.example' },
    cf: { cf_reference: reference },
    ...parts,
  };
}

async function setUp(simulator: SimulatorOptions = {}, client: Partial<DeskClientOptions> = {}) {
  const clock = createFakeClock();
  const world = await startDesk({ now: clock.now, ...simulator }, { clock, ...client });
  const { desk } = world;
  return {
    ...world,
    clock,
    /** Tickets of others, a tenth of a second apart. */
    async createOthers(count: number) {
      for (let other = 0; other < count; other += 1) {
        clock.advance(100);
        unwrap(await desk.createTicket(ticketWith({ cf: {}, description: { text: 'x' } })));
      }
    },
    /** What the list shows of the minutes around a time. */
    async listAround(time: number, minutes: number) {
      const since = new Date(time - minutes * minute).toISOString();
      const until = new Date(time + minutes * minute).toISOString();
      return unwrap(await desk.listCreatedIn({ since, until }));
    },
    pagesRead: () => world.simulator.stats().calls.listTickets?.calls ?? 0,
    [Symbol.asyncDispose]: () => world.simulator.close(),
  };
}

describe('the index, asked for a ticket whose create was not answered', () => {
  it('finds it by the custom field, in one call', async () => {
    await using world = await setUp();
    world.simulator.addFault({ kind: 'reset_after', operations: ['createTicket'], times: 1 });
    expect(await world.desk.createTicket(ticketWith())).toMatchObject({ ok: false, failure: { created: 'unknown' } });
    expect(unwrap(await world.desk.searchReference(reference))).toMatchObject({
      complete: true,
      tickets: [{ ticketNumber: '101' }],
    });
    expect(world.simulator.stats().calls).toMatchObject({ searchTickets: { calls: 1 } });
  });

  it('knows it only after its lag, and in a portal without the custom field by the description', async () => {
    await using world = await setUp({ customFields: [], settings: { indexLagMs: minute } }, { referenceField: null });
    unwrap(await world.desk.createTicket(ticketWith({ cf: {} })));
    expect(unwrap(await world.desk.searchReference(reference)).tickets).toEqual([]);
    world.clock.advance(minute);
    expect(unwrap(await world.desk.searchReference(reference)).tickets).toHaveLength(1);
  });

  it('finds a ticket whose reference field was left out by its description', async () => {
    await using world = await setUp();
    unwrap(await world.desk.createTicket(ticketWith({ cf: {} })));
    expect(unwrap(await world.desk.searchReference(reference)).tickets).toHaveLength(1);
  });

  it('is asked with _all where the portal refuses custom-field searches, which are tried only once', async () => {
    await using world = await setUp({ settings: { searchDialect: 'specification' } });
    unwrap(await world.desk.createTicket(ticketWith()));
    for (let twice = 0; twice < 2; twice += 1)
      expect(unwrap(await world.desk.searchReference(reference)).tickets).toHaveLength(1);
    expect(world.simulator.stats().calls.searchTickets).toEqual({ calls: 3, statuses: { 200: 2, 422: 1 } });
  });

  it('sees nothing new while it stands still', async () => {
    await using world = await setUp();
    const fault = world.simulator.addFault({ kind: 'index_lag' });
    await world.desk.createTicket(ticketWith());
    expect(unwrap(await world.desk.searchReference(reference))).toEqual({ tickets: [], complete: true });
    world.simulator.faults.remove(fault);
    expect(unwrap(await world.desk.searchReference(reference)).tickets).toHaveLength(1);
  });
});

describe('the list of a time in which a create was not answered', () => {
  it('shows it while the index is behind, in one call', async () => {
    await using world = await setUp({ settings: { indexLagMs: 3 * minute } });
    unwrap(await world.desk.createTicket(ticketWith()));
    expect(await world.listAround(world.clock.now(), 5)).toMatchObject({
      complete: true,
      tickets: [{ ticketNumber: '101' }],
    });
    expect(world.pagesRead()).toBe(1);
  });

  it('shows nothing of before and after, clocks a minute apart allowed for', async () => {
    await using world = await setUp();
    for (let n = 0; n < 5; n += 1) {
      unwrap(await world.desk.createTicket(ticketWith({ cf: {} })));
      world.clock.advance(2 * minute);
    }
    const third = world.clock.now() - 6 * minute;
    const { tickets } = await world.listAround(third, 0);
    expect(tickets.map(({ ticketNumber }) => ticketNumber)).toEqual(['103']);
  });

  it.each([0, 1] as const)('is read as far as it goes, whether pages start at %i', async (listBase) => {
    await using world = await setUp({ settings: { listBase } });
    const at = world.clock.now();
    unwrap(await world.desk.createTicket(ticketWith()));
    await world.createOthers(120);
    const { tickets, complete } = await world.listAround(at, 5);
    expect(complete).toBe(true);
    expect(new Set(tickets.map(({ ticketNumber }) => ticketNumber)).size).toBe(121);
    expect(world.pagesRead()).toBe(3);
  });

  it('is found below everything that was made since, by few calls', async () => {
    await using world = await setUp();
    await world.createOthers(60);
    const at = world.clock.now();
    unwrap(await world.desk.createTicket(ticketWith()));
    world.clock.advance(10 * minute);
    await world.createOthers(1_240);
    const { tickets, complete } = await world.listAround(at, 2);
    expect(complete).toBe(true);
    expect(tickets.map(({ ticketNumber }) => Number(ticketNumber)).sort()).toEqual(
      Array.from({ length: 61 }, (_, index) => 101 + index),
    );
    // 26 pages lie above it.
    expect(world.pagesRead()).toBeLessThanOrEqual(14);
  }, 30_000);

  it.each(['searchTickets', 'listTickets'] as const)('is no proof when %s fails', async (operation) => {
    await using world = await setUp();
    world.simulator.addFault({ kind: 'error_before', operations: [operation] });
    const now = new Date(world.clock.now()).toISOString();
    const look =
      operation === 'listTickets'
        ? world.desk.listCreatedIn({ since: now, until: now })
        : world.desk.searchReference(reference);
    expect(await look).toMatchObject({ ok: false, failure: { kind: 'unavailable' } });
  });
});
