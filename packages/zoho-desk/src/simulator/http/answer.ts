/** What the simulated Desk says. `body` undefined: none. */
export interface Answer {
  readonly status: number;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface FieldError {
  readonly fieldName: string;
  readonly errorType: 'invalid' | 'missing' | 'duplicate';
}

export const ok = (body: unknown): Answer => ({ status: 200, body });
/** Lists without entries have no body (zoho-desk.md §1). */
export const list = (data: readonly unknown[], more: object = {}): Answer =>
  data.length === 0 ? { status: 204 } : ok({ data, ...more });

function refuse(status: number, errorCode: string, message: string, more: object = {}): Answer {
  return { status, body: { errorCode, message, ...more } };
}

/* Texts of zoho-desk.md §6 and §7 and of the published specification. */
export const errors = {
  badRequest: () => refuse(400, 'BAD_REQUEST', 'The request is not valid.'),
  unauthorized: () => refuse(401, 'UNAUTHORIZED', 'You are not authorized to perform this operation.'),
  invalidToken: () => refuse(401, 'INVALID_OAUTH', 'The OauthToken is invalid or has expired.'),
  scope: () => refuse(403, 'SCOPE_MISMATCH', 'The scope of the OAuth token does not cover this resource.'),
  org: () => refuse(403, 'OAUTH_ORG_MISMATCH', 'The orgId does not match the organisation of the OAuth token.'),
  notFound: () => refuse(404, 'URL_NOT_FOUND', 'The URL you requested could not be found.'),
  method: () => refuse(405, 'METHOD_NOT_ALLOWED', 'The HTTP method is not allowed for this resource.'),
  tooLarge: () => refuse(413, 'RESOURCE_SIZE_EXCEEDED', 'The size of the resource exceeds the maximum allowed.'),
  mediaType: () => refuse(415, 'UNSUPPORTED_MEDIA_TYPE', 'The media type of the request is not supported.'),
  emptyPayload: () => refuse(422, 'EMPTY_PAYLOAD', 'The payload of the request is empty.'),
  unprocessable: (message: string) => refuse(422, 'UNPROCESSABLE_ENTITY', message),
  invalid: (fields: readonly FieldError[]) =>
    refuse(422, 'INVALID_DATA', 'The data does not comply to the validation restrictions defined.', {
      errors: fields.map((field) => ({ errorMessage: '', ...field })),
    }),
  concurrency: () =>
    refuse(429, 'TOO_MANY_REQUESTS', 'The maximum number of Concurrent API Calls that can be made has been exceeded.'),
  daily: (retryAfterS: number): Answer => ({
    ...refuse(429, 'THRESHOLD_EXCEEDED', 'The maximum number of API calls that can be made per day has been exceeded.'),
    headers: { 'Retry-After': String(retryAfterS) },
  }),
  internal: (status = 500) =>
    refuse(status, 'INTERNAL_SERVER_ERROR', 'An internal server error occurred while performing this operation.'),
};
