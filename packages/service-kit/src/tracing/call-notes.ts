import type { Logger } from 'pino';
import { currentRequestId, currentTraceparent } from '../request-scope.ts';
import { openSpan } from './spans.ts';

/** One call to somebody outside, as it went. Nothing in it names a person. */
export interface OutsideCall {
  readonly system: 'desk' | 'salesiq' | 'smtp';
  readonly method: string;
  /** Its template: ids are left out. */
  readonly path: string;
  /** HTTP status, or the reply code of a mail server; null when no answer came. */
  readonly status: number | null;
  /** A word of ours. */
  readonly outcome: string;
  readonly durationMs: number;
}

const succeeded: ReadonlySet<string> = new Set(['ok', 'sent']);

/** Of each logger, one that looks for no secrets: that takes longer than writing a line in which there can be none. */
const lines = new WeakMap<Logger, Logger>();

function linesOf(logger: Logger): Logger {
  const known = lines.get(logger) ?? logger.child({}, { redact: [] });
  lines.set(logger, known);
  return known;
}

/** One log line for each call, with the id of the request that it is made for, and a span where traces are wanted. */
export function noteCall(logger: Logger, call: OutsideCall): void {
  const { system, method, path, status, outcome } = call;
  const durationMs = Math.round(call.durationMs);
  // What no request asked for (polling) repeats itself all day.
  const level = currentRequestId() === undefined ? 'debug' : 'info';
  linesOf(logger)[level]({ system, method, path, status, outcome, durationMs }, 'outside call');
  if (currentTraceparent() === undefined) return;
  const endedAt = Date.now();
  openSpan({
    name: `${system} ${method} ${path}`,
    kind: 'client',
    startedAt: endedAt - call.durationMs,
    attributes: { 'acebuddy.system': system, 'http.request.method': method, 'url.template': path },
  })?.end({
    endedAt,
    attributes: { 'acebuddy.outcome': outcome, ...(status === null ? {} : { 'http.response.status_code': status }) },
    ...(succeeded.has(outcome) ? {} : { failure: outcome }),
  });
}
