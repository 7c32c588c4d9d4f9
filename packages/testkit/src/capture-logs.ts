import { createLogger } from '@acebuddy/service-kit';
import type { Logger } from 'pino';

export interface CapturedLogs {
  readonly logger: Logger;
  /** What was logged so far, at every level, as it would have been written (redacted). */
  readonly lines: Record<string, unknown>[];
}

/** The product's own logger, writing into an array. */
export function captureLogs(name = 'test'): CapturedLogs {
  const lines: Record<string, unknown>[] = [];
  const destination = { write: (line: string) => void lines.push(JSON.parse(line) as Record<string, unknown>) };
  return { logger: createLogger({ name, level: 'trace', destination }), lines };
}
