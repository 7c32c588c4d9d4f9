/** A program that fails in the way its argument names, for the tests of `runUntilSignal`. */
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { AppError } from '@acebuddy/contracts';
import { z } from 'zod';
import { createLogger, listen, parseConfig, runUntilSignal } from '../src/index.ts';

const failures: Record<string, () => Promise<{ close(): Promise<void> }>> = {
  config: async () => {
    parseConfig(z.object({ INTERNAL_TOKEN: z.string(), PORT: z.coerce.number() }), { PORT: 'hunter2' });
    return { close: async () => undefined };
  },
  store: async () => {
    throw new AppError('STORE_UNAVAILABLE', 'MongoDB at MONGODB_URI did not answer');
  },
  port: async () => {
    const { url } = await listen(createServer(), { host: '127.0.0.1', port: 0 });
    return listen(createServer(), { host: '127.0.0.1', port: Number(new URL(url).port) });
  },
  file: async () => {
    await readFile('/nowhere/file.json');
    return { close: async () => undefined };
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
const [, , name = '', level = 'info'] = process.argv;
const failure = failures[name];
const variables = { host: 'EXAMPLE_HOST', port: 'EXAMPLE_PORT' };
if (failure !== undefined) await runUntilSignal(failure, createLogger({ name: 'example', level }), variables);
