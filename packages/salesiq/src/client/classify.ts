import { parseJsonText } from '../json-text.ts';
import { toLine, toRecord } from '../loose-values.ts';
import type { SalesiqFailure, SalesiqOutcome } from './outcome.ts';

export interface Answer {
  readonly status: number;
  readonly retryAfter: string | null;
  readonly text: string;
}

/**
 * Reads SalesIQ's answer. Success and error both arrive with HTTP 200 (salesiq.md §4), so the body decides; other
 * statuses and empty bodies are tolerated.
 */
export function classify(answer: Answer): SalesiqOutcome<unknown> {
  const body = parsed(answer.text);
  const { error } = toRecord(body);
  if (error !== undefined && error !== null) {
    const { code, message } = toRecord(error);
    return toFailure(answer, toLine(code, 20), toLine(message ?? error, 300));
  }
  if (answer.status < 200 || answer.status > 299) return toFailure(answer, undefined, undefined);
  if (answer.text.trim() === '') return { ok: true, data: undefined };
  if (body === undefined) return unavailable(answer, 'the answer is not JSON');
  return { ok: true, data: toRecord(body).data };
}

/** Codes of salesiq.md §4. */
const tokenCodes = new Set(['1001', '1002', '1008']);
const scopeCode = '1009';

function toFailure(answer: Answer, code: string | undefined, message = `HTTP ${answer.status}`): SalesiqFailure {
  const about = { message, ...(code !== undefined && { code }) };
  if (answer.status === 429 || /too many/i.test(message)) {
    const retryAfterMs = retryAfterMsOf(answer.retryAfter);
    return {
      ...about,
      ...refused,
      reason: 'limited',
      retryable: true,
      ...(retryAfterMs !== undefined && { retryAfterMs }),
    };
  }
  if (code === scopeCode) return { ...about, ...refused, reason: 'scope' };
  if (answer.status === 401 || (code !== undefined && tokenCodes.has(code))) {
    // A new token may not be known everywhere yet, and a person can mend the rest: nothing is given up at once.
    return { ...about, ...refused, reason: 'token', retryable: true };
  }
  if (answer.status >= 500) return { ...unavailable(answer, message), ...about };
  return { ...about, ...refused, reason: 'rejected' };
}

const refused = { ok: false, effect: 'none', retryable: false } as const;

function unavailable({ retryAfter }: Answer, message: string): SalesiqFailure {
  const retryAfterMs = retryAfterMsOf(retryAfter);
  return {
    ok: false,
    reason: 'unavailable',
    effect: 'possible',
    retryable: true,
    message,
    ...(retryAfterMs !== undefined && { retryAfterMs }),
  };
}

function retryAfterMsOf(header: string | null): number | undefined {
  const seconds = Number(header ?? Number.NaN);
  return Number.isFinite(seconds) && seconds >= 0 && seconds < 86_400 ? seconds * 1_000 : undefined;
}

function parsed(text: string): unknown {
  try {
    return text.trim() === '' ? undefined : parseJsonText(text);
  } catch {
    return undefined;
  }
}
