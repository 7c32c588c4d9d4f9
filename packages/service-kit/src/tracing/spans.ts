import { randomUUID } from 'node:crypto';
import { currentRequestId, currentTraceparent, withRequestScope } from '../request-scope.ts';

/** Values of attributes: ids, counts, outcomes, templates of paths; never an address, never what somebody wrote. */
export type SpanAttributes = Readonly<Record<string, string | number | boolean>>;

export interface SpanStart {
  readonly name: string;
  /** `client`: a call to somebody else; `consumer`: work that was ordered earlier. */
  readonly kind: 'server' | 'client' | 'consumer';
  readonly attributes?: SpanAttributes;
  /** Epoch milliseconds. @default now */
  readonly startedAt?: number;
  /** W3C trace context that it continues. @default the scope's */
  readonly parent?: string | undefined;
  /** @default the scope's */
  readonly requestId?: string;
}

export interface SpanEnd {
  readonly attributes?: SpanAttributes;
  /** A code, never a sentence: those may hold somebody's words. */
  readonly failure?: string;
  /** Epoch milliseconds. @default now */
  readonly endedAt?: number;
}

export interface OpenSpan {
  /** W3C trace context of this span, for whoever continues it. */
  readonly traceparent: string;
  end(end?: SpanEnd): void;
}

/** Where spans go. Never throws. */
export interface Tracer {
  start(span: SpanStart): OpenSpan;
}

let tracer: Tracer | null = null;

/** Sets the tracer of this process; null: no spans are made, and none of what makes them is loaded. */
export function setTracer(next: Tracer | null): void {
  tracer = next;
}

/** A span that whoever opened it ends; null while there is no tracer. */
export function openSpan(start: SpanStart): OpenSpan | null {
  if (tracer === null) return null;
  const parent = 'parent' in start ? start.parent : currentTraceparent();
  const requestId = start.requestId ?? currentRequestId();
  return tracer.start({ ...start, parent, ...(requestId === undefined ? {} : { requestId }) });
}

/** Runs `run` in a span, which calls to other services continue. `endOf` says what became of it. */
export async function inSpan<T>(
  start: () => SpanStart,
  run: () => Promise<T>,
  endOf: (result: T) => SpanEnd = () => ({}),
): Promise<T> {
  const span = tracer === null ? null : openSpan(start());
  if (span === null) return run();
  const requestId = currentRequestId() ?? randomUUID();
  try {
    const result = await withRequestScope({ requestId, traceparent: span.traceparent }, run);
    span.end(endOf(result));
    return result;
  } catch (error) {
    span.end({ failure: failureOf(error) });
    throw error;
  }
}

function failureOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  return 'code' in error && typeof error.code === 'string' ? error.code : error.name;
}
