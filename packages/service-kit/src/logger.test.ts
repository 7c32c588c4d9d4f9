import { AppError } from '@acebuddy/contracts';
import { expect, test } from 'vitest';
import { createLogger } from './logger.ts';
import { withRequestId } from './request-scope.ts';

function capture() {
  const written: string[] = [];
  const logger = createLogger({ name: 'ticketing', destination: { write: (line: string) => void written.push(line) } });
  return { logger, written, last: () => JSON.parse(written.at(-1) ?? '{}') as Record<string, unknown> };
}

test('a line names its service, its level and the request it belongs to', () => {
  const { logger, last } = capture();
  withRequestId('req-1', () => logger.info({ ticketId: '42' }, 'ticket created'));
  expect(last()).toMatchObject({
    service: 'ticketing',
    level: 'info',
    requestId: 'req-1',
    ticketId: '42',
    msg: 'ticket created',
  });
});

test('a line outside of a request has no request id', () => {
  const { logger, last } = capture();
  logger.info('started');
  expect(last()).not.toHaveProperty('requestId');
});

test.each([
  [{ text: 'SECRET' }],
  [{ message: 'SECRET' }],
  [{ email: 'SECRET', phone: 'SECRET' }],
  [{ headers: { authorization: 'SECRET', cookie: 'SECRET', 'x-siqsignature': 'SECRET' } }],
  [{ request: { visitor: { email: 'SECRET' } } }],
  [{ visitor: { email: 'SECRET' } }],
  [{ config: { internalToken: 'SECRET', refreshToken: 'SECRET', clientSecret: 'SECRET', apiKey: 'SECRET' } }],
  [{ mail: { to: 'SECRET', body: 'SECRET' } }],
  [{ messages: [{ text: 'SECRET' }] }],
])('customers’ words, addresses and credentials are not written: %j', (fields) => {
  const { logger, written } = capture();
  logger.info(fields, 'something happened');
  expect(written.join()).not.toContain('SECRET');
  expect(written.join()).toContain('[redacted]');
});

test('ids that callers choose show no secret in them', () => {
  const { logger, written, last } = capture();
  const id = 'my-password-Swordfish99';
  withRequestId(id, () => logger.info({ conversationId: id, chatId: id, visitorId: 'chat-1' }, 'turn'));
  expect(written.join()).not.toContain('Swordfish99');
  expect(last()).toMatchObject({ conversationId: 'my-password-[password removed]', visitorId: 'chat-1' });
});

test('the caller’s object is left as it was', () => {
  const { logger } = capture();
  const visitor = { email: 'ada@customer.example' };
  logger.info({ visitor }, 'seen');
  expect(visitor.email).toBe('ada@customer.example');
});

test('an error shows type, code, frames and causes, and masks what its text quotes', () => {
  const { logger, written, last } = capture();
  const driver = new Error(
    'E11000 duplicate key error collection: people index: email_1 dup key: { email: "ada@customer.example" }',
  );
  const error = new AppError('STORE_UNAVAILABLE', 'The store does not answer', { cause: driver });
  logger.warn({ err: error }, 'call failed');
  expect(last().err).toMatchObject({
    type: 'AppError',
    code: 'STORE_UNAVAILABLE',
    reason: 'The store does not answer',
    cause: {
      type: 'Error',
      reason: expect.stringContaining('E11000'),
      stack: expect.stringContaining('logger.test.ts'),
    },
  });
  expect(written.join()).not.toContain('ada@');
});

test('documents, headers and bodies that hang on an error are not written', () => {
  const { logger, written } = capture();
  const error = Object.assign(new Error('request to http://user:SECRET@host failed with Bearer SECRET'), {
    keyValue: { email: 'SECRET' },
    response: { body: 'SECRET' },
  });
  logger.error({ err: error }, 'failed');
  expect(written.join()).not.toContain('SECRET');
});

test('a cause that points at itself does not hang the logger', () => {
  const { logger, last } = capture();
  const error = new Error('loop');
  error.cause = error;
  logger.error({ err: error }, 'failed');
  expect(last()).toMatchObject({ msg: 'failed' });
});

test('a thrown value that is no error is not written', () => {
  const { logger, written } = capture();
  logger.error({ err: 'SECRET' }, 'failed');
  expect(written.join()).not.toContain('SECRET');
});
