import { describe, expect, it, test } from 'vitest';
import {
  currentOrigin,
  currentRequestId,
  currentTraceparent,
  scopeFromHeaders,
  withOrigin,
  withRequestId,
  withRequestScope,
} from './request-scope.ts';

const traceparent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';

test('the request id follows everything that is awaited, and requests do not mix', async () => {
  const seen = await Promise.all(
    ['a', 'b'].map((id) =>
      withRequestId(id, async () => {
        await new Promise((resolve) => setImmediate(resolve));
        return currentRequestId();
      }),
    ),
  );
  expect(seen).toEqual(['a', 'b']);
  expect(currentRequestId()).toBeUndefined();
});

test('a new request id keeps the trace that is under way', () => {
  const trace = withRequestScope({ requestId: 'a', traceparent }, () => withRequestId('b', currentTraceparent));
  expect(trace).toBe(traceparent);
});

test('headers name the scope', () => {
  expect(scopeFromHeaders({ 'x-request-id': 'org/1:turn:2', traceparent }, () => 'new')).toEqual({
    requestId: 'org/1:turn:2',
    traceparent,
  });
});

test.each([undefined, '', 'a\nb', 'x'.repeat(129), 'a b', ['a', 'b'], '<script>'])(
  'a request id that could not be logged safely is replaced: %j',
  (value) => {
    expect(scopeFromHeaders({ 'x-request-id': value, traceparent: 'nonsense' }, () => 'new')).toEqual({
      requestId: 'new',
      traceparent: undefined,
    });
  },
);

describe('the origin of work', () => {
  it('is the scope in which it was ordered, and the one in which it is done, whoever does it', () => {
    const origin = withRequestScope({ requestId: 'r1', traceparent }, currentOrigin);
    expect(origin).toEqual({ requestId: 'r1', traceparent });
    const done = withRequestId('somebody else', () => withOrigin(origin, currentOrigin));
    expect(done).toEqual(origin);
  });

  it('is not that of whoever starts work of an older release', () => {
    const done = withRequestId('somebody else', () => withOrigin(undefined, currentRequestId));
    expect(done).toMatch(/^[0-9a-f-]{36}$/);
    expect(currentOrigin()).toBeUndefined();
  });
});
