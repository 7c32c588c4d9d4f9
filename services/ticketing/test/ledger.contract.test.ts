import { referenceSchema, ticketIdSchema } from '@acebuddy/contracts';
import { describeStores } from '@acebuddy/testkit';
import { expect, it } from 'vitest';
import { openStores } from '../src/adapters/open-stores.ts';
import type { Claim, Ledger, NewStep, StepProgress } from '../src/ports.ts';
import { request, testCipher } from './harness.ts';

const reference = referenceSchema.parse('AB-7K2M9QXD');
const ticket = { ticketId: ticketIdSchema.parse('1892000000042001'), ticketNumber: '101', webUrl: null };
const leaseMs = 60_000;

const named = ({ ticketId, ticketNumber }: typeof ticket) => ({ ticketId, ticketNumber });

const create = (id = 'r1/create'): NewStep => ({
  id,
  foreground: true,
  payload: { kind: 'create', reference, draft: request().draft },
});
const comment = (id: string, text = 'words of a customer'): NewStep => ({
  id,
  foreground: false,
  payload: { kind: 'comment', parts: [text], isPublic: false },
});

describeStores('the ledger', (open, again) => {
  const openLedger = async (): Promise<{ ledger: Ledger; replica: Ledger }> => {
    const now = () => new Date(0);
    const database = await open();
    const { ledger } = await openStores({ database, cipher: testCipher, now });
    const { ledger: replica } = await openStores({ database: await again(database), cipher: testCipher, now });
    return { ledger, replica };
  };
  const claimOne = async (ledger: Ledger, now: number, owner = 'a'): Promise<Claim> => {
    const [claim] = await ledger.claim({ owner, leaseMs, limit: 1, now });
    if (claim === undefined) throw new Error('nothing to claim');
    return claim;
  };
  const progressOf = (claim: Claim, patch: Partial<StepProgress> = {}): StepProgress => {
    if (claim.step === null) throw new Error('no step');
    return { ...claim.step.progress, ...patch };
  };
  const finish = async (ledger: Ledger, claim: Claim, now: number): Promise<void> => {
    const result = claim.step?.kind === 'create' ? { ticket } : { resultId: '9' };
    await ledger.saveStep(claim, { state: 'done', progress: progressOf(claim), result, at: now });
    const isCreate = claim.step?.kind === 'create';
    await ledger.release(claim, { remove: true, dueAt: null, ...(isCreate ? { ticket } : {}) }, now);
  };

  it('keeps a request as it came, and keeps the first of two', async () => {
    const { ledger } = await openLedger();
    await ledger.addRequest('r1', 'request-1', [create(), comment('r1/transcript')], 1_000);
    await ledger.addRequest('r1', 'request-1', [create('r1/other')], 2_000);
    expect(await ledger.lane('r1')).toMatchObject({ requestId: 'request-1', ticket: null, hasCreate: true });
    expect((await ledger.step('r1/create'))?.payload).toEqual(create().payload);
    const claim = await claimOne(ledger, 3_000);
    expect(claim.step?.id).toBe('r1/create');
    await finish(ledger, claim, 3_000);
    expect((await claimOne(ledger, 3_000)).step?.id).toBe('r1/transcript');
  });

  it('keeps the request that ordered a step for whoever does it, and shows its id to people', async () => {
    const { ledger, replica } = await openLedger();
    const origin = { requestId: 'webhook-1', traceparent: `00-${'a'.repeat(32)}-${'b'.repeat(16)}-01` };
    await ledger.addRequest('r1', 'request-1', [{ ...create(), origin }], 1_000);
    await ledger.addStep({ ...comment('c1'), origin: { requestId: 'webhook-2' } }, { laneId: 'r1' }, 1_000);
    await ledger.addStep(comment('c2'), { laneId: 'r1' }, 1_000);
    const claim = await claimOne(replica, 2_000);
    expect(claim.step?.origin).toEqual(origin);
    await finish(replica, claim, 2_000);
    expect((await ledger.step('r1/create'))?.origin).toEqual(origin);
    expect((await ledger.step('c1'))?.origin).toEqual({ requestId: 'webhook-2' });
    expect((await ledger.step('c2'))?.origin).toBeNull();
    const { items } = await ledger.listOutbox(null, 10);
    expect(items.map(({ correlationId }) => correlationId)).toEqual(['webhook-2', null]);
  });

  it('makes lanes due that wait for Desk, a few at a time, and no others', async () => {
    const { ledger, replica } = await openLedger();
    for (const id of ['a', 'b', 'c', 'tired', 'held']) await ledger.addRequest(id, id, [create(`${id}/create`)], 0);
    const claims = await ledger.claim({ owner: 'a', leaseMs, limit: 5, now: 1 });
    for (const claim of claims) {
      const { id } = claim.lane;
      if (id === 'held') continue;
      const dueAt = 500_000 + id.charCodeAt(0);
      await ledger.release(claim, { remove: false, dueAt, waitsForDesk: id !== 'tired' }, 2);
    }
    expect(await replica.hurry(2, 1_000)).toBe(2);
    const called = await ledger.claim({ owner: 'b', leaseMs, limit: 5, now: 1_000 });
    expect(called.map(({ lane }) => lane.id)).toEqual(['a', 'b']);
    expect(await ledger.hurry(2, 1_000)).toBe(1);
    expect(await ledger.hurry(2, 1_000)).toBe(0);
  });

  it('puts a step behind the others of its lane, and no sooner to the front than they are done', async () => {
    const { ledger } = await openLedger();
    await ledger.addRequest('r1', 'request-1', [create(), comment('r1/one'), comment('r1/two')], 0);
    await ledger.release(await claimOne(ledger, 1), { remove: false, dueAt: 5_000, stepAside: true }, 1);
    expect(await ledger.claim({ owner: 'a', leaseMs, limit: 5, now: 4_999 })).toEqual([]);
    const order: (string | undefined)[] = [];
    for (let now = 5_000; now < 5_003; now += 1) {
      const claim = await claimOne(ledger, now);
      order.push(claim.step?.id);
      await finish(ledger, claim, now);
    }
    expect(order).toEqual(['r1/one', 'r1/two', 'r1/create']);
  });

  it('keeps the calls that a step took, through a retry and beyond its end', async () => {
    const { ledger, replica } = await openLedger();
    const calls = [{ at: 5, method: 'POST', path: '/tickets', ms: 80, status: null, outcome: 'no_answer' }] as const;
    await ledger.addRequest('r1', 'request-1', [create()], 0);
    const claim = await claimOne(ledger, 10);
    await ledger.saveStep(claim, { state: 'dead', progress: progressOf(claim, { calls }), at: 10 });
    await ledger.release(claim, { remove: false, dueAt: null }, 10);
    expect(await replica.retry('r1/create', 20)).toBe(true);
    const again = await claimOne(replica, 10_000);
    expect(again.step?.progress.calls).toEqual(calls);
    await finish(replica, again, 10_000);
    expect((await ledger.step('r1/create'))?.progress.calls).toEqual(calls);
  });

  it('names the newest steps whose ids begin so, with the ticket of their lane, and no others', async () => {
    const { ledger } = await openLedger();
    const at = (id: string, now: number) => ledger.addRequest(id, id, [create(`${id}/create`)], now);
    await at('ticket:c1#a', 1_000);
    await ledger.addStep(comment('ticket:c1#a/transcript'), { laneId: 'ticket:c1#a' }, 2_000);
    for (const id of ['ticket:c1', 'ticket:c10#a', 'ticket:c0#a', 'ticket:c1$a', 'change:c1#a']) await at(id, 1_500);
    const claim = await claimOne(ledger, 1_000);
    await finish(ledger, claim, 3_000);
    const found = await ledger.stepsNamed('ticket:c1#', 10);
    expect(found).toMatchObject([
      { id: 'ticket:c1#a/transcript', kind: 'comment', state: 'queued', createdAt: 2_000, ...named(ticket) },
      { id: 'ticket:c1#a/create', kind: 'create', state: 'done', createdAt: 1_000, ...named(ticket) },
    ]);
    expect(JSON.stringify(found)).not.toContain('words of a customer');
    expect((await ledger.stepsNamed('ticket:c1#', 1)).map(({ id }) => id)).toEqual(['ticket:c1#a/transcript']);
    expect(await ledger.stepsNamed('change:c1#', 10)).toMatchObject([{ ticketId: null, ticketNumber: null }]);
  });

  it('knows since when the oldest step waits for a person', async () => {
    const { ledger } = await openLedger();
    for (const [index, id] of ['a', 'b', 'c'].entries()) await ledger.addRequest(id, id, [create(id)], index * 1_000);
    expect((await ledger.counts(9_000)).oldestDeadAt).toBeNull();
    for (const claim of await ledger.claim({ owner: 'w', leaseMs, limit: 5, now: 9_000 })) {
      if (claim.lane.id === 'a') continue;
      await ledger.saveStep(claim, { state: 'dead', progress: progressOf(claim), at: 9_000 });
    }
    expect(await ledger.counts(9_000)).toMatchObject({ oldestDeadAt: 1_000, oldestPendingMs: 9_000 });
  });

  it('lets one of many parallel equal requests in', async () => {
    const { ledger, replica } = await openLedger();
    await Promise.all(
      Array.from({ length: 40 }, (_, index) =>
        (index % 2 === 0 ? ledger : replica).addRequest('r1', 'request-1', [create(), comment('r1/transcript')], 1_000),
      ),
    );
    const ids: unknown[] = [];
    for (let turn = 0; turn < 5; turn += 1) {
      const [claim] = await ledger.claim({ owner: 'a', leaseMs, limit: 1, now: 2_000 });
      if (claim === undefined) break;
      ids.push(claim.step?.id);
      await finish(ledger, claim, 2_000);
    }
    expect(ids).toEqual(['r1/create', 'r1/transcript']);
  });

  it('gives a lane to one worker at a time, however many ask', async () => {
    const { ledger, replica } = await openLedger();
    for (let lane = 0; lane < 30; lane += 1) {
      await ledger.addRequest(`r${lane}`, `request-${lane}`, [create(`r${lane}/create`)], 1_000);
    }
    const claims = await Promise.all(
      Array.from({ length: 12 }, (_, index) =>
        (index % 2 === 0 ? ledger : replica).claim({ owner: `w${index}`, leaseMs, limit: 5, now: 2_000 }),
      ),
    );
    const ids = claims.flat().map(({ lane }) => lane.id);
    expect(new Set(ids).size).toBe(30);
    expect(ids).toHaveLength(30);
  });

  it('takes lanes where a customer waits first, and only those when asked to', async () => {
    const { ledger } = await openLedger();
    await ledger.addStep(comment('c1'), { laneId: 'desk:1', ticketId: '1' }, 1_000);
    await ledger.addRequest('r1', 'request-1', [create()], 5_000);
    expect((await claimOne(ledger, 9_000)).lane.id).toBe('r1');
    expect(await ledger.claim({ owner: 'a', leaseMs, limit: 5, now: 9_000, foregroundOnly: true })).toEqual([]);
    expect((await claimOne(ledger, 9_000)).lane.id).toBe('desk:1');
  });

  it('gives an expired lease to the next worker and refuses everything the first one writes then', async () => {
    const { ledger, replica } = await openLedger();
    await ledger.addRequest('r1', 'request-1', [create()], 1_000);
    const stalled = await claimOne(ledger, 2_000, 'stalled');
    expect(await ledger.claim({ owner: 'b', leaseMs, limit: 1, now: 2_000 + leaseMs - 1 })).toEqual([]);
    const successor = await claimOne(replica, 2_000 + leaseMs, 'b');
    expect(successor.fence).toBeGreaterThan(stalled.fence);
    const patch = { state: 'done', progress: progressOf(stalled), result: { ticket }, at: 90_000 } as const;
    expect(await ledger.saveStep(stalled, patch)).toBe(false);
    expect(await ledger.renew(stalled, 999_000)).toBe(false);
    expect(await ledger.release(stalled, { remove: true, dueAt: null, ticket }, 90_000)).toBe(false);
    expect(await ledger.step('r1/create')).toMatchObject({ state: 'queued', result: null });
    expect(await ledger.saveStep(successor, { ...patch, state: 'sending' })).toBe(true);
  });

  it('shows a new owner what the earlier one wrote, and what it left word of afterwards', async () => {
    const { ledger } = await openLedger();
    await ledger.addRequest('r1', 'request-1', [create()], 1_000);
    const first = await claimOne(ledger, 2_000);
    await ledger.saveStep(first, { state: 'sending', progress: progressOf(first, { sentAt: 2_000 }), at: 2_000 });
    await claimOne(ledger, 2_000 + leaseMs);
    const seen = { status: 'Open', statusType: null, modifiedTime: null, createdTime: null };
    await ledger.observe('r1/create', { kind: 'ticket', ticket, seen });
    const third = await claimOne(ledger, 2_000 + 2 * leaseMs);
    expect(third.step).toMatchObject({ state: 'sending', progress: { sentAt: 2_000 } });
    expect(third.step?.observations).toEqual([{ kind: 'ticket', ticket, seen }]);
  });

  it('holds a renewed lease longer', async () => {
    const { ledger } = await openLedger();
    await ledger.addRequest('r1', 'request-1', [create()], 1_000);
    const claim = await claimOne(ledger, 2_000);
    expect(await ledger.renew(claim, 200_000)).toBe(true);
    expect(await ledger.claim({ owner: 'b', leaseMs, limit: 1, now: 199_999 })).toEqual([]);
    expect(await ledger.nextDueInMs(100_000)).toBe(100_000);
  });

  it('runs the steps of a lane one after another, and a waiting head holds the others back', async () => {
    const { ledger } = await openLedger();
    await ledger.addRequest('r1', 'request-1', [create(), comment('r1/transcript')], 1_000);
    const claim = await claimOne(ledger, 1_000);
    await ledger.saveStep(claim, { state: 'queued', progress: progressOf(claim, { attempts: 1 }), at: 1_000 });
    await ledger.release(claim, { remove: false, dueAt: 50_000 }, 1_000);
    await ledger.addStep(comment('c1'), { laneId: 'r1', requestId: 'request-1' }, 2_000);
    expect(await ledger.claim({ owner: 'a', leaseMs, limit: 5, now: 49_999 })).toEqual([]);
    expect(await ledger.nextDueInMs(20_000)).toBe(30_000);
    const order: unknown[] = [];
    for (let turn = 0; turn < 3; turn += 1) {
      const next = await claimOne(ledger, 50_000);
      order.push(next.step?.id);
      await finish(ledger, next, 50_000);
    }
    expect(order).toEqual(['r1/create', 'r1/transcript', 'c1']);
    expect(await ledger.nextDueInMs(50_000)).toBeNull();
  });

  it('keeps a step that is added while its lane is being worked on', async () => {
    const { ledger, replica } = await openLedger();
    await ledger.addRequest('r1', 'request-1', [create()], 1_000);
    const claim = await claimOne(ledger, 1_000);
    await Promise.all([
      finish(ledger, claim, 2_000),
      ...Array.from({ length: 10 }, (_, index) =>
        replica.addStep(comment(`c${index}`), { laneId: 'r1', requestId: 'request-1' }, 2_000),
      ),
    ]);
    const done = new Set<string | undefined>();
    for (let turn = 0; turn < 10; turn += 1) {
      const next = await claimOne(ledger, 2_000);
      done.add(next.step?.id);
      await finish(ledger, next, 2_000);
    }
    expect(done.size).toBe(10);
    expect(await ledger.claim({ owner: 'a', leaseMs, limit: 1, now: 2_000 })).toEqual([]);
  });

  it('does not do a step again that was added a second time, before or after it was done', async () => {
    const { ledger } = await openLedger();
    await ledger.addStep(comment('c1', 'first'), { laneId: 'desk:1', ticketId: '1' }, 1_000);
    await ledger.addStep(comment('c1', 'second'), { laneId: 'desk:1', ticketId: '1' }, 1_000);
    const claim = await claimOne(ledger, 1_000);
    expect(claim.step?.payload).toMatchObject({ parts: ['first'] });
    await finish(ledger, claim, 1_000);
    await ledger.addStep(comment('c1', 'third'), { laneId: 'desk:2', ticketId: '2' }, 1_000);
    expect(await ledger.claim({ owner: 'a', leaseMs, limit: 1, now: 2_000 })).toEqual([]);
  });

  it('lets changes wait for the request that creates their ticket, and puts that first', async () => {
    const { ledger } = await openLedger();
    await ledger.addStep(comment('c1'), { laneId: 'r1', requestId: 'request-1' }, 1_000);
    expect(await ledger.claim({ owner: 'a', leaseMs, limit: 1, now: 60_000 })).toEqual([]);
    await ledger.addRequest('r1', 'request-1', [create()], 70_000);
    const claim = await claimOne(ledger, 70_000);
    expect(claim.step?.id).toBe('r1/create');
    await finish(ledger, claim, 70_000);
    const next = await claimOne(ledger, 70_000);
    expect(next.step?.id).toBe('c1');
    expect(next.lane).toMatchObject({ ticketId: ticket.ticketId, ticket });
  });

  it('finds the lane of a ticket that we created, and of no other', async () => {
    const { ledger } = await openLedger();
    await ledger.addRequest('r1', 'request-1', [create()], 1_000);
    await finish(ledger, await claimOne(ledger, 1_000), 1_000);
    await ledger.addStep(comment('c1'), { laneId: 'desk:7', ticketId: '7' }, 1_000);
    expect((await ledger.laneOfTicket(ticket.ticketId))?.id).toBe('r1');
    expect(await ledger.laneOfTicket('7')).toBeNull();
  });

  it('stops a lane whose ticket cannot be made until a person has it tried again', async () => {
    const { ledger } = await openLedger();
    await ledger.addRequest('r1', 'request-1', [create(), comment('r1/transcript')], 1_000);
    const claim = await claimOne(ledger, 1_000);
    const progress = progressOf(claim, { attempts: 9 });
    await ledger.saveStep(claim, { state: 'dead', progress, lastError: 'Desk says no', at: 1_000 });
    await ledger.release(claim, { remove: false, dueAt: null }, 1_000);
    await ledger.addStep(comment('c1'), { laneId: 'r1', requestId: 'request-1' }, 2_000);
    expect(await ledger.claim({ owner: 'a', leaseMs, limit: 5, now: 900_000 })).toEqual([]);
    const { items } = await ledger.listOutbox(null, 10);
    expect(items[0]).toMatchObject({ id: 'r1/create', status: 'dead', attempts: 9, lastError: 'Desk says no' });
    expect(await ledger.retry('r1/create', 900_000)).toBe(true);
    const retried = await claimOne(ledger, 910_000);
    expect(retried.step).toMatchObject({ id: 'r1/create', state: 'queued', progress: { attempts: 0 } });
  });

  it('has a retried step looked for first when its last call was never answered', async () => {
    const { ledger } = await openLedger();
    await ledger.addRequest('r1', 'request-1', [create()], 1_000);
    const claim = await claimOne(ledger, 1_000);
    await ledger.saveStep(claim, {
      state: 'dead',
      progress: progressOf(claim, { sentAt: 1_000, looks: 4 }),
      at: 1_000,
    });
    await ledger.release(claim, { remove: false, dueAt: null }, 1_000);
    await ledger.retry('r1/create', 2_000);
    expect((await claimOne(ledger, 10_000)).step).toMatchObject({ state: 'unknown', progress: { looks: 0 } });
  });

  it('drops a given-up request with everything that waited for its ticket', async () => {
    const { ledger } = await openLedger();
    await ledger.addRequest('r1', 'request-1', [create(), comment('r1/transcript')], 1_000);
    const claim = await claimOne(ledger, 1_000);
    await ledger.saveStep(claim, { state: 'dead', progress: progressOf(claim), at: 1_000 });
    await ledger.release(claim, { remove: false, dueAt: null }, 1_000);
    expect(await ledger.discard('r1/transcript', 'no', 2_000)).toBe(false);
    expect(await ledger.discard('r1/create', 'spam', 2_000)).toBe(true);
    expect(await ledger.step('r1/create')).toMatchObject({ state: 'discarded', payload: null, lastError: 'spam' });
    expect(await ledger.step('r1/transcript')).toMatchObject({ state: 'discarded', payload: null });
    expect((await ledger.listOutbox(null, 10)).items).toEqual([]);
    expect(await ledger.discard('r1/create', 'spam', 2_000)).toBe(false);
  });

  it('sets a dead change aside so that later ones go on, and takes it up again on retry', async () => {
    const { ledger } = await openLedger();
    await ledger.addStep(comment('c1'), { laneId: 'desk:1', ticketId: '1' }, 1_000);
    await ledger.addStep(comment('c2'), { laneId: 'desk:1', ticketId: '1' }, 1_000);
    const claim = await claimOne(ledger, 1_000);
    await ledger.saveStep(claim, { state: 'dead', progress: progressOf(claim), at: 1_000 });
    await ledger.release(claim, { remove: true, dueAt: null }, 1_000);
    const next = await claimOne(ledger, 1_000);
    expect(next.step?.id).toBe('c2');
    await finish(ledger, next, 1_000);
    expect(await ledger.retry('c1', 5_000)).toBe(true);
    const retried = await claimOne(ledger, 10_000);
    expect(retried.step).toMatchObject({ id: 'c1', payload: { parts: ['words of a customer'] } });
  });

  it('takes up what a person has tried again before its worker let go of it', async () => {
    const { ledger, replica } = await openLedger();
    await ledger.addRequest('r1', 'request-1', [create()], 1_000);
    await ledger.addStep(comment('c1'), { laneId: 'desk:1', ticketId: '1' }, 1_000);
    const claims = await ledger.claim({ owner: 'a', leaseMs, limit: 2, now: 1_000 });
    for (const claim of claims) {
      await ledger.saveStep(claim, { state: 'dead', progress: progressOf(claim), at: 1_000 });
      expect(await replica.retry(claim.step?.id ?? '', 1_000)).toBe(true);
      const remove = claim.step?.kind !== 'create';
      expect(await ledger.release(claim, { remove, dueAt: null }, 1_000)).toBe(false);
    }
    const again = await ledger.claim({ owner: 'b', leaseMs, limit: 5, now: 10_000 });
    expect(again.map(({ step }) => [step?.id, step?.state])).toEqual([
      ['r1/create', 'queued'],
      ['c1', 'queued'],
    ]);
  });

  it('names the chat that work was ordered by', async () => {
    const { ledger } = await openLedger();
    await ledger.addStep(comment('change:55/7#note'), { laneId: 'desk:1', ticketId: '1' }, 1_000);
    await ledger.addStep(comment('change:rest'), { laneId: 'desk:2', ticketId: '2' }, 2_000);
    const { items } = await ledger.listOutbox(null, 10);
    expect(items.map(({ conversationId }) => conversationId)).toEqual(['55/7', undefined]);
  });

  it('lists what waits and what was given up by age, page by page, and counts it', async () => {
    const { ledger } = await openLedger();
    for (let index = 0; index < 5; index += 1) {
      await ledger.addStep(
        comment(`c${index}`),
        { laneId: `desk:${index}`, ticketId: `${index}` },
        1_000 * (index + 1),
      );
    }
    const first = await ledger.listOutbox(null, 2);
    const second = await ledger.listOutbox(first.next, 2);
    const third = await ledger.listOutbox(second.next, 2);
    const ids = [first, second, third].flatMap(({ items }) => items.map(({ id }) => id));
    expect(ids).toEqual(['c0', 'c1', 'c2', 'c3', 'c4']);
    expect(third.next).toBeNull();
    expect(first.items[0]).toMatchObject({ status: 'pending', nextAttemptAt: '1970-01-01T00:00:01.000Z' });
    expect(await ledger.listOutbox(null, 10, 'dead')).toEqual({ items: [], next: null });
    const claim = await claimOne(ledger, 1_000);
    await ledger.saveStep(claim, { state: 'dead', progress: progressOf(claim), at: 1_000 });
    await ledger.release(claim, { remove: true, dueAt: null }, 1_000);
    expect((await ledger.listOutbox(null, 10, 'dead')).items.map(({ id }) => id)).toEqual([claim.step?.id]);
    expect((await ledger.listOutbox(null, 10)).items).toHaveLength(5);
    expect(await ledger.counts(11_000)).toEqual({
      byState: { queued: 4, dead: 1 },
      oldestPendingMs: 9_000,
      oldestDeadAt: 1_000,
    });
  });

  it('erases the words of what is done, and forgets it when its time has come', async () => {
    const { ledger } = await openLedger();
    await ledger.addRequest('r1', 'request-1', [create()], 1_000);
    await finish(ledger, await claimOne(ledger, 1_000), 2_000);
    expect(await ledger.step('r1/create')).toMatchObject({ state: 'done', payload: null, result: { ticket } });
    expect(await ledger.prune(2_000, 0)).toBe(0);
    expect(await ledger.prune(2_001, 0)).toBe(1);
    expect(await ledger.step('r1/create')).toBeNull();
    expect(await ledger.lane('r1')).toBeNull();
  });

  it('never forgets what still waits or was given up', async () => {
    const { ledger } = await openLedger();
    await ledger.addRequest('r1', 'request-1', [create()], 1_000);
    await ledger.addStep(comment('c1'), { laneId: 'desk:1', ticketId: '1' }, 1_000);
    expect(await ledger.prune(9_000_000, 9_000_000)).toBe(0);
    expect(await ledger.lane('r1')).not.toBeNull();
    expect(await ledger.step('c1')).not.toBeNull();
  });
});
