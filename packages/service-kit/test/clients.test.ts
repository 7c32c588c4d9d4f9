import { AppError } from '@acebuddy/contracts';
import { afterAll, beforeAll, describe, expect, expectTypeOf, test } from 'vitest';
import {
  createLocalClient,
  createLogger,
  createMetrics,
  createRemoteClient,
  type RunningServer,
  type ServiceClient,
  serveRouter,
  within,
  withRequestId,
} from '../src/index.ts';
import { createExampleRouter, type ExampleRouter, internalToken } from './example-service.ts';

const lines: Record<string, unknown>[] = [];
const logger = createLogger({
  name: 'example',
  level: 'debug',
  destination: { write: (line: string) => void lines.push(JSON.parse(line)) },
});
const metrics = createMetrics({ service: 'example' });
const { exampleRouter, releaseHanging } = createExampleRouter();
let server: RunningServer;

beforeAll(async () => {
  const checks = {};
  server = await serveRouter({
    router: exampleRouter,
    host: '127.0.0.1',
    port: 0,
    internalToken,
    logger,
    metrics,
    checks,
  });
});
afterAll(async () => {
  releaseHanging();
  await server.close();
});

const clients: Record<string, () => ServiceClient<ExampleRouter>> = {
  'over the network': () =>
    createRemoteClient<ExampleRouter>({ name: 'example', url: server.url, internalToken, timeoutMs: 5_000 }),
  'in the same process': () =>
    createLocalClient({ name: 'example', router: exampleRouter, logger, metrics, timeoutMs: 5_000 }),
};

describe.each(Object.entries(clients))('a client %s', (_where, createClient) => {
  test('gives the typed answer, without what the output schema does not name', async () => {
    const answer = await createClient().echo.mutate({ id: '1', text: 'héllo' });
    expect(answer).toEqual({ id: '1', text: 'héllo', requestId: expect.any(String) });
    expectTypeOf(answer).toEqualTypeOf<{ id: string; text: string; requestId: string }>();
    expectTypeOf(createClient().echo.mutate).parameter(0).toEqualTypeOf<{ id: string; text: string }>();
  });

  test('carries the request id to the service and all that it awaits', async () => {
    const client = createClient();
    const [echoed, found] = await withRequestId('req-7', () =>
      Promise.all([client.echo.mutate({ id: '1', text: '' }), client.find.query({ id: '2' })]),
    );
    expect(echoed.requestId).toBe('req-7');
    expect(found?.text).toBe('req-7');
    expect(lines.filter((line) => line.requestId === 'req-7').map((line) => line.procedure)).toEqual(
      expect.arrayContaining(['echo', 'find']),
    );
  });

  test('gives a call outside of any request a new id', async () => {
    const { requestId } = await createClient().echo.mutate({ id: '1', text: '' });
    expect(requestId).toMatch(/^[0-9a-f-]{36}$/);
  });

  test('takes a query whose input would not fit into a URL', async () => {
    const id = 'x'.repeat(100_000);
    expect(await createClient().find.query({ id })).toMatchObject({ id });
  });

  test('throws what the service threw: code, sentence and time to wait', async () => {
    const refused = createClient().refuse.mutate({ retryAfterMs: 1_500 });
    await expect(refused).rejects.toBeInstanceOf(AppError);
    await expect(refused).rejects.toMatchObject({
      code: 'RATE_LIMITED',
      message: 'Slower, please',
      retryAfterMs: 1_500,
    });
    await expect(createClient().refuse.mutate({})).rejects.toMatchObject({
      code: 'RATE_LIMITED',
      retryAfterMs: undefined,
    });
  });

  test('says which fields are wrong, never their values', async () => {
    const failure = await createClient()
      .echo.mutate({ id: 42 as unknown as string, text: 'my password is hunter2' })
      .catch((error: unknown) => error);
    expect(failure).toMatchObject({ code: 'BAD_REQUEST', message: expect.stringContaining('id: ') });
    expect(String(failure)).not.toContain('hunter2');
  });

  test('learns nothing of an unexpected failure but that there was one; the log has the reason', async () => {
    lines.length = 0;
    await expect(createClient().break.mutate()).rejects.toMatchObject({
      code: 'INTERNAL',
      message: 'Something went wrong on our side',
    });
    expect(lines).toEqual([
      expect.objectContaining({
        level: 'error',
        procedure: 'break',
        code: 'INTERNAL',
        err: expect.objectContaining({ cause: expect.objectContaining({ type: 'TypeError' }) }),
      }),
    ]);
    expect(JSON.stringify(lines)).not.toContain('ada@');
  });

  test('gets INTERNAL when the service breaks its own promise', async () => {
    await expect(createClient().breakPromise.mutate()).rejects.toMatchObject({ code: 'INTERNAL' });
  });

  test('ends a call that takes too long with UPSTREAM_TIMEOUT', async () => {
    await expect(createClient().hang.mutate(undefined, within(30))).rejects.toMatchObject({
      code: 'UPSTREAM_TIMEOUT',
      message: 'example.hang did not answer within 30 ms',
    });
  });

  test('ends a call when the caller gives up', async () => {
    const controller = new AbortController();
    const call = createClient().hang.mutate(undefined, { signal: controller.signal });
    controller.abort();
    await expect(call).rejects.toMatchObject({ code: 'UPSTREAM_TIMEOUT' });
  });

  test('a slow call does not hold up others', async () => {
    const client = createClient();
    const controller = new AbortController();
    const slow = client.hang.mutate(undefined, { signal: controller.signal }).catch(() => 'ended last');
    const fast = await Promise.all(
      Array.from({ length: 20 }, (_, n) => client.echo.mutate({ id: String(n), text: '' })),
    );
    expect(fast.map(({ id }) => id)).toEqual(Array.from({ length: 20 }, (_, n) => String(n)));
    controller.abort();
    await expect(slow).resolves.toBe('ended last');
  });

  test('one log line and one duration per call', async () => {
    lines.length = 0;
    await createClient().echo.mutate({ id: '1', text: 'confidential' });
    expect(lines).toEqual([
      expect.objectContaining({ msg: 'call done', procedure: 'echo', code: 'OK', durationMs: expect.any(Number) }),
    ]);
    expect(JSON.stringify(lines)).not.toContain('confidential');
    expect(await metrics.registry.metrics()).toMatch(
      /acebuddy_call_duration_seconds_count\{service="example",procedure="echo",code="OK"\} \d+/,
    );
  });
});
