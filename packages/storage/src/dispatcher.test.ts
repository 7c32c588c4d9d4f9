import { AsyncLocalStorage } from 'node:async_hooks';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createDispatcher, type DispatcherOptions } from './dispatcher.ts';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
});
afterEach(() => {
  vi.useRealTimers();
});

/** Lets everything that is ready run, without moving the clock. */
async function settle(): Promise<void> {
  for (let turn = 0; turn < 20; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}

/** Work that waits in an array and ends when the test says so. */
function createWork(options: Partial<DispatcherOptions<string>> = {}) {
  const due: string[] = [];
  const ended: string[] = [];
  const running = new Map<string, PromiseWithResolvers<void>>();
  const errors: string[] = [];
  let mostAtOnce = 0;
  const claim = vi.fn(async (limit: number) => due.splice(0, limit));
  const dispatcher = createDispatcher<string>({
    name: 'test',
    claim,
    run: async (item) => {
      const end = Promise.withResolvers<void>();
      running.set(item, end);
      mostAtOnce = Math.max(mostAtOnce, running.size);
      await end.promise.finally(() => running.delete(item));
      ended.push(item);
    },
    concurrency: 2,
    idleMs: 1_000,
    logger: { debug: () => undefined, error: (_details, message) => errors.push(message) },
    ...options,
  });
  const finish = (item: string) => running.get(item)?.resolve();
  const fail = (item: string) => running.get(item)?.reject(new Error('boom'));
  return { dispatcher, due, ended, running, errors, claim, finish, fail, mostAtOnce: () => mostAtOnce };
}

test('never runs more at once than it may, and takes the next as soon as a place is free', async () => {
  const work = createWork();
  work.due.push('a', 'b', 'c', 'd');
  work.dispatcher.start();
  await settle();
  expect([...work.running.keys()]).toEqual(['a', 'b']);
  work.finish('b');
  await settle();
  expect([...work.running.keys()]).toEqual(['a', 'c']);
  for (const item of ['a', 'c']) work.finish(item);
  await settle();
  work.finish('d');
  await settle();
  expect([work.ended, work.mostAtOnce()]).toEqual([['b', 'a', 'c', 'd'], 2]);
  await work.dispatcher.stop();
});

test('claims only for the places that are free', async () => {
  const work = createWork();
  work.due.push('a');
  work.dispatcher.start();
  await settle();
  work.dispatcher.wake();
  await settle();
  expect(work.claim.mock.calls).toEqual([[2], [1]]);
  work.finish('a');
  await work.dispatcher.stop();
});

test('a wake finds new work at once, without one it is found at the next tick', async () => {
  const work = createWork();
  work.dispatcher.start();
  await settle();
  work.due.push('a');
  work.dispatcher.wake();
  await settle();
  expect([...work.running.keys()]).toEqual(['a']);
  work.due.push('b');
  await settle();
  expect([...work.running.keys()]).toEqual(['a']);
  await vi.advanceTimersByTimeAsync(1_000);
  await settle();
  expect([...work.running.keys()]).toEqual(['a', 'b']);
  for (const item of ['a', 'b']) work.finish(item);
  await work.dispatcher.stop();
});

test('a wake while it is looking is not lost', async () => {
  const looked = Promise.withResolvers<string[]>();
  const claim = vi.fn<(limit: number) => Promise<string[]>>(async () => []);
  claim.mockReturnValueOnce(looked.promise);
  const work = createWork({ claim });
  work.dispatcher.start();
  work.dispatcher.wake();
  looked.resolve([]);
  await settle();
  expect(claim).toHaveBeenCalledTimes(2);
  await work.dispatcher.stop();
});

test('a wake while every place is taken is not lost', async () => {
  const work = createWork({ concurrency: 1 });
  work.due.push('a');
  work.dispatcher.start();
  await settle();
  work.due.push('b');
  work.dispatcher.wake();
  await settle();
  work.finish('a');
  await settle();
  expect([...work.running.keys()]).toEqual(['b']);
  work.finish('b');
  await work.dispatcher.stop();
});

test('sleeps until the next item is due, if that is sooner than its tick', async () => {
  const work = createWork({ nextDueInMs: async () => 300 });
  work.dispatcher.start();
  await settle();
  await vi.advanceTimersByTimeAsync(299);
  await settle();
  expect(work.claim).toHaveBeenCalledTimes(1);
  await vi.advanceTimersByTimeAsync(1);
  await settle();
  expect(work.claim).toHaveBeenCalledTimes(2);
  await work.dispatcher.stop();
});

test('work that is due but held by another replica does not make it ask in a tight loop', async () => {
  const work = createWork({ nextDueInMs: async () => 0 });
  work.dispatcher.start();
  await settle();
  for (let step = 0; step < 10; step += 1) {
    await vi.advanceTimersByTimeAsync(10);
    await settle();
  }
  expect(work.claim.mock.calls.length).toBeLessThanOrEqual(6);
  await work.dispatcher.stop();
});

test('work that throws is logged and does not stop the loop', async () => {
  const work = createWork();
  work.due.push('a', 'b', 'c');
  work.dispatcher.start();
  await settle();
  work.fail('a');
  await settle();
  expect(work.errors).toEqual(['dispatched work threw']);
  expect([...work.running.keys()]).toEqual(['b', 'c']);
  for (const item of ['b', 'c']) work.finish(item);
  await work.dispatcher.stop();
});

test('work that throws before it first waits is no different', async () => {
  const done: string[] = [];
  const run = (item: string) => {
    if (item === 'a') throw new Error('boom');
    done.push(item);
    return Promise.resolve();
  };
  const work = createWork({ run });
  work.due.push('a', 'b');
  await work.dispatcher.drain();
  expect([done, work.errors]).toEqual([['b'], ['dispatched work threw']]);
});

test('a store that is down is asked again at the next tick', async () => {
  const claim = vi.fn<(limit: number) => Promise<string[]>>(async () => []);
  claim.mockRejectedValueOnce(new Error('store is down'));
  const work = createWork({ claim });
  work.dispatcher.start();
  await settle();
  expect(work.errors).toEqual(['dispatcher could not claim work']);
  expect(claim).toHaveBeenCalledTimes(1);
  await vi.advanceTimersByTimeAsync(1_000);
  await settle();
  expect(claim).toHaveBeenCalledTimes(2);
  await work.dispatcher.stop();
});

test('stop waits for what is running and takes nothing more', async () => {
  const work = createWork({ concurrency: 1 });
  work.due.push('a', 'b');
  work.dispatcher.start();
  await settle();
  const stopped = vi.fn();
  const stopping = work.dispatcher.stop().then(stopped);
  await settle();
  expect(stopped).not.toHaveBeenCalled();
  work.finish('a');
  await stopping;
  await vi.advanceTimersByTimeAsync(5_000);
  await settle();
  expect([work.ended, work.due]).toEqual([['a'], ['b']]);
});

test('drain runs what is due, and what that makes due, then ends', async () => {
  const due = ['a', 'b', 'c'];
  const done: string[] = [];
  const work = createWork({
    claim: async (limit) => due.splice(0, limit),
    run: async (item) => {
      done.push(item);
      if (item === 'c') due.push('d');
    },
  });
  await work.dispatcher.drain();
  expect(done).toEqual(['a', 'b', 'c', 'd']);
});

test('endless work leaves the event loop room for others', async () => {
  const work = createWork({
    claim: async (limit) => Array.from({ length: limit }, () => 'again'),
    run: async () => undefined,
  });
  work.dispatcher.start();
  await expect(new Promise((resolve) => setImmediate(() => resolve('others run')))).resolves.toBe('others run');
  await work.dispatcher.stop();
});

test("work that is found because a request woke the dispatcher is not that request's", async () => {
  const scopes = new AsyncLocalStorage<string>();
  const seen: (string | undefined)[] = [];
  const due = ['a'];
  const dispatcher = createDispatcher<string>({
    name: 'test',
    claim: async (limit) => due.splice(0, limit),
    run: async () => void seen.push(scopes.getStore()),
    concurrency: 1,
    idleMs: 1_000,
    logger: { debug: () => undefined, error: () => undefined },
  });
  dispatcher.start();
  await settle();
  due.push('b');
  scopes.run('a request', () => dispatcher.wake());
  await settle();
  due.push('c');
  await vi.advanceTimersByTimeAsync(1_000);
  await settle();
  await dispatcher.stop();
  expect(seen).toEqual([undefined, undefined, undefined]);
});
