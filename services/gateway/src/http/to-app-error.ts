import { AppError, isAppError } from '@acebuddy/contracts';

/** What Fastify says before a handler runs, in words that help the caller. */
const sentences: Readonly<Record<string, string>> = {
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'Send the body as JSON with "Content-Type: application/json".',
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: 'The body is not as long as its Content-Length says.',
  FST_ERR_BAD_URL: 'The address is not a valid URL path.',
};

/** Any thrown value as one of ours; what is not known is `INTERNAL`. */
export function toAppError(error: unknown): AppError {
  if (isAppError(error)) return error;
  const { code, statusCode } = toRecord(error);
  if (code === 'FST_ERR_CTP_BODY_TOO_LARGE') {
    return new AppError('PAYLOAD_TOO_LARGE', 'The body is larger than 256 KiB.', { cause: error });
  }
  if (error instanceof SyntaxError) {
    return new AppError('BAD_REQUEST', 'The body is not valid JSON.', { cause: error });
  }
  const sentence = typeof code === 'string' && Object.hasOwn(sentences, code) ? sentences[code] : undefined;
  if (typeof statusCode === 'number' && statusCode >= 400 && statusCode < 500) {
    return new AppError('BAD_REQUEST', sentence ?? 'The request cannot be read.', { cause: error });
  }
  return new AppError('INTERNAL', 'unexpected', { cause: error });
}

function toRecord(error: unknown): { readonly code?: unknown; readonly statusCode?: unknown } {
  return typeof error === 'object' && error !== null ? error : {};
}
