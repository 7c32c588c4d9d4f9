import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterEach, expect, test } from 'vitest';
import { createRemoteClient, takePorts } from '../src/index.ts';
import { type ExampleRouter, internalToken } from './example-service.ts';

const program = fileURLToPath(new URL('./example-program.ts', import.meta.url));
const started: ChildProcess[] = [];
afterEach(() => {
  for (const service of started.splice(0)) service.kill('SIGKILL');
});

async function startService(at?: number): Promise<{ service: ChildProcess; url: string; port: number }> {
  const [port = 0] = at === undefined ? await takePorts(0, 1) : [at];
  const service = spawn(process.execPath, [program, String(port)], { stdio: ['ignore', 'pipe', 'inherit'] });
  started.push(service);
  const [url] = (await once(createInterface({ input: service.stdout }), 'line')) as [string];
  return { service, url, port };
}

test('calls under way when the service is killed fail at once; after its restart the same client reaches it', async () => {
  const { service, url, port } = await startService();
  const client = createRemoteClient<ExampleRouter>({ name: 'example', url, internalToken, timeoutMs: 10_000 });
  await client.echo.mutate({ id: '1', text: '' });
  const underWay = client.hang.mutate().catch((error: unknown) => error);
  await client.echo.mutate({ id: '2', text: '' });

  const gone = once(service, 'exit');
  const killedAt = performance.now();
  service.kill('SIGKILL');
  await expect(underWay).resolves.toMatchObject({ code: 'SERVICE_UNAVAILABLE' });
  expect(performance.now() - killedAt).toBeLessThan(2_000);
  await gone;
  await expect(client.echo.mutate({ id: '3', text: '' })).rejects.toMatchObject({
    code: 'SERVICE_UNAVAILABLE',
    message: 'The example service cannot be reached',
  });

  await startService(port);
  await expect(client.echo.mutate({ id: '4', text: '' })).resolves.toMatchObject({ id: '4' });
});

test('a service that is asked to stop ends with 0, a second signal ends it at once', async () => {
  const { service, url } = await startService();
  const client = createRemoteClient<ExampleRouter>({ name: 'example', url, internalToken, timeoutMs: 10_000 });
  await client.echo.mutate({ id: '1', text: '' });
  service.kill('SIGTERM');
  expect(await once(service, 'exit')).toEqual([0, null]);

  const second = await startService();
  const other = createRemoteClient<ExampleRouter>({
    name: 'example',
    url: second.url,
    internalToken,
    timeoutMs: 10_000,
  });
  const underWay = other.hang.mutate().catch((error: unknown) => error);
  await other.echo.mutate({ id: '1', text: '' });
  second.service.kill('SIGINT');
  await expect
    .poll(() =>
      fetch(`${second.url}/health`).then(
        () => 'listens',
        () => 'closed',
      ),
    )
    .toBe('closed');
  second.service.kill('SIGINT');
  expect(await once(second.service, 'exit')).toEqual([1, null]);
  await expect(underWay).resolves.toMatchObject({ code: 'SERVICE_UNAVAILABLE' });
});
