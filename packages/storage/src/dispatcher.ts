import { AsyncLocalStorage } from 'node:async_hooks';
import { setImmediate as nextTurn } from 'node:timers/promises';

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
  /** Whoever wakes it is in the middle of a request: the work that is found then is not that request's. */
  const outside = AsyncLocalStorage.snapshot();
  let active = false;
  let timer: NodeJS.Timeout | undefined;
  let looking: Promise<unknown> | undefined;
  /** More may be due than was claimed: look again as soon as a place is free. */
  let lookAgain = false;
  let looks = 0;

  const launch = (item: T): void => {
    const work = outside(() => runSafely(options, item)).then(() => {
      running.delete(work);
      if (active && lookAgain) look();
    });
    running.add(work);
  };

  /** Claims into the free places and starts the work; resolves to how many items were claimed. */
  const fill = async (): Promise<number> => {
    const free = options.concurrency - running.size;
    const items = free > 0 ? await options.claim(free) : [];
    for (const item of items) launch(item);
    if (items.length >= free) lookAgain = true;
    // Embedded stores answer without leaving the current turn; timers and sockets must get theirs.
    await nextTurn();
    return items.length;
  };

  /** One look at a time; a call during one makes it look once more. */
  const look = (): void => {
    if (looking !== undefined) {
      lookAgain = true;
      return;
    }
    clearTimeout(timer);
    lookAgain = false;
    looks += 1;
    const ended = outside(fill).catch((error: unknown) =>
      logger.error({ dispatcher: name, err: error }, 'dispatcher could not claim work'),
    );
    looking = ended;
    void ended.then(() => {
      looking = undefined;
      return rest();
    });
  };

  const rest = async (): Promise<void> => {
    const isFull = running.size >= options.concurrency;
    if (active && lookAgain && !isFull) return look();
    const sinceLook = looks;
    const pauseMs = isFull ? options.idleMs : await pauseOf(options);
    // A wake during the question above has looked already and sets its own timer.
    if (!active || looks !== sinceLook) return;
    clearTimeout(timer);
    timer = setTimeout(look, pauseMs);
    timer.unref();
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

/** An outcome that could not be recorded must not end the loop. */
async function runSafely<T>({ name, logger, run }: DispatcherOptions<T>, item: T): Promise<void> {
  try {
    await run(item);
  } catch (error) {
    logger.error({ dispatcher: name, err: error }, 'dispatched work threw');
  }
}

/** Due work that another replica holds must not make us ask in a tight loop. */
const pauseMsMin = 20;

async function pauseOf<T>({ idleMs, nextDueInMs }: DispatcherOptions<T>): Promise<number> {
  const dueInMs = await nextDueInMs?.().catch(() => null);
  return Math.min(idleMs, Math.max(pauseMsMin, dueInMs ?? idleMs));
}
