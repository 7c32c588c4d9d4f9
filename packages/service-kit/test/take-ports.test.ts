import { createServer } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { takePorts } from '../src/index.ts';

/** Port of a server that listens until the test is over. */
async function listenAt(port: number): Promise<number> {
  const server = createServer();
  onTestFinished(() => void server.close());
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  const address = server.address();
  return typeof address === 'object' ? (address?.port ?? 0) : 0;
}

test('a named port and those after it are taken as they are', async () => {
  expect(await takePorts(8_000, 3)).toEqual([8_000, 8_001, 8_002]);
});

test('free ones are different, can be listened at, and are none of those that a system gives out by itself', async () => {
  const ports = await takePorts(0, 40);
  expect(new Set(ports).size).toBe(40);
  // What Linux gives out begins at 32768 by default; what others give out, above that.
  for (const port of ports) expect(port).toBeLessThan(32_768);
  expect(await Promise.all(ports.map(listenAt))).toEqual(ports);
});

test('one that somebody listens at is not given out', async () => {
  const [taken = 0, free = 0] = await takePorts(0, 2);
  await listenAt(taken);
  const draws = [taken, free];
  expect(await takePorts(0, 1, () => draws.shift() ?? 0)).toEqual([free]);
  await expect(takePorts(0, 1, () => taken)).rejects.toThrow('no free ports');
});
