import { AppError, type ErrorCode, errorCodes, failureClasses, isAppError } from '@acebuddy/contracts';
import { type TRPCDefaultErrorShape, TRPCError } from '@trpc/server';
import { z } from 'zod';

/** What an error of a procedure carries to the caller beside its sentence, whichever release wrote it. */
export const appErrorDataSchema = z.object({
  /** One of `errorCodes`, or one that only a newer release knows. */
  appCode: z.string(),
  retryAfterMs: z.number().nonnegative().nullable(),
  /** What the code means, for callers that do not know it. Releases before 1.0 do not say. */
  appClass: z.enum(failureClasses).optional().catch(undefined),
  retryable: z.boolean().optional(),
  httpStatus: z.number().optional(),
});

/** Codes that tRPC itself throws before or after a procedure's own code runs. */
const codeByTrpc: Readonly<Record<string, ErrorCode>> = {
  PARSE_ERROR: 'BAD_REQUEST',
  BAD_REQUEST: 'BAD_REQUEST',
  UNAUTHORIZED: 'UNAUTHORIZED',
  FORBIDDEN: 'FORBIDDEN',
  METHOD_NOT_SUPPORTED: 'BAD_REQUEST',
  UNSUPPORTED_MEDIA_TYPE: 'BAD_REQUEST',
  PAYLOAD_TOO_LARGE: 'PAYLOAD_TOO_LARGE',
};

/** Any failure of a procedure as an error of ours: what the log and the caller see agrees. */
export function toAppError(error: unknown): AppError {
  if (isAppError(error)) return error;
  if (!(error instanceof TRPCError)) return internal(error);
  if (isAppError(error.cause)) return error.cause;
  // A procedure that this release does not have: the caller is of another one.
  if (error.code === 'NOT_FOUND' && error.cause === undefined)
    return new AppError('PROCEDURE_UNKNOWN', error.message, { cause: error });
  const code = codeByTrpc[error.code];
  if (code === undefined) return internal(error.cause ?? error);
  if (error.cause instanceof z.core.$ZodError)
    return new AppError(code, describeIssues(error.cause), { cause: error.cause });
  return new AppError(code, error.cause === undefined ? error.message : 'The request cannot be understood', {
    cause: error,
  });
}

/** The same failure as tRPC wants it, so that the HTTP status is right. */
export function toTrpcError(error: AppError): TRPCError {
  return new TRPCError({ code: errorCodes[error.code].trpc, message: error.message, cause: error });
}

/** Puts `appCode`, what it means, and `retryAfterMs` beside tRPC's own data and replaces the sentence by one that is safe to show. */
export function formatError<S extends TRPCDefaultErrorShape>({ shape, error }: { shape: S; error: TRPCError }) {
  const app = toAppError(error);
  const { path, httpStatus, code } = shape.data;
  const { class: appClass, retryable } = errorCodes[app.code];
  return {
    code: shape.code,
    message: app.message,
    data: {
      code,
      httpStatus,
      ...(path === undefined ? {} : { path }),
      appCode: app.code,
      appClass,
      retryable,
      retryAfterMs: app.retryAfterMs ?? null,
    },
  };
}

function internal(cause: unknown): AppError {
  return new AppError('INTERNAL', 'Something went wrong on our side', { cause });
}

/** Which fields are wrong and why; zod's sentences name types and limits, never the value. */
function describeIssues(error: z.core.$ZodError): string {
  const shown = error.issues.slice(0, 5).map((issue) => {
    const field = issue.path.map(String).join('.');
    return field === '' ? issue.message : `${field}: ${issue.message}`;
  });
  return `The request is not valid: ${shown.join('; ')}`;
}
