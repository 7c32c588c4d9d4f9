import { AppError } from '@acebuddy/contracts';
import { DeskFailure } from '../ports.ts';

/** Desk's refusals of plain reads as errors for the caller. Writes never come here: the ledger keeps trying them. */
export function toCallerError(error: unknown): unknown {
  if (!(error instanceof DeskFailure)) return error;
  const options = { cause: error, ...(error.retryAfterMs === undefined ? {} : { retryAfterMs: error.retryAfterMs }) };
  switch (error.kind) {
    case 'not_found':
      return new AppError('NOT_FOUND', 'There is no such ticket', options);
    case 'throttled':
      return new AppError('RATE_LIMITED', 'Zoho Desk takes no calls at the moment; please try again later', options);
    case 'rejected':
      return new AppError('DESK_REJECTED', 'Zoho Desk refused the request', options);
    case 'misconfigured':
      return new AppError(
        'DESK_AUTH',
        'Zoho Desk does not accept our credentials or settings; see /zoho/test',
        options,
      );
    case 'unknown':
    case 'not_sent':
      return new AppError('DESK_UNAVAILABLE', 'Zoho Desk does not answer; please try again', options);
  }
}
