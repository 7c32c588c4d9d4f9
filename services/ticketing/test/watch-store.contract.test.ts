import { describeStores } from '@acebuddy/testkit';
import { expect, it } from 'vitest';
import { openStores } from '../src/adapters/open-stores.ts';
import type { Watch, WatchClaim, WatchStore } from '../src/ports.ts';
import { testCipher } from './harness.ts';

const leaseMs = 60_000;
const watch = (ticketId: string): Watch => ({
  ticketId,
  requestId: `request-of-${ticketId}`,
  status: 'Open',
  statusType: 'Open',
  modifiedTime: '2026-11-23T09:00:00.000Z',
  commentCount: null,
  commentsThrough: 5,
  told: [],
  ownStatus: null,
  looks: 0,
  quietLooks: 0,
  failures: 0,
  missedSince: null,
  createdAt: 1_000,
  resolvedInMs: null,
});

describeStores('the watch store', (open, again) => {
  const openWatches = async (): Promise<{ watches: WatchStore; replica: WatchStore }> => {
    const now = () => new Date(0);
    const database = await open();
    const { watches } = await openStores({ database, cipher: testCipher, now });
    const { watches: replica } = await openStores({ database: await again(database), cipher: testCipher, now });
    return { watches, replica };
  };
  const claimOne = async (watches: WatchStore, now: number): Promise<WatchClaim> => {
    const [claim] = await watches.claim({ owner: 'a', leaseMs, limit: 1, now });
    if (claim === undefined) throw new Error('nothing to claim');
    return claim;
  };

  it('keeps a ticket as it was first added', async () => {
    const { watches } = await openWatches();
    await watches.add(watch('1'), 10_000);
    await watches.add({ ...watch('1'), status: 'Closed' }, 20_000);
    expect(await watches.get('1')).toEqual(watch('1'));
    expect(await watches.get('2')).toBeNull();
    expect((await watches.known(['2', '1'])).map(({ ticketId }) => ticketId)).toEqual(['1']);
    expect(await watches.nextDueInMs(4_000)).toBe(6_000);
  });

  it('forgets the tickets of some requests, also while somebody looks at them', async () => {
    const { watches, replica } = await openWatches();
    for (const id of ['1', '2', '3']) await watches.add(watch(id), 10_000);
    const claim = await claimOne(watches, 10_000);
    expect(await replica.forget((requestId) => requestId !== 'request-of-3')).toBe(2);
    expect(await replica.get('1')).toBeNull();
    expect(await replica.get('3')).not.toBeNull();
    expect(await watches.save(claim, { looks: 1 }, 20_000)).toBe(claim.watch.ticketId === '3');
  });

  it('gives a due ticket to one replica only', async () => {
    const { watches, replica } = await openWatches();
    for (const id of ['1', '2', '3']) await watches.add(watch(id), 10_000);
    expect(await watches.claim({ owner: 'a', leaseMs, limit: 5, now: 9_999 })).toEqual([]);
    const claims = await Promise.all(
      [watches, replica, watches].map((store) => store.claim({ owner: 'x', leaseMs, limit: 2, now: 10_000 })),
    );
    expect(
      claims
        .flat()
        .map(({ watch: { ticketId } }) => ticketId)
        .sort(),
    ).toEqual(['1', '2', '3']);
  });

  it('writes down what was seen and when to look again, unless the lease was lost', async () => {
    const { watches } = await openWatches();
    await watches.add(watch('1'), 10_000);
    const stalled = await claimOne(watches, 10_000);
    const successor = await claimOne(watches, 10_000 + leaseMs);
    expect(await watches.save(stalled, { status: 'Closed' }, 1)).toBe(false);
    expect(await watches.save(successor, { status: 'On Hold', looks: 1 }, 500_000)).toBe(true);
    expect(await watches.get('1')).toEqual({ ...watch('1'), status: 'On Hold', looks: 1 });
    expect(await watches.nextDueInMs(400_000)).toBe(100_000);
  });

  it('keeps a wish for a sooner look that comes during a look', async () => {
    const { watches } = await openWatches();
    await watches.add(watch('1'), 10_000);
    const claim = await claimOne(watches, 10_000);
    await watches.hasten('1', 12_000);
    expect(await watches.claim({ owner: 'b', leaseMs, limit: 1, now: 12_000 })).toEqual([]);
    await watches.save(claim, {}, 900_000);
    expect(await watches.nextDueInMs(12_000)).toBe(0);
    await watches.save(await claimOne(watches, 12_000), {}, 900_000);
    expect(await watches.nextDueInMs(12_000)).toBe(888_000);
  });

  it('looks sooner when asked to, never later, and also at tickets that it had let go', async () => {
    const { watches } = await openWatches();
    await watches.add(watch('1'), 10_000);
    await watches.hasten('1', 50_000);
    expect(await watches.nextDueInMs(0)).toBe(10_000);
    await watches.hasten('1', 3_000);
    const claim = await claimOne(watches, 3_000);
    await watches.save(claim, {}, null);
    expect(await watches.anyWatched()).toBe(false);
    await watches.hasten('1', 70_000);
    expect(await watches.nextDueInMs(0)).toBe(70_000);
  });

  it('remembers a status of our own doing until it is cleared', async () => {
    const { watches } = await openWatches();
    await watches.add(watch('1'), 10_000);
    const claim = await claimOne(watches, 10_000);
    await watches.expectStatus('1', 'Closed');
    await watches.save(claim, { looks: 1 }, 20_000);
    expect(await watches.get('1')).toMatchObject({ ownStatus: 'Closed' });
    await watches.save(await claimOne(watches, 20_000), { ownStatus: null }, 30_000);
    expect(await watches.get('1')).toMatchObject({ ownStatus: null });
  });

  it('lets one replica poll at a time and hands over what was seen', async () => {
    const { watches, replica } = await openWatches();
    expect(await watches.beginPoll('a', 1_000, 31_000)).toEqual({ through: 1_000 });
    expect(await replica.beginPoll('b', 2_000, 32_000)).toBeNull();
    await watches.endPoll('a', 1_000, 61_000);
    expect(await replica.beginPoll('b', 60_999, 90_000)).toBeNull();
    expect(await replica.beginPoll('b', 61_000, 91_000)).toEqual({ through: 1_000 });
  });

  it('lets another replica poll when the first one died, and ignores the dead one', async () => {
    const { watches, replica } = await openWatches();
    await watches.beginPoll('a', 1_000, 31_000);
    expect(await replica.beginPoll('b', 31_000, 61_000)).toEqual({ through: 1_000 });
    await watches.endPoll('a', 30_000, 31_500);
    expect(await watches.beginPoll('a', 32_000, 62_000)).toBeNull();
  });

  it('remembers events for as long as it should', async () => {
    const { watches } = await openWatches();
    expect(await watches.wasSeen('e1')).toBe(false);
    await watches.markSeen('e1', 1_000);
    await watches.markSeen('e1', 2_000);
    expect(await watches.wasSeen('e1')).toBe(true);
    await watches.prune(0, 1_001);
    expect(await watches.wasSeen('e1')).toBe(false);
  });

  it('forgets old tickets that it no longer looks at, and no others', async () => {
    const { watches } = await openWatches();
    await watches.add(watch('1'), 10_000);
    await watches.add(watch('2'), 10_000);
    await watches.save(await claimOne(watches, 10_000), {}, null);
    expect(await watches.prune(1_001, 0)).toBe(1);
    expect(await watches.known(['1', '2'])).toHaveLength(1);
  });
});
