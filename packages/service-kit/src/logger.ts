import { redactId } from '@acebuddy/redaction';
import { type DestinationStream, type Logger, pino, stdTimeFunctions } from 'pino';
import { serializeError } from './error-serializer.ts';
import { createLogOutput, type LogOutput } from './log-output.ts';
import type { Metrics } from './metrics.ts';
import { redactionPaths } from './redaction-paths.ts';
import { currentRequestId } from './request-scope.ts';

export interface LoggerOptions {
  /** Service that speaks. */
  readonly name: string;
  /** pino level, `info` by default; `silent` for none. */
  readonly level?: string | undefined;
  /** Where lines go; standard output by default, for people when that is a terminal, else one JSON object a line. */
  readonly destination?: DestinationStream | undefined;
}

/**
 * The logger of a process. Each line carries the id of the current request; fields that hold customers' words,
 * addresses or credentials are replaced before they are written.
 */
export function createLogger(options: LoggerOptions): Logger {
  const output = options.destination === undefined ? createLogOutput({ fd: 1 }) : null;
  const logger = pino(
    {
      level: options.level ?? 'info',
      base: null,
      timestamp: stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      mixin: () => {
        const requestId = currentRequestId();
        return requestId === undefined
          ? { service: options.name }
          : { service: options.name, requestId: redactId(requestId) };
      },
      redact: { paths: [...redactionPaths], censor: '[redacted]' },
      serializers: { err: serializeError, error: serializeError, ...ids },
    },
    output === null ? options.destination : forReaders(output),
  );
  if (output === null) return logger;
  outputs.set(logger, output);
  if (options.level !== 'silent') process.once('exit', () => output.flushSync());
  return logger;
}

const serializeId = (id: unknown) => (typeof id === 'string' ? redactId(id) : id);
/** Ids that callers choose, which may hold anything. */
const ids = { conversationId: serializeId, chatId: serializeId, visitorId: serializeId };

const outputs = new WeakMap<Logger, LogOutput>();

/** Where the lines of a logger go that writes to standard output; undefined for every other, and for child loggers. */
export function outputOf(logger: Logger): LogOutput | undefined {
  return outputs.get(logger);
}

/** Shows among the figures of a process how many log lines were lost: a full disk keeps no note of itself. */
export function measureLostLines(metrics: Metrics, logger: Logger): void {
  metrics.gauge({
    name: 'acebuddy_log_lines_lost',
    help: 'Log lines since the start that could not be written (full disk, closed or slow reader).',
    collect: () => outputOf(logger)?.lost() ?? 0,
  });
}

/** Loaded for a terminal only: a service that writes to a file or a collector has no use for it. */
const terminal = process.stdout.isTTY ? (await import('pino-pretty')).prettyFactory : null;

function forReaders(output: LogOutput): DestinationStream & Pick<LogOutput, 'flushSync'> {
  if (terminal === null) return output;
  const pretty = terminal({ ignore: 'pid,hostname', translateTime: 'HH:MM:ss' });
  return { write: (line) => output.write(pretty(line) ?? ''), flushSync: () => output.flushSync() };
}
