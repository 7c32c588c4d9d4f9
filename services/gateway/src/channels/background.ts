import type { Logger } from '@acebuddy/service-kit';

export interface Background {
  /**
   * Runs `task` until it succeeds or has been tried often enough: once more than there are pauses (milliseconds). Never
   * throws; says in the log what was given up.
   */
  run(name: string, task: () => Promise<unknown>, pausesMs?: readonly number[]): void;
  /** Resolves when nothing is running or waiting any more. */
  settled(): Promise<void>;
  /** Waits for what is running; what only waits for its next try is given up. */
  stop(): Promise<void>;
}

export interface BackgroundOptions {
  readonly logger: Logger;
  /** Pauses between the tries where the task names none. */
  readonly pausesMs?: readonly number[];
  readonly tasksMax?: number;
}

/**
 * Work that goes on after a webhook was answered. It is held in memory: the gateway keeps no state, so after a crash the
 * sender's repeat, polling or the customer's next message has to bring it back.
 */
export function createBackground(options: BackgroundOptions): Background {
  const { logger, pausesMs = [1_000, 2_000, 4_000, 8_000, 16_000], tasksMax = 1_000 } = options;
  const running = new Set<Promise<void>>();
  const stopping = new AbortController();

  const attempt = async (name: string, task: () => Promise<unknown>, pauses: readonly number[]): Promise<void> => {
    for (let tries = 0; ; tries += 1) {
      try {
        await task();
        return;
      } catch (error) {
        const pauseMs = pauses[tries];
        if (pauseMs === undefined || stopping.signal.aborted) {
          logger.error({ err: error, task: name, tries: tries + 1 }, 'gave up work in the background');
          return;
        }
        await pause(pauseMs, stopping.signal);
      }
    }
  };
  return {
    run: (name, task, pauses = pausesMs) => {
      if (running.size >= tasksMax) {
        logger.error({ task: name, tasks: running.size }, 'too much work in the background');
        return;
      }
      const work = attempt(name, task, pauses).finally(() => running.delete(work));
      running.add(work);
    },
    settled: async () => {
      while (running.size > 0) await Promise.all(running);
    },
    stop: async () => {
      stopping.abort();
      await Promise.all(running);
    },
  };
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const finish = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', finish);
      resolve();
    };
    const timer = setTimeout(finish, ms);
    signal.addEventListener('abort', finish, { once: true });
  });
}
