import { type ErrorCode, errorCodes } from '@acebuddy/contracts';

/**
 * What callers read when something on our side failed. The reason itself goes to the log under the same request id
 * (style: above 499 the sentence is generic).
 */
const ourSide: Partial<Record<ErrorCode, string>> = {
  DESK_REJECTED: 'Zoho Desk refused the request; the log has the reason under this request id.',
  DESK_AUTH: 'Zoho Desk does not accept our credentials. GET /zoho/test says what is wrong and how to mend it.',
  DESK_UNAVAILABLE: 'Zoho Desk does not answer at the moment. Please try again shortly.',
  OUTCOME_UNKNOWN:
    'It is not known yet whether Zoho Desk carried this out; it is being checked. Repeat it with the same Idempotency-Key.',
  UPSTREAM_TIMEOUT: 'A service did not answer in time. Please try again shortly.',
  SERVICE_UNAVAILABLE:
    'A service that is needed for this does not answer. Please try again shortly; GET /ready says which.',
  STORE_UNAVAILABLE: 'The database does not answer at the moment. Please try again shortly.',
  PROCEDURE_UNKNOWN: 'A service that is needed for this is being updated. Please try again shortly.',
  INTERNAL: 'Something went wrong on our side. The log has the reason under this request id.',
};

export function sentenceFor(code: ErrorCode, message: string): string {
  if (errorCodes[code].status < 500) return message;
  return ourSide[code] ?? 'Something went wrong on our side. Please try again shortly.';
}
