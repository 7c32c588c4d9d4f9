import { AppError, type AppErrorOptions, type ErrorCode, errorCodes, type FailureClass } from '@acebuddy/contracts';
import { isTRPCClientError } from '@trpc/client';
import type { z } from 'zod';
import { appErrorDataSchema } from './error-mapping.ts';

type Answer = z.infer<typeof appErrorDataSchema>;

/**
 * Any failure of a call as the `AppError` that the service threw. A code that only a newer release knows is replaced by
 * the known one that means the same; anything that is not an answer of the service means that it is not there.
 */
export function toCallerError(name: string, error: unknown): AppError {
  const { data, cause } = isTRPCClientError(error) ? error : { data: undefined, cause: error };
  const answer = appErrorDataSchema.safeParse(data);
  if (answer.success && isTRPCClientError(error)) {
    const { appCode, retryAfterMs } = answer.data;
    const options = { cause: error, ...(retryAfterMs === null ? {} : { retryAfterMs }) };
    if (isErrorCode(appCode)) return new AppError(isProcedureMissing(error, appCode), error.message, options);
    return unknownCode(answer.data, error.message, options);
  }
  // Thrown by the transport before anything was sent.
  if (cause instanceof AppError) return cause;
  return new AppError('SERVICE_UNAVAILABLE', `The ${name} service cannot be reached`, { cause: error });
}

function isErrorCode(code: string): code is ErrorCode {
  return Object.hasOwn(errorCodes, code);
}

/** Releases before 1.0 say `NOT_FOUND`, with tRPC's own sentence. */
function isProcedureMissing(error: Error, code: ErrorCode): ErrorCode {
  return code === 'NOT_FOUND' && error.message.startsWith('No procedure found') ? 'PROCEDURE_UNKNOWN' : code;
}

/** What stands for a class where no known code has its status, too. */
const representatives = {
  passing: 'SERVICE_UNAVAILABLE',
  ours: 'INTERNAL',
  refused: 'UNPROCESSABLE',
} as const satisfies Record<FailureClass, ErrorCode>;

/** Keeps the class, which callers act upon; the status only where a known code has both. */
function unknownCode(answer: Answer, message: string, options: AppErrorOptions): AppError {
  const meant = classOf(answer);
  const alike = Object.keys(errorCodes)
    .filter(isErrorCode)
    .find((code) => errorCodes[code].class === meant && errorCodes[code].status === answer.httpStatus);
  return new AppError(alike ?? representatives[meant], message, { ...options, saidCode: answer.appCode });
}

/** Statuses that say "I do not understand you", and "not at the moment". */
const statusClasses: Readonly<Record<number, FailureClass>> = {
  400: 'ours',
  401: 'ours',
  403: 'ours',
  404: 'ours',
  405: 'ours',
  408: 'passing',
  409: 'passing',
  415: 'ours',
  429: 'passing',
  500: 'ours',
  501: 'ours',
};

function classOf({ appClass, retryable, httpStatus = 500 }: Answer): FailureClass {
  if (appClass !== undefined) return appClass;
  if (retryable === true) return 'passing';
  const meant = statusClasses[httpStatus] ?? (httpStatus > 500 ? 'passing' : 'refused');
  return meant === 'passing' && retryable === false ? 'refused' : meant;
}
