import { request } from 'node:http';
import { AppError } from '@acebuddy/contracts';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createLogger, createMetrics, createRemoteClient, type RunningServer, serveRouter } from '../src/index.ts';
import { createExampleRouter, type ExampleRouter, internalToken } from './example-service.ts';

let server: RunningServer;
let releaseHanging: () => void;
let storeIsUp = true;

async function start(port = 0): Promise<void> {
  const example = createExampleRouter();
  releaseHanging = example.releaseHanging;
  server = await serveRouter({
    router: example.exampleRouter,
    host: '127.0.0.1',
    port,
    internalToken,
    logger: createLogger({ name: 'example', level: 'silent' }),
    metrics: createMetrics({ service: 'example' }),
    checks: {
      store: async () => {
        if (!storeIsUp) throw new AppError('STORE_UNAVAILABLE', 'The store does not answer');
      },
    },
  });
}

beforeEach(async () => {
  storeIsUp = true;
  await start();
});
afterEach(async () => {
  releaseHanging();
  await server.close();
});

const clientWith = (token: string) =>
  createRemoteClient<ExampleRouter>({ name: 'example', url: server.url, internalToken: token, timeoutMs: 2_000 });

function post(
  path: string,
  headers: Record<string, string>,
  chunks: readonly string[],
): Promise<{ status: number; body: string }> {
  return new Promise((resolve, reject) => {
    const sent = request(server.url, { path, method: 'POST', headers }, async (response) => {
      let body = '';
      for await (const chunk of response) body += String(chunk);
      resolve({ status: response.statusCode ?? 0, body });
    });
    sent.on('error', reject);
    for (const chunk of chunks) sent.write(chunk);
    sent.end();
  });
}

test.each(['', 'wrong', `${internalToken}x`, internalToken.slice(1)])(
  'a call with the token %j is refused',
  async (token) => {
    await expect(clientWith(token).echo.mutate({ id: '1', text: '' })).rejects.toMatchObject({ code: 'UNAUTHORIZED' });
  },
);

test('a call without any credential is refused before its body is looked at', async () => {
  const answer = await post('/trpc/echo', { 'content-type': 'application/json' }, ['{"not json']);
  expect(answer.status).toBe(401);
  expect(JSON.parse(answer.body)).toMatchObject({ error: { data: { appCode: 'UNAUTHORIZED' } } });
});

test.each(['/trpc', '/trpc/', '/trpc/..%2fhealth', '/trpc/unknown', '/TRPC/echo', '//trpc/echo'])(
  'nothing is reached without the credential at %s',
  async (path) => {
    const answer = await post(path, {}, []);
    expect([401, 404]).toContain(answer.status);
  },
);

test('an unknown procedure says that the services do not fit each other', async () => {
  const client = clientWith(internalToken) as unknown as { nothing: { mutate(): Promise<unknown> } };
  await expect(client.nothing.mutate()).rejects.toMatchObject({ code: 'PROCEDURE_UNKNOWN' });
});

test('a body that is no JSON is BAD_REQUEST', async () => {
  const headers = { authorization: `Bearer ${internalToken}`, 'content-type': 'application/json' };
  const answer = await post('/trpc/echo', headers, ['{"not json']);
  expect(answer.status).toBe(400);
  expect(JSON.parse(answer.body)).toMatchObject({ error: { data: { appCode: 'BAD_REQUEST' } } });
});

test('a request over 4 MiB is not sent', async () => {
  const call = clientWith(internalToken).echo.mutate({ id: '1', text: 'x'.repeat(4 * 1024 * 1024) });
  await expect(call).rejects.toMatchObject({ code: 'PAYLOAD_TOO_LARGE' });
});

test('a request over 4 MiB from elsewhere is refused, announced or not', async () => {
  const headers = { authorization: `Bearer ${internalToken}`, 'content-type': 'application/json' };
  const announced = await post(
    '/trpc/echo',
    { ...headers, 'content-length': String(5 * 1024 * 1024), expect: '100-continue' },
    [],
  ).catch((error: unknown) => error);
  expect(announced).toMatchObject({ status: 413 });
  const chunks = Array.from({ length: 70 }, () => 'x'.repeat(64 * 1024));
  expect(await post('/trpc/echo', headers, chunks)).toMatchObject({ status: 413 });
});

test('several calls in one request are refused', async () => {
  const headers = { authorization: `Bearer ${internalToken}`, 'content-type': 'application/json' };
  expect(await post('/trpc/echo,echo?batch=1', headers, ['{"0":{},"1":{}}'])).toMatchObject({ status: 400 });
});

test('says that it lives, what it waits for, and its figures', async () => {
  expect(await (await fetch(`${server.url}/health`)).json()).toEqual({ status: 'ok' });
  const ready = await fetch(`${server.url}/ready`);
  expect([ready.status, await ready.json()]).toEqual([200, { ready: true, checks: { store: { ok: true } } }]);
  storeIsUp = false;
  const unready = await fetch(`${server.url}/ready`);
  expect([unready.status, await unready.json()]).toEqual([
    503,
    { ready: false, checks: { store: { ok: false, error: 'The store does not answer' } } },
  ]);
  expect(await (await fetch(`${server.url}/metrics`)).text()).toContain('process_cpu_user_seconds_total');
});

test('there is nothing else', async () => {
  expect((await fetch(`${server.url}/`)).status).toBe(404);
  expect((await fetch(`${server.url}/__proto__`)).status).toBe(404);
  expect((await fetch(`${server.url}/health`, { method: 'DELETE' })).status).toBe(404);
});

test('a port that is taken is an error at start', async () => {
  const { port } = new URL(server.url);
  await expect(start(Number(port))).rejects.toMatchObject({ code: 'EADDRINUSE' });
});

test('a call under way when the service closes still gets its answer', async () => {
  const call = clientWith(internalToken).hang.mutate();
  await clientWith(internalToken).echo.mutate({ id: '1', text: '' });
  const closing = server.close();
  releaseHanging();
  await expect(call).resolves.toEqual({ done: true });
  await closing;
});
