import type { Clock } from './clock.ts';

interface SlotRequest {
  readonly foreground: boolean;
  /** Epoch milliseconds after which a slot is of no use. */
  readonly deadlineAt: number;
  readonly signal?: AbortSignal | undefined;
}

interface LimiterStats {
  readonly inFlight: number;
  readonly concurrencySeen: number;
  readonly waiting: { readonly foreground: number; readonly background: number };
}

export interface Limiter {
  /** Resolves to the function that gives the slot back, or to null when the deadline came first. */
  acquire(request: SlotRequest): Promise<(() => void) | null>;
  stats(): LimiterStats;
}

interface Waiter {
  readonly foreground: boolean;
  grant(): void;
}

/**
 * At most `concurrency` calls at once for the whole process; Desk counts them per portal (zoho-desk.md §7). Foreground
 * calls go first, and background calls never take the last slot when there are several: a customer finds one free.
 */
export function createLimiter(options: { readonly concurrency: number; readonly clock: Clock }): Limiter {
  const { concurrency, clock } = options;
  const backgroundMax = concurrency > 1 ? concurrency - 1 : 1;
  const waiting: Record<'foreground' | 'background', Waiter[]> = { foreground: [], background: [] };
  let inFlight = 0;
  let backgroundInFlight = 0;
  let concurrencySeen = 0;

  const hasRoom = (foreground: boolean) =>
    inFlight < concurrency && (foreground || (backgroundInFlight < backgroundMax && waiting.foreground.length === 0));

  function take(foreground: boolean): () => void {
    inFlight += 1;
    backgroundInFlight += foreground ? 0 : 1;
    concurrencySeen = Math.max(concurrencySeen, inFlight);
    let held = true;
    return () => {
      if (!held) {
        return;
      }
      held = false;
      inFlight -= 1;
      backgroundInFlight -= foreground ? 0 : 1;
      grantNext();
    };
  }

  function grantNext(): void {
    for (const lane of ['foreground', 'background'] as const) {
      while (waiting[lane].length > 0 && hasRoom(lane === 'foreground')) {
        waiting[lane].shift()?.grant();
      }
    }
  }

  function enqueue({ foreground, deadlineAt, signal }: SlotRequest): Promise<(() => void) | null> {
    const lane = waiting[foreground ? 'foreground' : 'background'];
    const granted = new AbortController();
    return new Promise((resolve) => {
      const waiter: Waiter = {
        foreground,
        grant: () => {
          resolve(take(foreground));
          granted.abort();
        },
      };
      lane.push(waiter);
      const wake = signal === undefined ? granted.signal : AbortSignal.any([granted.signal, signal]);
      void clock.sleep(Math.max(0, deadlineAt - clock.now()), wake).then(() => {
        const at = lane.indexOf(waiter);
        if (at >= 0) {
          lane.splice(at, 1);
          resolve(null);
        }
      });
    });
  }

  return {
    acquire: (request) =>
      hasRoom(request.foreground) && waiting[request.foreground ? 'foreground' : 'background'].length === 0
        ? Promise.resolve(take(request.foreground))
        : enqueue(request),
    stats: () => ({
      inFlight,
      concurrencySeen,
      waiting: { foreground: waiting.foreground.length, background: waiting.background.length },
    }),
  };
}
