import { type Logger, levels } from 'pino';
import { readCommandLine } from './command-line.ts';
import { ConfigError, type Environment } from './config.ts';
import { drainDelayOf } from './draining.ts';
import { type ReadEnvironment, readEnvironment } from './environment.ts';
import { createLogger } from './logger.ts';
import { runUntilSignal } from './run-until-signal.ts';
import { describeStartFailure, exitCodes, type ListenVariables, renderStartFailure } from './start-failure.ts';
import { startTracing } from './tracing/start-tracing.ts';

export interface ProgramOptions {
  /** Who speaks in the log. */
  readonly name: string;
  /** `process.env`, which only entries read. */
  readonly environment: Environment;
  /** Where `LOG_LEVEL` is not set. @default 'info' */
  readonly level?: string;
  /** What says where it listens. @default HOST and PORT */
  readonly variables?: ListenVariables;
  /** `service.name` of its traces where OTEL_SERVICE_NAME is not set. @default it makes none */
  readonly tracedAs?: string;
  /** What `--help` says of it. @default that it has settings and no arguments */
  readonly usage?: string;
  /** Of a program that serves nobody itself, and has to stop those that do: null. @default DRAIN_DELAY_MS */
  readonly drainMs?: null;
}

export interface ProgramStart extends Pick<ReadEnvironment, 'env' | 'file' | 'names' | 'notices'> {
  readonly logger: Logger;
  /** Aborted when the program was told to stop: it serves on for DRAIN_DELAY_MS, and `/ready` answers 503. */
  readonly draining: AbortSignal;
}

/** A program from its environment, `.env` included, to the signal that ends it. */
export async function runProgram(
  { name, environment, level, variables, tracedAs, usage = usageOf(name), drainMs }: ProgramOptions,
  start: (given: ProgramStart) => Promise<{ close(): Promise<void> }>,
): Promise<void> {
  readCommandLine({ usage });
  const { env, names, notices, file } = orEnd(() => readEnvironment(environment));
  const logger = createLogger({ name, level: orEnd(() => levelOf(env.LOG_LEVEL)) ?? level });
  const drain = new AbortController();
  const given = { env, file, names, notices, logger, draining: drain.signal };
  await runUntilSignal(
    () => startTraced(given, tracedAs, start).catch((error) => fail(error, file)),
    logger,
    variables,
    { delayMs: drainMs === null ? 0 : drainDelayOf(env), begin: () => drain.abort() },
  );
}

/** What traces need is loaded when the program runs already: nobody waits for it. They end after what they are of. */
async function startTraced(
  given: ProgramStart,
  name: string | undefined,
  start: (given: ProgramStart) => Promise<{ close(): Promise<void> }>,
): Promise<{ close(): Promise<void> }> {
  const running = await start(given);
  if (name === undefined) return running;
  const stopTracing = await startTracing({ ...given, name });
  return {
    async close() {
      await running.close();
      await stopTracing();
    },
  };
}

/** Programs are told by settings, not by arguments. */
function usageOf(name: string): string {
  return `The service ${name} of AceBuddy. It runs until Ctrl-C or SIGTERM.\n\n${settingsUsage}`;
}

export const settingsUsage =
  'Takes no arguments: settings are environment variables, or lines of the file .env. All of them: .env.example.';

const levelNames: readonly string[] = [...Object.values(levels.labels).toReversed(), 'silent'];

/** `LOG_LEVEL` in whatever letters; undefined when it is not set. */
function levelOf(text = ''): string | undefined {
  const level = text.trim().toLowerCase();
  if (level === '') return undefined;
  if (!levelNames.includes(level)) throw new ConfigError([`LOG_LEVEL: must be one of ${levelNames.join(', ')}`]);
  return level;
}

/** Whoever reads that a variable is wrong must not look for it in her shell alone. */
function fail(error: unknown, file: string | null): never {
  if (file === null || !(error instanceof ConfigError)) throw error;
  throw new ConfigError([...error.problems, `(settings are also read from ${file})`], error.fatal);
}

/** There is no logger yet, and none is needed to say what cannot be read. */
function orEnd<Value>(read: () => Value): Value {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    process.stderr.write(`${renderStartFailure(describeStartFailure(error))}\n`);
    process.exit(exitCodes.config);
  }
}
