import { systemClock } from '@acebuddy/zoho-desk';

/** Where the product takes its time from. */
export interface ProductTime {
  readonly now: () => Date;
  /** Monotonic milliseconds. */
  readonly elapsedMs: () => number;
  readonly sleep: (ms: number, signal?: AbortSignal) => Promise<void>;
}

export const systemTime: ProductTime = {
  now: () => new Date(),
  elapsedMs: () => performance.now(),
  sleep: systemClock.sleep,
};
