/** A program that fails in the way its argument names, for the tests of `runUntilSignal`. */
import { AppError } from '@acebuddy/contracts';
import { z } from 'zod';
import { createLogger, parseConfig, runUntilSignal } from '../src/index.ts';

const failures: Record<string, () => Promise<{ close(): Promise<void> }>> = {
  config: async () => {
    parseConfig(z.object({ INTERNAL_TOKEN: z.string(), PORT: z.coerce.number() }), { PORT: 'hunter2' });
    return { close: async () => undefined };
  },
  store: async () => {
    throw new AppError('STORE_UNAVAILABLE', 'MongoDB at MONGODB_URI did not answer');
  },
  bug: async () => {
    throw new TypeError('a bug');
  },
  later: async () => {
    setImmediate(() => void Promise.reject(new TypeError('a bug')));
    setInterval(() => undefined, 1_000);
    return { close: async () => undefined };
  },
};
const failure = failures[process.argv[2] ?? ''];
if (failure !== undefined) await runUntilSignal(failure, createLogger({ name: 'example' }));
