import { randomInt } from 'node:crypto';
import { createServer, type Server } from 'node:net';

/**
 * No system gives these out by itself, neither to `listen(0)` nor to connections that go out (Linux does so from 32768, others
 * from 49152). What is free here is still free when it is used, or used again after a restart.
 */
const lowest = 20_000;
const above = 32_768;
const triesMax = 1_000;

const anyPort = (): number => randomInt(lowest, above);

/**
 * `first` and the ports after it; when it is 0, free ones of the loopback interface that nobody else is given meanwhile.
 *
 * @param draw names a port to try
 * @throws when there are none
 */
export async function takePorts(first: number, count: number, draw = anyPort): Promise<number[]> {
  if (first !== 0) return Array.from({ length: count }, (_, index) => first + index);
  const taken = new Map<number, Server>();
  try {
    for (let tries = 0; taken.size < count; tries += 1) {
      if (tries === triesMax) throw new Error(`no free ports from ${lowest} to ${above - 1}`);
      const port = draw();
      const server = await listenAt(port);
      if (server !== null) taken.set(port, server);
    }
    return [...taken.keys()];
  } finally {
    await Promise.all([...taken.values()].map((server) => new Promise((closed) => server.close(closed))));
  }
}

/** Null when somebody listens there already. */
function listenAt(port: number): Promise<Server | null> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(null));
    server.listen(port, '127.0.0.1', () => resolve(server));
  });
}
