import { setImmediate as nextTurn } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { createDispatcher } from '../src/index.ts';
import { describeStores } from '../src/testing/index.ts';
import { createWorkStore, type WorkItem, type WorkStore } from './example-work-store.ts';

const leaseMs = 30_000;
const silent = { debug: () => undefined, error: (details: object) => expect.fail(JSON.stringify(details)) };

function createWorker(owner: string, store: WorkStore, done: string[]) {
  return createDispatcher<WorkItem>({
    name: owner,
    claim: (limit) => store.claim(owner, 1_000, leaseMs, limit),
    run: async (item) => {
      await nextTurn();
      done.push(item.id);
      await store.finish(item, owner);
    },
    concurrency: 4,
    idleMs: 1_000,
    logger: silent,
  });
}

describeStores('work that replicas share through leases', (open, again) => {
  test('two dispatchers do every item once', async () => {
    const database = await open();
    const [first, second] = [await createWorkStore(database), await createWorkStore(await again(database))];
    const ids = Array.from({ length: 120 }, (_, n) => `item-${n}`);
    await first.add(ids);
    const done: string[] = [];

    await Promise.all([createWorker('first', first, done).drain(), createWorker('second', second, done).drain()]);

    expect(done.toSorted()).toEqual(ids.toSorted());
    const owners = new Set(Object.values(await first.finishedBy()));
    expect(owners).toEqual(new Set(['first', 'second']));
  });

  test('an item that is leased is not claimed again before its lease has ended', async () => {
    const store = await createWorkStore(await open());
    await store.add(['item']);
    expect(await store.claim('first', 1_000, leaseMs, 10)).toEqual([{ id: 'item', fence: 1 }]);
    expect(await store.claim('second', 1_000 + leaseMs, leaseMs, 10)).toEqual([]);
    expect(await store.claim('second', 1_001 + leaseMs, leaseMs, 10)).toEqual([{ id: 'item', fence: 2 }]);
  });

  test('a stalled worker cannot finish what another took over', async () => {
    const database = await open();
    const [stalled, successor] = [await createWorkStore(database), await createWorkStore(await again(database))];
    await stalled.add(['item']);
    const [lost] = await stalled.claim('stalled', 1_000, leaseMs, 1);
    const [taken] = await successor.claim('successor', 1_001 + leaseMs, leaseMs, 1);
    if (lost === undefined || taken === undefined) throw new TypeError('nothing was claimed');

    expect(await stalled.finish(lost, 'stalled')).toBe(false);
    expect(await stalled.finishedBy()).toEqual({});
    expect(await successor.finish(taken, 'successor')).toBe(true);
    expect(await stalled.finish(lost, 'stalled')).toBe(false);
    expect(await stalled.finishedBy()).toEqual({ item: 'successor' });
  });
});
