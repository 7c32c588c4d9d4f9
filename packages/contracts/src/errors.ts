import type { FatalCode } from './fatal-codes.ts';

/**
 * What a failure says to a service of ours that hands work to another one:
 * - `passing`: not there, or busy, at the moment; the same call succeeds later without anybody's help;
 * - `ours`: the services do not fit each other (a release, a setting, a bug). A person has to mend it; the work is right
 *   and is kept, tried again and told to the operator, never to the customer as refused;
 * - `refused`: understood, and refused for good.
 */
export const failureClasses = ['passing', 'ours', 'refused'] as const;
export type FailureClass = (typeof failureClasses)[number];

interface CodeFacts {
  /** HTTP status. */
  readonly status: number;
  /** tRPC's code, which the HTTP status of a procedure follows from. */
  readonly trpc: string;
  /** Whether the same call may be tried again later without a change, as REST callers are told. */
  readonly retryable: boolean;
  readonly class: FailureClass;
}

/**
 * The closed list of error codes that callers see. What a newer release adds keeps its meaning for an older one by its
 * class and status (service-kit, `toCallerError`).
 */
export const errorCodes = {
  BAD_REQUEST: { status: 400, trpc: 'BAD_REQUEST', retryable: false, class: 'ours' },
  UNAUTHORIZED: { status: 401, trpc: 'UNAUTHORIZED', retryable: false, class: 'ours' },
  FORBIDDEN: { status: 403, trpc: 'FORBIDDEN', retryable: false, class: 'ours' },
  NOT_FOUND: { status: 404, trpc: 'NOT_FOUND', retryable: false, class: 'ours' },
  CONFLICT: { status: 409, trpc: 'CONFLICT', retryable: false, class: 'passing' },
  PAYLOAD_TOO_LARGE: { status: 413, trpc: 'PAYLOAD_TOO_LARGE', retryable: false, class: 'refused' },
  UNPROCESSABLE: { status: 422, trpc: 'UNPROCESSABLE_CONTENT', retryable: false, class: 'refused' },
  RATE_LIMITED: { status: 429, trpc: 'TOO_MANY_REQUESTS', retryable: true, class: 'passing' },
  DESK_REJECTED: { status: 502, trpc: 'BAD_GATEWAY', retryable: false, class: 'refused' },
  DESK_AUTH: { status: 502, trpc: 'BAD_GATEWAY', retryable: false, class: 'ours' },
  DESK_UNAVAILABLE: { status: 503, trpc: 'SERVICE_UNAVAILABLE', retryable: true, class: 'passing' },
  /** The called service is of a release that has no such procedure (yet, or any more). */
  PROCEDURE_UNKNOWN: { status: 503, trpc: 'SERVICE_UNAVAILABLE', retryable: true, class: 'ours' },
  OUTCOME_UNKNOWN: { status: 504, trpc: 'GATEWAY_TIMEOUT', retryable: true, class: 'passing' },
  UPSTREAM_TIMEOUT: { status: 504, trpc: 'GATEWAY_TIMEOUT', retryable: true, class: 'passing' },
  SERVICE_UNAVAILABLE: { status: 503, trpc: 'SERVICE_UNAVAILABLE', retryable: true, class: 'passing' },
  STORE_UNAVAILABLE: { status: 503, trpc: 'SERVICE_UNAVAILABLE', retryable: true, class: 'passing' },
  INTERNAL: { status: 500, trpc: 'INTERNAL_SERVER_ERROR', retryable: false, class: 'ours' },
} as const satisfies Record<string, CodeFacts>;

export type ErrorCode = keyof typeof errorCodes;

export interface AppErrorOptions {
  readonly cause?: unknown;
  /** Which section of docs/troubleshooting.md an operator is led to, where it keeps a program from starting. */
  readonly fatal?: FatalCode;
  /** Earliest moment a retry makes sense, in milliseconds from now. */
  readonly retryAfterMs?: number;
  /** The code as a newer release said it, when `code` only stands for its meaning. */
  readonly saidCode?: string;
}

/** A failure with a stable code. `message` is a sentence that is safe to show to the caller. */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly retryAfterMs: number | undefined;
  /** `code`, or what stood in its place in the answer of a newer release: for logs and lists. */
  readonly saidCode: string;
  readonly fatal: FatalCode | undefined;

  constructor(code: ErrorCode, message: string, options: AppErrorOptions = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'AppError';
    this.code = code;
    this.retryAfterMs = options.retryAfterMs;
    this.saidCode = options.saidCode ?? code;
    this.fatal = options.fatal;
  }
}

export function isAppError(error: unknown): error is AppError {
  return error instanceof AppError;
}

/** The code of any thrown value: its own when it is ours, `INTERNAL` otherwise. */
export function codeOf(error: unknown): ErrorCode {
  return isAppError(error) ? error.code : 'INTERNAL';
}

/** What a thrown value means for the work that was handed over; what is not an error of ours is a bug of ours. */
export function failureClassOf(error: unknown): FailureClass {
  return errorCodes[codeOf(error)].class;
}
