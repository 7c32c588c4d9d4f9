import type { Logger } from 'pino';

export interface Ticker {
  start(): void;
  /** Resolves when a running turn has ended. */
  stop(): Promise<void>;
}

/** Runs `turn` every `everyMs`, never twice at once; a turn that throws is logged and the next one comes as usual. */
export function createTicker(options: {
  readonly name: string;
  readonly everyMs: number;
  readonly turn: () => Promise<void>;
  readonly logger: Logger;
}): Ticker {
  const { name, everyMs, turn, logger } = options;
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> = Promise.resolve();
  let isActive = false;
  const schedule = (): void => {
    if (!isActive) return;
    timer = setTimeout(() => {
      running = turn()
        .catch((error: unknown) => logger.error({ err: error, ticker: name }, 'regular work failed'))
        .finally(schedule);
    }, everyMs);
    timer.unref();
  };
  return {
    start: () => {
      if (isActive) return;
      isActive = true;
      schedule();
    },
    stop: async () => {
      isActive = false;
      clearTimeout(timer);
      await running;
    },
  };
}
