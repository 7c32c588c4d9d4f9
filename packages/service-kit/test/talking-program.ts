/** A service that never stops talking: `node talking-program.ts`. SIGUSR2 brings a failure that nobody handles. */
import { writeFileSync } from 'node:fs';
import { createLogger, createMetrics, runUntilSignal, serveRouter } from '../src/index.ts';
import { createExampleRouter, internalToken } from './example-service.ts';

const logger = createLogger({ name: 'example', level: 'info' });

await runUntilSignal(async () => {
  const server = await serveRouter({
    router: createExampleRouter().exampleRouter,
    host: '127.0.0.1',
    port: 0,
    internalToken,
    logger,
    metrics: createMetrics({ service: 'example' }),
    checks: {},
  });
  setInterval(() => logger.info({ filler: 'x'.repeat(4_000) }, 'still here'), 5);
  process.on('SIGUSR2', () => {
    throw new TypeError('a bug');
  });
  writeFileSync(process.argv[2] ?? '', server.url);
  return server;
}, logger);
