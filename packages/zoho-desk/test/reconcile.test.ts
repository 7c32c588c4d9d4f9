import { describe, expect, it } from 'vitest';
import type { DeskClientOptions, NewTicket } from '../src/index.ts';
import type { SimulatorOptions } from '../src/simulator/index.ts';
import { startDesk } from './harness/desk-under-test.ts';
import { createFakeClock } from './harness/fake-clock.ts';
import { unwrap } from './harness/results.ts';

const reference = 'AB-7K2M9QXD';
const email = 'carol@zylker.example';

function ticketWith(parts: Partial<NewTicket> = {}): NewTicket {
  return {
    subject: 'Cannot log in',
    description: { text: `It says no.\n\nReference: ${reference}` },
    contact: { name: 'Carol Baker', email },
    cf: { cf_reference: reference },
    ...parts,
  };
}

async function setUp(simulator: SimulatorOptions = {}, client: Partial<DeskClientOptions> = {}) {
  const clock = createFakeClock();
  const world = await startDesk({ now: clock.now, ...simulator }, { clock, ...client });
  const hint = { createdAfter: new Date(clock.now()).toISOString(), contactEmail: email };
  return {
    ...world,
    clock,
    hint,
    find: (ref = reference) => world.desk.findByReference(ref, hint),
    [Symbol.asyncDispose]: () => world.simulator.close(),
  };
}

describe('looking for a ticket whose create was not answered', () => {
  it('finds it by the custom field when the index knows it, in one call', async () => {
    await using world = await setUp();
    world.simulator.addFault({ kind: 'reset_after', operations: ['createTicket'], times: 1 });
    expect(await world.desk.createTicket(ticketWith())).toMatchObject({ ok: false, failure: { created: 'unknown' } });
    expect(unwrap(await world.find())).toMatchObject({
      found: true,
      evidence: 'index',
      ticket: { ticketNumber: '101' },
      others: [],
    });
    expect(world.simulator.stats().calls).toMatchObject({ searchTickets: { calls: 1 } });
    expect(world.simulator.stats().calls.listTickets).toBeUndefined();
  });

  it('finds it in the list while the index is behind', async () => {
    await using world = await setUp({ settings: { indexLagMs: 180_000 } });
    await world.desk.createTicket(ticketWith());
    expect(unwrap(await world.find())).toMatchObject({
      found: true,
      evidence: 'list',
      ticket: { ticketNumber: '101' },
    });
    world.clock.advance(180_000);
    expect(unwrap(await world.find())).toMatchObject({ found: true, evidence: 'index' });
  });

  it('says that it is absent by the list, not only by an index that knows nothing', async () => {
    await using world = await setUp();
    await world.desk.createTicket(ticketWith({ cf: {}, description: { text: 'another one' } }));
    expect(unwrap(await world.find())).toEqual({ found: false, evidence: 'list' });
  });

  it('finds it by the description in a portal without the custom field', async () => {
    await using world = await setUp({ customFields: [], settings: { indexLagMs: 60_000 } }, { referenceField: null });
    await world.desk.createTicket(ticketWith({ cf: {} }));
    expect(unwrap(await world.find())).toMatchObject({ found: true, evidence: 'list' });
    world.clock.advance(60_000);
    expect(unwrap(await world.find())).toMatchObject({ found: true, evidence: 'index' });
  });

  it('does not take a ticket for its own that quotes the reference further up', async () => {
    await using world = await setUp();
    const quoting = `The customer asked about Reference: ${reference}.\n${'More text. '.repeat(60)}`;
    await world.desk.createTicket(ticketWith({ cf: {}, description: { text: quoting } }));
    expect(unwrap(await world.find())).toMatchObject({ found: false });
  });

  it('uses _all where the portal refuses custom-field searches, and asks for them only once', async () => {
    await using world = await setUp({ settings: { searchDialect: 'specification' } });
    await world.desk.createTicket(ticketWith());
    expect(unwrap(await world.find())).toMatchObject({ found: true, evidence: 'index' });
    expect(unwrap(await world.find())).toMatchObject({ found: true, evidence: 'index' });
    expect(world.simulator.stats().calls.searchTickets).toEqual({ calls: 3, statuses: { 200: 2, 422: 1 } });
  });

  it('reports all of several, the lowest number first', async () => {
    await using world = await setUp();
    await world.desk.createTicket(ticketWith());
    await world.desk.createTicket(ticketWith());
    expect(unwrap(await world.find())).toMatchObject({
      found: true,
      ticket: { ticketNumber: '101' },
      others: [{ ticketNumber: '102' }],
    });
  });

  it.each([0, 1] as const)('finds it far down a busy list, whether pages start at %i', async (listBase) => {
    await using world = await setUp({ settings: { indexLagMs: 3_600_000, listBase } });
    await world.desk.createTicket(ticketWith());
    for (let other = 0; other < 120; other += 1) {
      world.clock.advance(10);
      await world.desk.createTicket(
        ticketWith({
          cf: {},
          description: { text: 'x' },
          contact: { name: 'O', email: `other${other}@zylker.example` },
        }),
      );
    }
    expect(unwrap(await world.find())).toMatchObject({
      found: true,
      evidence: 'list',
      ticket: { ticketNumber: '101' },
    });
  });

  it('calls nothing proven when too many tickets could be the one', async () => {
    await using world = await setUp({ settings: { indexLagMs: 3_600_000 } });
    for (let other = 0; other < 30; other += 1) {
      await world.desk.createTicket(ticketWith({ cf: {}, description: { text: 'x' } }));
    }
    expect(unwrap(await world.find())).toEqual({ found: false, evidence: 'index' });
  });

  it('does not look at tickets from before the first attempt', async () => {
    await using world = await setUp({ settings: { indexLagMs: 3_600_000 } });
    await world.desk.createTicket(ticketWith({ cf: {} }));
    world.clock.advance(600_000);
    const hint = { createdAfter: new Date(world.clock.now()).toISOString() };
    expect(unwrap(await world.desk.findByReference(reference, hint))).toEqual({ found: false, evidence: 'list' });
    expect(world.simulator.stats().calls.getTicket).toBeUndefined();
  });

  it.each(['searchTickets', 'listTickets', 'getTicket'])(
    'fails, rather than calling it absent, when %s fails',
    async (operation) => {
      await using world = await setUp({ settings: { indexLagMs: 3_600_000 } });
      await world.desk.createTicket(ticketWith());
      world.simulator.addFault({ kind: 'error_before', operations: [operation] });
      expect(await world.find()).toMatchObject({ ok: false, failure: { kind: 'unavailable' } });
    },
  );

  it('sees nothing new in an index that stands still', async () => {
    await using world = await setUp();
    const fault = world.simulator.addFault({ kind: 'index_lag' });
    await world.desk.createTicket(ticketWith());
    expect(unwrap(await world.desk.searchReference(reference))).toEqual({ tickets: [], complete: true });
    world.simulator.faults.remove(fault);
    expect(unwrap(await world.desk.searchReference(reference)).tickets).toHaveLength(1);
  });
});

describe('looking for a comment whose create was not answered', () => {
  it('finds it by its marker, also behind a page of others', async () => {
    await using world = await setUp();
    const { id } = unwrap(await world.desk.createTicket(ticketWith()));
    world.simulator.addFault({ kind: 'reset_after', operations: ['createComment'], times: 1 });
    const comment = { content: 'Chat transcript\n\n[ref:abc 1/1]', isPublic: true };
    expect(await world.desk.createComment(id, comment)).toMatchObject({ ok: false, failure: { created: 'unknown' } });
    for (let other = 0; other < 130; other += 1) {
      world.simulator.agentComments(id, `Other ${other}`, false);
    }
    expect(unwrap(await world.desk.findCommentByMarker(id, '[ref:abc 1/1]'))).toMatchObject({
      content: comment.content,
      isPublic: true,
      contentType: 'plainText',
    });
    expect(unwrap(await world.desk.findCommentByMarker(id, '[ref:abc 2/2]'))).toBeNull();
  });
});
