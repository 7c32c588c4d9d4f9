import type { Audit } from '@acebuddy/audit';
import { describeStores } from '@acebuddy/testkit';
import { describe, expect, it } from 'vitest';
import { openStores, type TicketingStores } from '../src/adapters/open-stores.ts';
import type { Ticketing } from '../src/ticketing.ts';
import { change, createClock, createHarness, type Harness, request, testCipher } from './harness.ts';

const minute = 60_000;
const call = change({
  requestId: 'chat-1#r1:call',
  change: {
    kind: 'call',
    subject: 'Call Carol',
    phone: '1 888 900 9646',
    startsAt: '2026-11-23T10:00:00.000Z',
    description: 'About the password',
  },
});

/** All that one chat has done to Desk. */
async function serve(ticketing: Ticketing): Promise<void> {
  await ticketing.createTicket(request());
  await ticketing.changeTicket(change());
  await ticketing.changeTicket(call);
  await ticketing.drain();
}

describeStores('a store that was put back from a backup', (open) => {
  const openAll = async (): Promise<TicketingStores> =>
    openStores({ database: await open(), cipher: testCipher, now: createClock().now });

  /** A store that is ten minutes old, beside a Desk that went on. */
  async function restored(how: 'marked' | 'unmarked', before: (ticketing: Ticketing) => Promise<void> = serve) {
    const [lost, backup] = [await openAll(), await openAll()];
    const harness = await createHarness({ stores: lost });
    const { now } = harness.clock;
    await backup.gapStore.pulse.beat(now().getTime());
    const takenAt = now().getTime();
    harness.clock.advance(3 * minute);
    await before(harness.ticketing);
    harness.clock.advance(7 * minute);
    if (how === 'marked') await backup.gapStore.marks.add({ id: 'mark-1', from: takenAt, at: now().getTime() });
    const ticketing = harness.replica(backup);
    await ticketing.begin();
    return { harness, backup, ticketing };
  }

  async function pass({ harness, ticketing }: { harness: Harness; ticketing: Ticketing }, ms: number): Promise<void> {
    for (let passed = 0; passed < ms; passed += 5_000) {
      harness.clock.advance(5_000);
      await ticketing.drain();
    }
  }

  for (const how of ['marked', 'unmarked'] as const)
    it(`makes no second ticket, comment or call of what was done since (${how})`, async () => {
      const world = await restored(how);
      await serve(world.ticketing);
      await pass(world, 10 * minute);
      expect(world.harness.desk.tickets()).toHaveLength(1);
      const { comments, calls } = world.harness.desk.ticket(world.harness.desk.tickets()[0]?.id ?? '');
      expect(comments).toHaveLength(2);
      expect(calls).toHaveLength(1);
      expect(await world.ticketing.createTicket(request())).toMatchObject({ outcome: 'created' });
      expect((await world.backup.ledger.counts(0)).byState).toEqual({});
    });

  it('does what was not done, as soon as Desk surely would show it', async () => {
    const world = await restored('marked');
    const other = request({ requestId: 'chat-2/run-1', reference: 'AB-9K2M9QXD' as never });
    await world.ticketing.createTicket(other);
    await world.ticketing.drain();
    expect(world.harness.desk.tickets()).toHaveLength(1);
    await pass(world, 6 * minute);
    expect(world.harness.desk.tickets()).toHaveLength(2);
  });

  it('writes what it says now, although something else was said under the same name', async () => {
    const world = await restored('marked');
    await world.ticketing.createTicket(request());
    await world.ticketing.changeTicket(change({ change: { kind: 'comment', text: 'Another note', isPublic: false } }));
    await pass(world, 7 * minute);
    const [ticket] = world.harness.desk.tickets();
    const { comments } = world.harness.desk.ticket(ticket?.id ?? '');
    expect(comments.filter(({ content }) => content.includes('note'))).toHaveLength(2);
  });

  it('finds what a call of before the backup had done when it was repeated', async () => {
    const world = await restored('marked', async (lost) => {
      await lost.createTicket(request());
      await lost.drain();
    });
    // As the backup shows it: a worker was in the middle of the call.
    const { ledger } = world.backup;
    const at = world.harness.clock.now().getTime();
    const takenAt = at - 10 * minute;
    const { requestId, reference, draft } = request();
    const step = {
      id: `ticket:${requestId}/create`,
      foreground: false,
      payload: { kind: 'create', reference, draft },
    } as const;
    await ledger.addRequest(`ticket:${requestId}`, requestId, [step], takenAt);
    const [claim] = await ledger.claim({ owner: 'dead', leaseMs: 1, limit: 1, now: takenAt });
    if (claim?.step == null) throw new TypeError('the step must be claimed');
    const progress = { ...claim.step.progress, sentAt: takenAt, firstSentAt: takenAt };
    await ledger.saveStep(claim, { state: 'sending', progress, at: takenAt });
    await pass(world, 20 * minute);
    expect(world.harness.desk.tickets()).toHaveLength(1);
    expect(await world.ticketing.createTicket(request())).toMatchObject({ outcome: 'created' });
  });

  describe('tickets that it does not know', () => {
    it('are listed until a request comes that made them', async () => {
      const world = await restored('marked');
      await pass(world, 6 * minute);
      const numbers = async () =>
        (await world.ticketing.strays()).flatMap(({ tickets }) => tickets.map(({ reference }) => reference));
      expect(await numbers()).toEqual([request().reference]);
      const [attention] = await world.ticketing.attention();
      expect(attention).toMatchObject({ kind: 'unknown_tickets', count: 1 });
      await serve(world.ticketing);
      await pass(world, minute);
      expect(await numbers()).toEqual([]);
      expect(await world.ticketing.attention()).toEqual([]);
    });

    it('are not looked for by later requests any more', async () => {
      const world = await restored('marked');
      await pass(world, 6 * minute);
      const before = world.harness.desk.callsOf('listCreatedIn');
      await world.ticketing.createTicket(request({ requestId: 'chat-2/run-1', reference: 'AB-9K2M9QXD' as never }));
      await world.ticketing.drain();
      expect(world.harness.desk.tickets()).toHaveLength(2);
      expect(world.harness.desk.callsOf('listCreatedIn')).toBe(before);
    });
  });

  it('looks through Desk less and less often while that fails, and at once where it does not', async () => {
    const world = await restored('marked');
    const looks = () => world.harness.desk.callsOf('listCreatedIn');
    for (let failures = 0; failures < 5; failures += 1)
      world.harness.desk.failNext('listCreatedIn', { kind: 'misconfigured', when: 'before' });
    await pass(world, 20 * minute);
    // After 330 s, and then 1, 3 and 7 minutes later; the next one is due 15 minutes after the first.
    expect(looks()).toBe(4);
    await pass(world, 30 * minute);
    expect(looks()).toBe(6);
    expect(await world.ticketing.strays()).toMatchObject([{ gap: { trouble: null }, tickets: [{}] }]);
  });

  it('writes the restore into the trail once', async () => {
    const recorded: string[] = [];
    const audit = { record: async ({ kind, key }) => void recorded.push(`${kind} ${key}`) } satisfies Pick<
      Audit,
      'record'
    >;
    const world = await restored('marked');
    const again = world.harness.replica({ ...world.backup, audit });
    await again.begin();
    expect(recorded).toEqual([]);
    await world.backup.gapStore.marks.add({ id: 'mark-2', from: 0, at: 1 });
    await again.begin();
    expect(recorded).toEqual(['store_restored restored:mark-2']);
  });

  it('is told from a store that only rested by what Desk shows', async () => {
    const store = await openAll();
    const harness = await createHarness({ stores: store });
    const first = harness.replica(store);
    await first.begin();
    await serve(first);
    await first.stop();
    harness.clock.advance(10 * minute);
    const second = harness.replica(store);
    await second.begin();
    harness.clock.advance(5_000);
    await second.drain();
    expect(await second.strays()).toEqual([]);
    expect((await store.gapStore.gaps.load())?.state).toEqual([]);
  });
});
