import { AppError } from '@acebuddy/contracts';

/** Lets one task at a time run for each key, in the order of arrival; different keys do not wait for each other. */
export interface KeyedMutex {
  /**
   * Runs `task` when its turn comes. Throws `SERVICE_UNAVAILABLE`, without having started it, when that takes longer than
   * `waitMsMax`.
   */
  run<T>(key: string, task: () => Promise<T>, waitMsMax: number): Promise<T>;
}

interface Waiter {
  readonly grant: () => void;
}

export function createKeyedMutex(): KeyedMutex {
  /** A key is held while it is in the map; the list holds who waits for it. */
  const waitersByKey = new Map<string, Waiter[]>();

  const acquire = (key: string, waitMsMax: number): Promise<void> => {
    const waiters = waitersByKey.get(key);
    if (waiters === undefined) {
      waitersByKey.set(key, []);
      return Promise.resolve();
    }
    return waitIn(waiters, waitMsMax);
  };

  const release = (key: string): void => {
    const next = waitersByKey.get(key)?.shift();
    if (next === undefined) waitersByKey.delete(key);
    else next.grant();
  };

  return {
    run: async (key, task, waitMsMax) => {
      await acquire(key, waitMsMax);
      try {
        return await task();
      } finally {
        release(key);
      }
    },
  };
}

function waitIn(waiters: Waiter[], waitMsMax: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const waiter: Waiter = {
      grant: () => {
        clearTimeout(timer);
        resolve();
      },
    };
    const timer = setTimeout(() => {
      waiters.splice(waiters.indexOf(waiter), 1);
      reject(new AppError('SERVICE_UNAVAILABLE', 'An earlier request of this conversation is still being worked on'));
    }, waitMsMax);
    waiters.push(waiter);
  });
}
