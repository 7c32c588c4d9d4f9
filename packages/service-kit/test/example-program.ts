/** A service as a program of its own, for tests that kill it: `node example-program.ts PORT`, prints its URL. */
import { createLogger, createMetrics, runUntilSignal, serveRouter } from '../src/index.ts';
import { createExampleRouter, internalToken } from './example-service.ts';

const logger = createLogger({ name: 'example', level: 'warn' });

await runUntilSignal(async () => {
  const server = await serveRouter({
    router: createExampleRouter().exampleRouter,
    host: '127.0.0.1',
    port: Number(process.argv[2] ?? 0),
    internalToken,
    logger,
    metrics: createMetrics({ service: 'example' }),
    checks: {},
  });
  process.stdout.write(`${server.url}\n`);
  return server;
}, logger);
