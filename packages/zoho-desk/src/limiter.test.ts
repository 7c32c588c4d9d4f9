import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createFakeClock } from '../test/harness/fake-clock.ts';
import { createLimiter } from './limiter.ts';

const turn = () => new Promise((resolve) => setImmediate(resolve));

function setUp(concurrency: number) {
  const clock = createFakeClock();
  const limiter = createLimiter({ concurrency, clock });
  const acquire = (foreground: boolean, signal?: AbortSignal) =>
    limiter.acquire({ foreground, deadlineAt: clock.now() + 10_000, signal });
  return { clock, limiter, acquire };
}

it('lets a waiting customer go before background work that came earlier', async () => {
  const { acquire, limiter } = setUp(1);
  const order: string[] = [];
  const first = await acquire(false);
  const background = acquire(false).then((release) => {
    order.push('background');
    release?.();
  });
  const foreground = acquire(true).then((release) => {
    order.push('foreground');
    release?.();
  });
  expect(limiter.stats()).toEqual({ inFlight: 1, concurrencySeen: 1, waiting: { foreground: 1, background: 1 } });
  first?.();
  await Promise.all([background, foreground]);
  expect(order).toEqual(['foreground', 'background']);
});

it('keeps one slot of several free of background work', async () => {
  const { acquire, limiter } = setUp(3);
  await acquire(false);
  await acquire(false);
  const third = acquire(false);
  await turn();
  expect(limiter.stats()).toMatchObject({ inFlight: 2, waiting: { background: 1 } });
  const foreground = await acquire(true);
  expect(limiter.stats().inFlight).toBe(3);
  foreground?.();
  await turn();
  expect(limiter.stats()).toMatchObject({ inFlight: 2, waiting: { background: 1 } });
  await expect(Promise.race([third, turn().then(() => 'still waiting')])).resolves.toBe('still waiting');
});

it('gives up at the deadline and leaves the queue', async () => {
  const { acquire, limiter, clock } = setUp(1);
  const held = await acquire(true);
  const late = acquire(true);
  clock.advance(10_000);
  expect(await late).toBeNull();
  expect(limiter.stats().waiting.foreground).toBe(0);
  held?.();
  expect(limiter.stats().inFlight).toBe(0);
});

it('gives up when the caller does', async () => {
  const { acquire, limiter } = setUp(1);
  await acquire(true);
  const abort = new AbortController();
  const waiting = acquire(false, abort.signal);
  abort.abort();
  expect(await waiting).toBeNull();
  expect(limiter.stats().waiting.background).toBe(0);
});

it('takes a slot back once only', async () => {
  const { acquire, limiter } = setUp(2);
  const release = await acquire(true);
  await acquire(true);
  release?.();
  release?.();
  expect(limiter.stats().inFlight).toBe(1);
});

it('never exceeds its number and serves everybody in the end', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 1, max: 5 }),
      fc.array(fc.record({ foreground: fc.boolean(), turns: fc.integer({ min: 0, max: 3 }) }), { maxLength: 30 }),
      async (concurrency, calls) => {
        const { acquire, limiter } = setUp(concurrency);
        await Promise.all(
          calls.map(async ({ foreground, turns }) => {
            const release = await acquire(foreground);
            expect(limiter.stats().inFlight).toBeLessThanOrEqual(concurrency);
            for (let i = 0; i < turns; i += 1) {
              await turn();
            }
            release?.();
          }),
        );
        expect(limiter.stats()).toMatchObject({ inFlight: 0, waiting: { foreground: 0, background: 0 } });
      },
    ),
    { numRuns: 50 },
  );
});
