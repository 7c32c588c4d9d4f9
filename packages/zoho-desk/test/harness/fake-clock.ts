import type { Clock } from '../../src/clock.ts';

export interface FakeClock extends Clock {
  advance(ms: number): void;
  /** Every sleep that was asked for, in order. */
  readonly sleeps: readonly number[];
}

interface Sleeper {
  readonly until: number;
  wake(): void;
}

/**
 * Time for tests. Sleeps of up to `skipMs` are over at once and move the time; longer ones (deadlines) last until
 * `advance` passes them or their signal aborts.
 */
export function createFakeClock({
  start = Date.parse('2026-11-23T09:00:00.000Z'),
  skipMs = 5_000,
}: {
  readonly start?: number;
  readonly skipMs?: number;
} = {}): FakeClock {
  const sleepers = new Set<Sleeper>();
  const sleeps: number[] = [];
  let now = start;

  return {
    sleeps,
    now: () => now,
    sleep: (ms, signal) => {
      sleeps.push(ms);
      if (ms <= skipMs) {
        now += ms;
        return new Promise((resolve) => setImmediate(resolve));
      }
      return new Promise((resolve) => {
        const sleeper: Sleeper = {
          until: now + ms,
          wake: () => {
            sleepers.delete(sleeper);
            resolve();
          },
        };
        sleepers.add(sleeper);
        signal?.addEventListener('abort', sleeper.wake, { once: true });
        if (signal?.aborted) {
          sleeper.wake();
        }
      });
    },
    advance: (ms) => {
      now += ms;
      for (const sleeper of [...sleepers]) {
        if (sleeper.until <= now) {
          sleeper.wake();
        }
      }
    },
  };
}
