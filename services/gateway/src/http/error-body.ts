import { type AppError, errorCodes } from '@acebuddy/contracts';
import { z } from 'zod';
import { sentenceFor } from './error-sentences.ts';

/** What every refused or failed call gets. `code` is stable; `error` is for people and may change. */
export const errorBodySchema = z
  .object({
    success: z.literal(false),
    error: z.string(),
    code: z.string(),
    request_id: z.string(),
    timestamp: z.iso.datetime(),
  })
  .meta({ id: 'Error', description: 'What went wrong: a sentence for people, a stable code for programs.' });
export type ErrorBody = z.infer<typeof errorBodySchema>;

export function toErrorBody(error: AppError, requestId: string, now: Date): ErrorBody {
  return {
    success: false,
    error: sentenceFor(error.code, error.message),
    code: error.code,
    request_id: requestId,
    timestamp: now.toISOString(),
  };
}

/** Error answers of a route for its API description, by status. */
export function errorResponses<S extends number>(...statuses: S[]): Record<S, typeof errorBodySchema> {
  return Object.fromEntries(statuses.map((status) => [status, errorBodySchema])) as Record<S, typeof errorBodySchema>;
}

/** Whole seconds for the `Retry-After` header. */
export function retryAfterSeconds(error: AppError): number | undefined {
  if (error.retryAfterMs !== undefined) return Math.max(1, Math.ceil(error.retryAfterMs / 1_000));
  return errorCodes[error.code].retryable ? 5 : undefined;
}
