import fc from 'fast-check';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createKeyedMutex } from './keyed-mutex.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

test('tasks of one key run one at a time, in the order they came', async () => {
  const mutex = createKeyedMutex();
  const events: string[] = [];
  const task = (name: string) => async () => {
    events.push(`${name} starts`);
    await Promise.resolve();
    events.push(`${name} ends`);
  };
  await Promise.all(['a', 'b', 'c'].map((name) => mutex.run('chat', task(name), 1_000)));
  expect(events).toEqual(['a starts', 'a ends', 'b starts', 'b ends', 'c starts', 'c ends']);
});

test('tasks of different keys do not wait for each other', async () => {
  const mutex = createKeyedMutex();
  void mutex.run('slow chat', () => new Promise(() => undefined), 1_000);
  await expect(mutex.run('other chat', async () => 'done', 1_000)).resolves.toBe('done');
});

test('who waits too long is told so and never starts; those behind keep their turn', async () => {
  const mutex = createKeyedMutex();
  const { promise, resolve } = Promise.withResolvers<void>();
  const first = mutex.run('chat', () => promise, 1_000);
  const impatient = vi.fn(async () => undefined);
  const refused = mutex.run('chat', impatient, 50);
  const patient = mutex.run('chat', async () => 'patient', 1_000);

  const refusal = expect(refused).rejects.toMatchObject({ code: 'SERVICE_UNAVAILABLE' });
  await vi.advanceTimersByTimeAsync(50);
  await refusal;
  resolve();

  await first;
  await expect(patient).resolves.toBe('patient');
  expect(impatient).not.toHaveBeenCalled();
});

test('a task that throws gives the turn on', async () => {
  const mutex = createKeyedMutex();
  const failing = mutex.run('chat', async () => Promise.reject(new Error('boom')), 1_000);
  const next = mutex.run('chat', async () => 'next', 1_000);
  await expect(failing).rejects.toThrow('boom');
  await expect(next).resolves.toBe('next');
});

test('whatever tasks do, a key is never held twice and every turn ends', async () => {
  const taskArbitrary = fc.record({ key: fc.constantFrom('a', 'b'), fails: fc.boolean(), pauses: fc.nat(3) });
  await fc.assert(
    fc.asyncProperty(fc.array(taskArbitrary, { maxLength: 30 }), async (tasks) => {
      const mutex = createKeyedMutex();
      const held = new Set<string>();
      let ended = 0;
      const runs = tasks.map(({ key, fails, pauses }) =>
        mutex.run(
          key,
          async () => {
            expect(held.has(key)).toBe(false);
            held.add(key);
            for (let pause = 0; pause < pauses; pause += 1) await Promise.resolve();
            held.delete(key);
            ended += 1;
            if (fails) throw new Error('task failed');
          },
          60_000,
        ),
      );
      const outcomes = await Promise.allSettled(runs);
      expect(ended).toBe(tasks.length);
      expect(outcomes.map(({ status }) => status === 'rejected')).toEqual(tasks.map(({ fails }) => fails));
    }),
  );
});
