import { setTimeout as wait } from 'node:timers/promises';
import type { ProductTime } from '../product/time.ts';

/** A time that stands still until it is moved, and never goes back. */
export interface DemoClock extends ProductTime {
  /** Milliseconds since 1970. */
  at(): number;
  moveTo(at: number): void;
  /** Something took so long. */
  pass(ms: number): void;
}

/** Whoever sleeps waits for work of this process, which takes its real time, however short the simulated one is. */
const fasterBy = 8;

export function createDemoClock(startsAt: number): DemoClock {
  let at = startsAt;
  const clock: DemoClock = {
    at: () => at,
    moveTo: (next) => {
      at = Math.max(at, next);
    },
    pass: (ms) => {
      at += Math.max(0, Math.round(ms));
    },
    now: () => new Date(at),
    elapsedMs: () => at - startsAt,
    sleep: async (ms, signal) => {
      const waited = await wait(ms / fasterBy, true, signal === undefined ? {} : { signal }).catch(() => false);
      if (waited) clock.pass(ms);
    },
  };
  return clock;
}
