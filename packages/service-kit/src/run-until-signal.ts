import { flushCompileCache } from 'node:module';
import { setTimeout as wait } from 'node:timers/promises';
import type { Logger } from 'pino';
import { launchersEnd } from './launchers.ts';
import { outputOf } from './logger.ts';
import { parentsEnd } from './parents-end.ts';
import { describeStartFailure, exitCodes, type ListenVariables, pageOf, renderStartFailure } from './start-failure.ts';

const closeMsMax = 10_000;
/** How long the last log lines may take before the process ends without them. */
const lastLinesMsMax = 1_500;

/** What happens between the signal and the closing. */
export interface Drain {
  /** How long the program goes on serving, milliseconds. */
  readonly delayMs: number;
  /** Called at the signal: from here on the program says that it is not ready. */
  begin(): void;
}

const noDrain: Drain = { delayMs: 0, begin: () => undefined };

/**
 * The life of a program: starts it, waits for SIGINT, SIGTERM, or the end of what started it (`npx`, `pnpm`, or a program with a channel to it), drains and closes it and ends the process with 0. Closing that takes
 * longer than 10 s, or a second signal, ends it with 1. What is wrong with the configuration (78) or unreachable at
 * start (69) is said in one sentence; where a stack belongs to it, the log has it at `debug`. That nobody takes its words (full disk, closed reader) ends nothing.
 */
export async function runUntilSignal(
  start: () => Promise<{ close(): Promise<void> }>,
  logger: Logger,
  variables?: ListenVariables,
  drain: Drain = noDrain,
): Promise<void> {
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);
  process.on('unhandledRejection', (error) => die(logger, error));
  process.on('uncaughtException', (error) => die(logger, error));
  const signal = Promise.race([nextSignal(), nextEndOfLauncher()]);
  const running = await start().catch((error: unknown) => failToStart(error, logger, variables));
  if (running === undefined) return leave(logger);
  // Now, because a process that is killed has no later: where NODE_COMPILE_CACHE is set, its next start is a quick one.
  flushCompileCache();
  const name = await signal;
  logger.info({ signal: name, drainMs: drain.delayMs }, 'stopping');
  void nextSignal().then(() => leave(logger, exitCodes.failure));
  drain.begin();
  if (drain.delayMs > 0) await wait(drain.delayMs);
  const timer = setTimeout(() => {
    logger.error('not closed in time');
    void leave(logger, exitCodes.failure);
  }, closeMsMax);
  try {
    await running.close();
  } catch (error) {
    logger.error({ err: error }, 'closing failed');
    process.exitCode = exitCodes.failure;
  }
  clearTimeout(timer);
  logger.info('stopped');
  await leave(logger);
}

function nextEndOfLauncher(): Promise<string> {
  const ends = [launchersEnd(), parentsEnd()].filter((end) => end !== null);
  // Of no promises none is ever the first.
  return Promise.race(ends).then(() => 'the program that started this one ended');
}

function nextSignal(): Promise<NodeJS.Signals> {
  return new Promise((resolve) => {
    process.once('SIGINT', resolve);
    process.once('SIGTERM', resolve);
  });
}

function failToStart(error: unknown, logger: Logger, variables: ListenVariables | undefined): undefined {
  const { sentence, fatal, exitCode, isUnexpected } = describeStartFailure(error, variables);
  const said = isUnexpected ? `${sentence}. LOG_LEVEL=debug shows where` : sentence;
  process.stderr.write(`${renderStartFailure({ sentence: said, fatal })}\n`);
  if (isUnexpected) logger.debug({ err: error }, 'could not start');
  process.exitCode = exitCode;
}

/** The last words are written at once and once: whatever happens to them, the process ends. */
function die(logger: Logger, error: unknown): void {
  try {
    logger.fatal({ err: error, help: pageOf('UNEXPECTED') }, 'unexpected error, ending');
  } finally {
    void leave(logger, exitCodes.failure);
  }
}

/**
 * Ends the process. A write to a reader that does not read cannot be taken back, and the system waits for it at a regular
 * exit: then only SIGKILL ends the process.
 */
async function leave(logger: Logger, code = process.exitCode): Promise<void> {
  process.exitCode = code;
  const isWritten = (await outputOf(logger)?.drained(lastLinesMsMax)) ?? true;
  if (!isWritten) process.kill(process.pid, 'SIGKILL');
  process.exit();
}
