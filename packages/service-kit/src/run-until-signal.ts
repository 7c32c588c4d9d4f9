import { flushCompileCache } from 'node:module';
import { isAppError } from '@acebuddy/contracts';
import type { Logger } from 'pino';
import { ConfigError } from './config.ts';

const closeMsMax = 10_000;
/** sysexits.h: EX_CONFIG, EX_UNAVAILABLE. */
const exitCodes = { config: 78, unavailable: 69, failure: 1 } as const;

/**
 * The life of a program: starts it, waits for SIGINT or SIGTERM, closes it and ends the process with 0. Closing that takes
 * longer than 10 s, or a second signal, ends it with 1. What is wrong with the configuration (78) or unreachable at
 * start (69) is said in plain words.
 */
export async function runUntilSignal(start: () => Promise<{ close(): Promise<void> }>, logger: Logger): Promise<void> {
  process.on('unhandledRejection', (error) => die(logger, error));
  process.on('uncaughtException', (error) => die(logger, error));
  const signal = nextSignal();
  const running = await start().catch((error: unknown) => failToStart(error, logger));
  if (running === undefined) return;
  // Now, because a process that is killed has no later: where NODE_COMPILE_CACHE is set, its next start is a quick one.
  flushCompileCache();
  const name = await signal;
  logger.info({ signal: name }, 'stopping');
  const timer = setTimeout(() => {
    logger.error('not closed in time');
    process.exit(exitCodes.failure);
  }, closeMsMax);
  void nextSignal().then(() => process.exit(exitCodes.failure));
  try {
    await running.close();
  } catch (error) {
    logger.error({ err: error }, 'closing failed');
    process.exitCode = exitCodes.failure;
  }
  clearTimeout(timer);
  logger.info('stopped');
  process.exit();
}

function nextSignal(): Promise<NodeJS.Signals> {
  return new Promise((resolve) => {
    process.once('SIGINT', resolve);
    process.once('SIGTERM', resolve);
  });
}

function failToStart(error: unknown, logger: Logger): undefined {
  if (error instanceof ConfigError || isAppError(error)) {
    process.stderr.write(`${error.message}\n`);
    process.exitCode = error instanceof ConfigError ? exitCodes.config : exitCodes.unavailable;
  } else {
    logger.fatal({ err: error }, 'could not start');
    process.exitCode = exitCodes.failure;
  }
  process.exit();
}

function die(logger: Logger, error: unknown): never {
  logger.fatal({ err: error }, 'unexpected error, ending');
  process.exit(exitCodes.failure);
}
