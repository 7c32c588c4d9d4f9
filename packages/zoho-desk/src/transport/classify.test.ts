import { describe, expect, it } from 'vitest';
import { classifyAnswer, classifyExchangeError, toRetryAfterMs } from './classify.ts';
import { ExchangeError, type ExchangeFault } from './exchange.ts';

const create = { operation: 'createTicket', effect: 'create', scopes: 'Desk.tickets.CREATE' } as const;
const read = { operation: 'getTicket', effect: 'read', scopes: 'Desk.tickets.READ' } as const;
const now = Date.parse('2026-11-23T09:00:00.000Z');

function answer(call: typeof create | typeof read, status: number, errorCode?: string, headers = {}) {
  const body = errorCode === undefined ? '<html>' : { errorCode, message: 'x' };
  return classifyAnswer(call, { status, body, headers: new Headers(headers), now });
}

describe('an answer that is no success (zoho-desk.md §6)', () => {
  it.each([
    [400, 'BAD_REQUEST', 'rejected', 'no'],
    [401, 'UNAUTHORIZED', 'auth', 'no'],
    [401, 'INVALID_OAUTH', 'auth', 'no'],
    [403, 'SCOPE_MISMATCH', 'auth', 'no'],
    [403, 'FORBIDDEN', 'auth', 'no'],
    [403, 'OAUTH_ORG_MISMATCH', 'misconfigured', 'no'],
    [403, 'LICENSE_ACCESS_LIMITED', 'misconfigured', 'no'],
    [403, 'ONLY_LIVECHAT_USER', 'misconfigured', 'no'],
    [404, 'URL_NOT_FOUND', 'not_found', 'no'],
    [405, 'METHOD_NOT_ALLOWED', 'rejected', 'no'],
    [413, 'RESOURCE_SIZE_EXCEEDED', 'rejected', 'no'],
    [415, 'UNSUPPORTED_MEDIA_TYPE', 'rejected', 'no'],
    [422, 'INVALID_DATA', 'rejected', 'no'],
    [422, 'UNPROCESSABLE_ENTITY', 'rejected', 'no'],
    [422, 'EMPTY_PAYLOAD', 'rejected', 'no'],
    [422, 'DUPLICATE_CONTRACT', 'rejected', 'no'],
    [422, 'INTEGRATION_ADMIN_ERROR', 'misconfigured', 'no'],
    [429, 'THRESHOLD_EXCEEDED', 'exhausted', 'no'],
    [429, 'TOO_MANY_REQUESTS', 'throttled', 'no'],
    [500, 'INTERNAL_SERVER_ERROR', 'unknown_outcome', 'unknown'],
  ] as const)('%i %s of a create is %s, created: %s', (status, code, kind, created) => {
    expect(answer(create, status, code)).toMatchObject({ kind, created, code, status });
  });

  it.each([
    [500, 'SCOPE_MISMATCH', 'auth'],
    [400, 'TOO_MANY_REQUESTS', 'throttled'],
    [200, 'INVALID_OAUTH', 'auth'],
    [400, 'URL_NOT_FOUND', 'not_found'],
  ] as const)('believes the code before the status: %i %s is %s', (status, code, kind) => {
    expect(answer(create, status, code)).toMatchObject({ kind, created: 'no' });
  });

  it('does not trust an unknown error with a status of success to have done nothing', () => {
    expect(answer(create, 200, 'INTERNAL_SERVER_ERROR')).toMatchObject({ kind: 'unknown_outcome', created: 'unknown' });
    expect(answer(create, 200, 'NEVER_SEEN')).toMatchObject({ kind: 'unknown_outcome', created: 'unknown' });
  });

  it.each([
    [502, 'unknown_outcome', 'unknown'],
    [504, 'unknown_outcome', 'unknown'],
    [408, 'unknown_outcome', 'unknown'],
    [302, 'unknown_outcome', 'unknown'],
    [403, 'auth', 'no'],
    [404, 'misconfigured', 'no'],
    [429, 'throttled', 'no'],
    [418, 'rejected', 'no'],
  ] as const)('a page without Desk’s error and status %i is %s, created: %s', (status, kind, created) => {
    expect(answer(create, status)).toMatchObject({ kind, created, code: `HTTP_${status}` });
  });

  it('names the address when a redirect comes instead of an answer', () => {
    expect(answer(create, 302).message).toContain('ZOHO_DESK_URL');
    expect(answer(read, 302)).toMatchObject({
      kind: 'misconfigured',
      message: expect.stringContaining('ZOHO_DESK_URL'),
    });
  });

  it('takes a page that is not Desk’s for no word on the record', () => {
    expect(answer(read, 404)).toMatchObject({
      kind: 'misconfigured',
      message: expect.stringContaining('ZOHO_DESK_URL'),
    });
    expect(answer(read, 404, 'SOMETHING_NEW')).toMatchObject({ kind: 'not_found' });
  });

  it('changes nothing when a read fails', () => {
    expect(answer(read, 500, 'INTERNAL_SERVER_ERROR')).toMatchObject({ kind: 'unavailable', created: 'no' });
    expect(answer(read, 302)).toMatchObject({ kind: 'misconfigured', created: 'no' });
  });

  it('names the fields that were refused', () => {
    const body = { errorCode: 'INVALID_DATA', message: '', errors: [{ fieldName: '/cf/cf_x', errorType: 'missing' }] };
    const failure = classifyAnswer(create, { status: 422, body, headers: new Headers(), now });
    expect(failure.fields).toEqual([{ pointer: '/cf/cf_x', type: 'missing' }]);
    expect(failure.message).toContain('/cf/cf_x is missing');
  });

  it('waits a while when the day’s end is not named', () => {
    expect(answer(create, 429, 'THRESHOLD_EXCEEDED').retryAfterMs).toBe(15 * 60_000);
    expect(answer(create, 429, 'THRESHOLD_EXCEEDED', { 'Retry-After': '120' }).retryAfterMs).toBe(120_000);
  });

  it.each([
    ['INVALID_OAUTH', 401, 'ZOHO_REFRESH_TOKEN'],
    ['SCOPE_MISMATCH', 403, 'Desk.tickets.CREATE'],
    ['OAUTH_ORG_MISMATCH', 403, 'ZOHO_DESK_ORG_ID'],
  ])('says for %s what to check', (code, status, hint) => {
    expect(answer(create, status, code).message).toContain(hint);
  });
});

describe('a broken connection (zoho-desk.md §8)', () => {
  it.each([
    ['not_sent', 'unavailable', 'no'],
    ['no_answer', 'unknown_outcome', 'unknown'],
    ['timeout', 'unknown_outcome', 'unknown'],
    ['too_large', 'unknown_outcome', 'unknown'],
    ['foreign_origin', 'misconfigured', 'no'],
  ] as const)('%s of a create is %s, created: %s', (fault: ExchangeFault, kind, created) => {
    expect(classifyExchangeError(create, new ExchangeError(fault, 'X'))).toMatchObject({ kind, created });
  });

  it('is harmless for a read', () => {
    expect(classifyExchangeError(read, new ExchangeError('timeout', 'TIMEOUT'))).toMatchObject({
      kind: 'unavailable',
      created: 'no',
    });
  });
});

describe('toRetryAfterMs', () => {
  it('reads seconds and dates', () => {
    expect(toRetryAfterMs('30', now)).toBe(30_000);
    expect(toRetryAfterMs('Mon, 23 Nov 2026 09:01:00 GMT', now)).toBe(60_000);
    expect(toRetryAfterMs('Mon, 23 Nov 2026 08:00:00 GMT', now)).toBe(0);
    expect(toRetryAfterMs('soon', now)).toBeNull();
    expect(toRetryAfterMs(null, now)).toBeNull();
  });

  it('does not believe more than two days', () => {
    expect(toRetryAfterMs('99999999', now)).toBe(48 * 3_600_000);
  });
});
