import { type DestinationStream, type Logger, pino, stdTimeFunctions } from 'pino';
import { serializeError } from './error-serializer.ts';
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
  return pino(
    {
      level: options.level ?? 'info',
      base: null,
      timestamp: stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      mixin: () => {
        const requestId = currentRequestId();
        return requestId === undefined ? { service: options.name } : { service: options.name, requestId };
      },
      redact: { paths: [...redactionPaths], censor: '[redacted]' },
      serializers: { err: serializeError, error: serializeError },
    },
    options.destination ?? standardOutput(),
  );
}

/** Loaded for a terminal only: a service that writes to a file or a collector has no use for it. */
const terminal = process.stdout.isTTY ? (await import('pino-pretty')).build : null;

function standardOutput(): DestinationStream {
  if (terminal === null) return pino.destination(1);
  return terminal({ sync: true, ignore: 'pid,hostname', translateTime: 'HH:MM:ss' });
}
