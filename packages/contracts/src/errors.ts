/**
 * The closed list of error codes that callers see, each with its HTTP status, its tRPC code and whether the same call
 * may be tried again later without a change.
 */
export const errorCodes = {
  BAD_REQUEST: { status: 400, trpc: 'BAD_REQUEST', retryable: false },
  UNAUTHORIZED: { status: 401, trpc: 'UNAUTHORIZED', retryable: false },
  FORBIDDEN: { status: 403, trpc: 'FORBIDDEN', retryable: false },
  NOT_FOUND: { status: 404, trpc: 'NOT_FOUND', retryable: false },
  CONFLICT: { status: 409, trpc: 'CONFLICT', retryable: false },
  PAYLOAD_TOO_LARGE: { status: 413, trpc: 'PAYLOAD_TOO_LARGE', retryable: false },
  UNPROCESSABLE: { status: 422, trpc: 'UNPROCESSABLE_CONTENT', retryable: false },
  RATE_LIMITED: { status: 429, trpc: 'TOO_MANY_REQUESTS', retryable: true },
  DESK_REJECTED: { status: 502, trpc: 'BAD_GATEWAY', retryable: false },
  DESK_AUTH: { status: 502, trpc: 'BAD_GATEWAY', retryable: false },
  DESK_UNAVAILABLE: { status: 503, trpc: 'SERVICE_UNAVAILABLE', retryable: true },
  OUTCOME_UNKNOWN: { status: 504, trpc: 'GATEWAY_TIMEOUT', retryable: true },
  UPSTREAM_TIMEOUT: { status: 504, trpc: 'GATEWAY_TIMEOUT', retryable: true },
  SERVICE_UNAVAILABLE: { status: 503, trpc: 'SERVICE_UNAVAILABLE', retryable: true },
  STORE_UNAVAILABLE: { status: 503, trpc: 'SERVICE_UNAVAILABLE', retryable: true },
  INTERNAL: { status: 500, trpc: 'INTERNAL_SERVER_ERROR', retryable: false },
} as const;

export type ErrorCode = keyof typeof errorCodes;

export interface AppErrorOptions {
  readonly cause?: unknown;
  /** Earliest moment a retry makes sense, in milliseconds from now. */
  readonly retryAfterMs?: number;
}

/** A failure with a stable code. `message` is a sentence that is safe to show to the caller. */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly retryAfterMs: number | undefined;

  constructor(code: ErrorCode, message: string, options: AppErrorOptions = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'AppError';
    this.code = code;
    this.retryAfterMs = options.retryAfterMs;
  }
}

export function isAppError(error: unknown): error is AppError {
  return error instanceof AppError;
}

/** The code of any thrown value: its own when it is ours, `INTERNAL` otherwise. */
export function codeOf(error: unknown): ErrorCode {
  return isAppError(error) ? error.code : 'INTERNAL';
}
