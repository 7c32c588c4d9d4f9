export interface Listening {
  /** Resolves when the step ends or the time is up, whichever is first, and stops listening. */
  within(waitMs: number): Promise<void>;
  close(): void;
}

/** Tells callers in this process that a step has ended, so that they need not poll for it. */
export interface Completions {
  listen(stepId: string): Listening;
  notify(stepId: string): void;
}

export function createCompletions(sleep: (ms: number, signal?: AbortSignal) => Promise<void>): Completions {
  const listeners = new Map<string, Set<() => void>>();
  return {
    listen: (stepId) => {
      const { promise: ended, resolve } = Promise.withResolvers<void>();
      const waiting = listeners.get(stepId) ?? new Set();
      listeners.set(stepId, waiting.add(resolve));
      const close = (): void => {
        waiting.delete(resolve);
        if (waiting.size === 0 && listeners.get(stepId) === waiting) listeners.delete(stepId);
      };
      return {
        close,
        within: async (waitMs) => {
          const timer = new AbortController();
          try {
            await Promise.race([ended, sleep(waitMs, timer.signal)]);
          } finally {
            timer.abort();
            close();
          }
        },
      };
    },
    notify: (stepId) => {
      for (const resolve of listeners.get(stepId) ?? []) resolve();
    },
  };
}
