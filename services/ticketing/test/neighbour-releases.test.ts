import { describeStores } from '@acebuddy/testkit';
import { expect, it, vi } from 'vitest';
import { openStores } from '../src/adapters/open-stores.ts';
import { noMetrics } from '../src/domain/ticketing-metrics.ts';
import type { Claim, NewStep } from '../src/ports.ts';
import { change, createHarness, request, testCipher } from './harness.ts';

/** As a newer release writes it; this one knows no such thing. */
const newer = (id: string, payload: object): NewStep => ({ id, foreground: false, payload: payload as never });
const merge = { kind: 'merge', into: '1892000000042001', why: 'asked by carol@zylker.example' };

describeStores('ticketing beside a newer release', (open) => {
  async function start() {
    const stores = await openStores({ database: await open(), cipher: testCipher, now: () => harness.clock.now() });
    const harness = await createHarness({ stores });
    return { ...harness, ticketing: harness.ticketing };
  }
  const withTicket = async () => {
    const harness = await start();
    await harness.ticketing.createTicket(request());
    await harness.ticketing.drain();
    return { ...harness, ticketId: harness.desk.tickets()[0]?.id ?? '' };
  };
  const inTrouble = async ({ ticketing }: Awaited<ReturnType<typeof start>>) =>
    (await ticketing.listOutbox({ limit: 10, which: 'dead' })).items;

  it('parks a step of an unknown kind, does what comes after it, and gives it to the newer one', async () => {
    const harness = await withTicket();
    const { ledger, clock, ticketing, ticketId } = harness;
    const parked = vi.fn();
    const observed = harness.replica({ metrics: { ...noMetrics, parked } });
    const place = { laneId: 'ticket:chat-1/run-1', requestId: 'chat-1/run-1' };
    await ledger.addStep(newer('change:merge', merge), place, clock.now().getTime());
    await ticketing.changeTicket(change());
    await observed.drain();
    expect(await inTrouble(harness)).toMatchObject([
      { id: 'change:merge', kind: 'merge', status: 'parked', lastError: expect.stringContaining('newer release') },
    ]);
    await harness.pass(61_000, 61_000);
    expect(harness.desk.ticket(ticketId).comments.some(({ content }) => content.includes('A note'))).toBe(true);
    // Looked at once a minute, and never given up.
    parked.mockClear();
    for (let minutes = 0; minutes < 60; minutes += 1) {
      clock.advance(60_000);
      for (let looks = 0; looks < 5; looks += 1) await observed.drain();
    }
    expect(parked.mock.calls.length).toBeLessThanOrEqual(61);
    await harness.pass(100 * 3_600_000, 3_600_000);
    expect(await inTrouble(harness)).toMatchObject([{ id: 'change:merge', status: 'parked' }]);

    clock.advance(61_000);
    const [claim] = await ledger.claim({ owner: 'newer', leaseMs: 60_000, limit: 1, now: clock.now().getTime() });
    expect(claim?.step).toMatchObject({ id: 'change:merge', foreign: merge, state: 'queued' });
    await finish(harness, claim);
    expect(await inTrouble(harness)).toEqual([]);
  });

  const finish = async ({ ledger, clock }: Awaited<ReturnType<typeof start>>, claim: Claim | undefined) => {
    if (claim?.step == null) throw new Error('nothing to finish');
    const at = clock.now().getTime();
    await ledger.saveStep(claim, { state: 'done', progress: claim.step.progress, result: {}, at });
    await ledger.release(claim, { remove: true, dueAt: null }, at);
  };

  it('does other tickets while one step is in a state that it does not know', async () => {
    const harness = await withTicket();
    const { ledger, clock, ticketing } = harness;
    await ledger.addStep(newer('change:x', { kind: 'status', status: 'Open' }), { laneId: 'desk:1', ticketId: '1' }, 0);
    const now = clock.now().getTime();
    const [claim] = await ledger.claim({ owner: 'newer', leaseMs: 60_000, limit: 1, now });
    if (claim?.step == null) throw new Error('nothing claimed');
    await ledger.saveStep(claim, { state: 'paused' as never, progress: claim.step.progress, at: now });
    await ledger.release(claim, { remove: false, dueAt: now }, now);
    await ticketing.createTicket(request({ requestId: 'chat-2/run-1', reference: 'AB-7K2M9QXE' }));
    await ticketing.drain();
    expect(harness.desk.tickets()).toHaveLength(2);
    expect(await ledger.step('change:x')).toMatchObject({ state: 'paused' });
    expect(await inTrouble(harness)).toMatchObject([{ id: 'change:x', status: 'parked' }]);
  });

  it('makes no ticket that would be another one than was asked for', async () => {
    const harness = await start();
    const { ledger, ticketing, clock } = harness;
    const { reference, draft } = request();
    const draftOfLater = { ...draft, status: 'Waiting for Vendor', urgency: 3 };
    const step = newer('ticket:r/create', { kind: 'create', reference, draft: draftOfLater });
    await ledger.addRequest('ticket:r', 'r', [step], clock.now().getTime());
    await ticketing.drain();
    await harness.pass(100 * 3_600_000, 3_600_000);
    expect(harness.desk.tickets()).toEqual([]);
    expect(await ticketing.createTicket(request({ requestId: 'r' }))).toMatchObject({ outcome: 'pending' });
    expect((await ledger.step('ticket:r/create'))?.foreign).toMatchObject({ draft: draftOfLater });
  });

  it('lets a person drop what is parked, and goes on', async () => {
    const harness = await withTicket();
    const { ledger, clock, ticketing, ticketId } = harness;
    const place = { laneId: 'ticket:chat-1/run-1', requestId: 'chat-1/run-1' };
    await ledger.addStep(newer('change:merge', merge), place, clock.now().getTime());
    await ticketing.drain();
    await ticketing.discardOutbox('change:merge', 'merged by hand');
    await ticketing.changeTicket(change());
    await harness.pass(61_000, 61_000);
    expect(await inTrouble(harness)).toEqual([]);
    expect(harness.desk.ticket(ticketId).comments.some(({ content }) => content.includes('A note'))).toBe(true);
  });

  it('keeps what it does not know of a step, of what was observed, and of a watched ticket', async () => {
    const harness = await withTicket();
    const { ledger, watches, clock, ticketing, ticketId } = harness;
    await ticketing.changeTicket(change());
    const now = clock.now().getTime();
    const [claim] = await ledger.claim({ owner: 'newer', leaseMs: 1, limit: 1, now });
    if (claim?.step == null) throw new Error('nothing claimed');
    const progress = { ...claim.step.progress, budget: { left: 2 } };
    await ledger.saveStep(claim, { state: 'queued', progress, at: now });
    await ledger.observe(claim.step.id, { kind: 'merged', into: '7' } as never);
    await ledger.release(claim, { remove: false, dueAt: now }, now);
    const [watch] = await watches.known([ticketId]);
    if (watch === undefined) throw new Error('not watched');
    await watches.forget(() => true);
    await watches.add({ ...watch, sla: { breachedAt: 9 } } as never, now);
    await harness.pass(60_000);
    expect(await ledger.step(claim.step.id)).toMatchObject({
      state: 'done',
      progress: { budget: { left: 2 }, part: 1 },
      observations: [{ kind: 'merged', into: '7' }],
    });
    expect(await watches.get(ticketId)).toMatchObject({ sla: { breachedAt: 9 }, looks: expect.any(Number) });
    expect((await watches.get(ticketId))?.looks).toBeGreaterThan(watch.looks);
  });

  it('passes on news of an unknown kind whole, and erases their words with the person', async () => {
    const { feed, ticketing, ticketId } = await withTicket();
    const news = { kind: 'merged', into: '7', note: 'for Carol' };
    const at = '2026-11-23T09:00:00.000Z';
    await feed.append({ key: 'merged:1', ticketId, requestId: 'chat-1#ticket:run-1', at, news: news as never });
    const read = async () => (await ticketing.news({ after: 1, limit: 10 })).items;
    expect(await read()).toMatchObject([{ seq: 2, news }]);
    await ticketing.deletePerson({ email: 'carol@zylker.example', conversations: ['chat-1' as never] });
    expect(JSON.stringify(await read())).not.toContain('for Carol');
    expect(await read()).toHaveLength(1);
  });

  it('finds a person in work that it does not understand', async () => {
    const { ledger, ticketing, clock } = await withTicket();
    await ledger.addStep(newer('change:z', merge), { laneId: 'desk:1', ticketId: '1' }, clock.now().getTime());
    const { records } = await ticketing.exportPerson({ email: 'carol@zylker.example', conversations: [] });
    expect(records.unfinished_work).toMatchObject([{ id: 'change:z', payload: merge }]);
  });
});
