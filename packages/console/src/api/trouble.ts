/** What went wrong, as a page tells it. */
export interface Trouble {
  readonly message: string;
  /** By which the logs find it; null: the gateway was not reached. */
  readonly requestId: string | null;
  readonly code: string | null;
}

interface ErrorData {
  readonly appCode?: unknown;
  readonly requestId?: unknown;
}

const text = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null);

/** Reads any thrown value. Errors of the gateway carry a sentence that may be shown; others become one. */
export function troubleOf(error: unknown): Trouble {
  const data = (error as { data?: ErrorData } | null)?.data;
  if (data === undefined || data === null)
    return { message: 'The gateway could not be reached. Is it running?', requestId: null, code: null };
  const message = text((error as { message?: unknown }).message) ?? 'Something went wrong.';
  return { message, requestId: text(data.requestId), code: text(data.appCode) };
}

/** Asking again would say the same: it is not there, or not for this role, or not like this. */
export function isFinal(error: unknown): boolean {
  const { code } = troubleOf(error);
  return code !== null && ['NOT_FOUND', 'FORBIDDEN', 'UNAUTHORIZED', 'BAD_REQUEST', 'UNPROCESSABLE'].includes(code);
}
