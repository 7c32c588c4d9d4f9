import { setTimeout as wait } from 'node:timers/promises';
import type { Idle } from './clock.ts';

/**
 * Does the desk's work while a message that waits for it is answered, as the dispatchers of a running product would, and
 * knows when there is none: a run depends on no real time, so that it comes out the same on a busy machine.
 */
export interface Pump {
  readonly idle: Idle;
  /** `fetch` whose calls count as going on. */
  readonly fetch: typeof fetch;
  /** Works until this has ended. */
  during<T>(work: Promise<T>, drain: () => Promise<void>): Promise<T>;
}

const everyMs = 3;
/** Rounds that must have found nothing. */
const roundsMin = 2;
/** Whoever sleeps within a round would wait for its own end. */
const patienceMs = 150;

export function createPump(onCall: () => void): Pump {
  let calls = 0;
  let rounds = 0;
  let pumping = 0;
  return {
    idle: () => {
      const begun = performance.now();
      const roundsBefore = rounds;
      return () => {
        if (calls > 0) return false;
        if (performance.now() - begun > patienceMs) return true;
        return pumping > 0 && rounds - roundsBefore >= roundsMin;
      };
    },
    fetch: async (input, init) => {
      onCall();
      calls += 1;
      try {
        return await fetch(input, init);
      } finally {
        calls -= 1;
      }
    },
    async during(work, drain) {
      pumping += 1;
      let isOver = false;
      const ended = work.finally(() => {
        isOver = true;
      });
      ended.catch(() => undefined);
      try {
        while (!isOver) {
          await Promise.race([ended, wait(everyMs)]);
          if (isOver) break;
          await drain();
          rounds += 1;
        }
        return await ended;
      } finally {
        pumping -= 1;
      }
    },
  };
}
