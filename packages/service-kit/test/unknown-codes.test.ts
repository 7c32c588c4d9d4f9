import { createServer } from 'node:http';
import { AppError, failureClassOf } from '@acebuddy/contracts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createRemoteClient } from '../src/index.ts';
import { type ExampleRouter, internalToken } from './example-service.ts';

/** What a service of another release answers, whole: set by each test. */
let answer: { status: number; message?: string; data: Record<string, unknown> };
const other = createServer((_, res) => {
  const { status, message = 'No.', data } = answer;
  res.writeHead(status, { 'content-type': 'application/json' });
  res.end(JSON.stringify({ error: { code: -32_600, message, data: { httpStatus: status, code: 'X', ...data } } }));
});

let url = '';
beforeAll(async () => {
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
  const address = other.address();
  if (address === null || typeof address === 'string') throw new Error('not listening');
  url = `http://127.0.0.1:${address.port}`;
});
afterAll(() => other.close());

async function failureOf(reply: typeof answer): Promise<AppError> {
  answer = reply;
  const client = createRemoteClient<ExampleRouter>({ name: 'other', url, internalToken, timeoutMs: 5_000 });
  const failure: unknown = await client.echo.mutate({ id: '1', text: '' }).catch((error: unknown) => error);
  if (!(failure instanceof AppError)) throw new TypeError('not an error of ours');
  return failure;
}

const refused = { appCode: 'TICKET_MERGED', retryAfterMs: null, appClass: 'refused', retryable: false };

test('a code that only a newer release knows keeps its meaning, and its name for people', async () => {
  const failure = await failureOf({ status: 410, message: 'It was merged.', data: refused });
  expect(failure).toMatchObject({ code: 'UNPROCESSABLE', saidCode: 'TICKET_MERGED', message: 'It was merged.' });
  expect(failureClassOf(failure)).toBe('refused');
});

test('one that may be tried again is, after the time that it asks for', async () => {
  const data = { appCode: 'QUEUE_FULL', retryAfterMs: 700, appClass: 'passing', retryable: true };
  const failure = await failureOf({ status: 429, data });
  expect(failure).toMatchObject({ code: 'RATE_LIMITED', saidCode: 'QUEUE_FULL', retryAfterMs: 700 });
});

test('one that an operator has to mend is neither passed over nor final', async () => {
  const failure = await failureOf({ status: 426, data: { ...refused, appCode: 'TOO_OLD', appClass: 'ours' } });
  expect(failureClassOf(failure)).toBe('ours');
});

test.each([
  [422, {}, 'refused'],
  [400, {}, 'ours'],
  [404, {}, 'ours'],
  [503, {}, 'passing'],
  [500, {}, 'ours'],
  [409, { retryable: true }, 'passing'],
  [503, { retryable: false }, 'refused'],
  [422, { appClass: 'a class of later', retryable: false }, 'refused'],
])('a status %s with %j alone means "%s"', async (status, more, meant) => {
  const failure = await failureOf({ status, data: { appCode: 'NEWS', retryAfterMs: null, ...more } });
  expect(failureClassOf(failure)).toBe(meant);
});

test('a procedure that a release before 1.0 does not have is no record that is missing', async () => {
  const message = 'No procedure found on path "mergeTickets"';
  const failure = await failureOf({ status: 404, message, data: { appCode: 'NOT_FOUND', retryAfterMs: null } });
  expect(failure.code).toBe('PROCEDURE_UNKNOWN');
});

test('known codes of releases before 1.0 are what they were', async () => {
  const failure = await failureOf({ status: 422, data: { appCode: 'UNPROCESSABLE', retryAfterMs: null } });
  expect(failure).toMatchObject({ code: 'UNPROCESSABLE', saidCode: 'UNPROCESSABLE' });
});
