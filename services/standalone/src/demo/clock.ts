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

/** Whether nothing is under way that a sleeper may wait for; asked again and again. */
export type Idle = () => () => boolean;

const lookEveryMs = 3;

/** @param idle Called when somebody falls asleep. The sleep ends when nothing else is going on, whatever its length. */
export function createDemoClock(startsAt: number, idle: Idle): DemoClock {
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
      const isIdle = idle();
      const isOver = () => signal?.aborted === true;
      while (!isOver()) {
        await wait(lookEveryMs);
        if (!isOver() && isIdle()) return clock.pass(ms);
      }
    },
  };
  return clock;
}
