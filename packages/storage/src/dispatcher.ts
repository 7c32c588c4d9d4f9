/** Runs work that is due in the store, with bounded concurrency. Replicas share it through leases in the store. */
export interface Dispatcher {
  start(): void;
  /** Something may be due now: look at once instead of at the next tick. */
  wake(): void;
  /** Takes no more work and resolves when what is running has ended. */
  stop(): Promise<void>;
  /** Runs until nothing is due; works without `start`. */
  drain(): Promise<void>;
}

/** The two methods that a dispatcher needs of a pino logger. */
export interface DispatcherLogger {
  debug(details: object, message: string): void;
  error(details: object, message: string): void;
}

export interface DispatcherOptions<T> {
  readonly name: string;
  /** Leases at most `limit` due items; two calls, of any replica, never return the same item within its lease. */
  readonly claim: (limit: number) => Promise<readonly T[]>;
  /** Does the work and records the outcome. When it throws, the item comes back after its lease. */
  readonly run: (item: T) => Promise<void>;
  readonly concurrency: number;
  /** Longest pause between two looks. */
  readonly idleMs: number;
  readonly logger: DispatcherLogger;
  /** Milliseconds until the next item is due, null when none is known; shortens the pause. */
  readonly nextDueInMs?: () => Promise<number | null>;
}

export function createDispatcher<T>(options: DispatcherOptions<T>): Dispatcher {
  const { name, logger } = options;
  const running = new Set<Promise<void>>();
  let active = false;
  let timer: NodeJS.Timeout | undefined;
  let looking: Promise<number> | undefined;
  let lookAgain = false;

  /** Claims into the free places and starts the work; resolves to how many items were claimed. */
  const fill = async (): Promise<number> => {
    const free = options.concurrency - running.size;
    if (free <= 0) return 0;
    const items = await options.claim(free);
    for (const item of items) launch(item);
    // A full haul says that more may be due: look again as soon as a place is free.
    if (items.length === free) lookAgain = true;
    return items.length;
  };

  const launch = (item: T): void => {
    const work = options
      .run(item)
      .catch((error: unknown) => logger.error({ dispatcher: name, err: error }, 'dispatched work threw'))
      .finally(() => {
        running.delete(work);
        if (active && lookAgain) look();
      });
    running.add(work);
  };

  /** One look at a time; a call during one makes it look once more. */
  const look = (): void => {
    if (looking !== undefined) {
      lookAgain = true;
      return;
    }
    clearTimeout(timer);
    lookAgain = false;
    looking = fill().catch((error: unknown) => {
      logger.error({ dispatcher: name, err: error }, 'dispatcher could not claim work');
      lookAgain = false;
      return 0;
    });
    void looking.then(rest);
  };

  const rest = async (): Promise<void> => {
    looking = undefined;
    if (!active) return;
    if (lookAgain && running.size < options.concurrency) {
      look();
      return;
    }
    const pauseMs = await nextPause();
    if (!active || looking !== undefined) return;
    clearTimeout(timer);
    timer = setTimeout(look, pauseMs);
    timer.unref();
  };

  const nextPause = async (): Promise<number> => {
    const dueInMs = await options.nextDueInMs?.().catch(() => null);
    return Math.max(0, Math.min(options.idleMs, dueInMs ?? options.idleMs));
  };

  return {
    start: () => {
      if (active) return;
      active = true;
      look();
    },
    wake: () => {
      if (active) look();
    },
    stop: async () => {
      active = false;
      clearTimeout(timer);
      await looking;
      await Promise.all(running);
      logger.debug({ dispatcher: name }, 'dispatcher stopped');
    },
    drain: async () => {
      for (;;) {
        const claimed = await fill();
        if (claimed === 0 && running.size === 0) return;
        if (running.size > 0) await Promise.race(running);
      }
    },
  };
}
