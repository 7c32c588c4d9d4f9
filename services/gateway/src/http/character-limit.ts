import { AppError } from '@acebuddy/contracts';
import { LruMap } from 'toad-cache';

export interface CharacterLimitOptions {
  /** Most characters of one key in a window. */
  readonly max: number;
  readonly windowMs: number;
  /** Most keys that are remembered; the least recently seen is forgotten first. */
  readonly keysMax: number;
  /** Monotonic milliseconds. */
  readonly now: () => number;
}

export interface CharacterLimit {
  /**
   * Counts these characters. What alone is more than the limit passes when nothing was before it: nobody is kept from saying
   * one thing. What is refused is not counted.
   * @throws AppError `RATE_LIMITED` with the time until it makes sense to come back
   */
  take(key: string, chars: number): void;
}

interface Window {
  readonly endsAt: number;
  chars: number;
}

/**
 * How much text may come in a window, beside how many requests: the work that a message makes follows from its length.
 * `@fastify/rate-limit` counts requests only.
 */
export function createCharacterLimit({ max, windowMs, keysMax, now }: CharacterLimitOptions): CharacterLimit {
  const windows = new LruMap<Window>(keysMax);
  return {
    take(key, chars) {
      if (chars === 0) return;
      const found = windows.get(key);
      const at = now();
      if (found === undefined || found.endsAt <= at) {
        windows.set(key, { endsAt: at + windowMs, chars });
        return;
      }
      if (found.chars + chars > max) {
        const retryAfterMs = found.endsAt - at;
        const seconds = Math.ceil(retryAfterMs / 1_000);
        throw new AppError('RATE_LIMITED', `Too much text. Try again in ${seconds} s.`, { retryAfterMs });
      }
      found.chars += chars;
    },
  };
}
