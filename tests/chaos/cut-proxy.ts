import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';

/** A stretch of network between the product and MongoDB that can be cut at a chosen moment. */
export interface CutProxy {
  readonly port: number;
  /** All connections, in whatever they are doing. */
  cut(): void;
  /** The next `times` answers of the server are swallowed and their connections cut: done, but nobody heard of it. */
  swallow(times: number): void;
  close(): Promise<void>;
}

export async function startCutProxy(targetPort: number): Promise<CutProxy> {
  const pairs = new Set<readonly [Socket, Socket]>();
  let toSwallow = 0;
  const server = createServer((client) => {
    const upstream = connect(targetPort, '127.0.0.1');
    const pair = [client, upstream] as const;
    pairs.add(pair);
    const end = () => {
      pairs.delete(pair);
      client.destroy();
      upstream.destroy();
    };
    for (const socket of pair) {
      socket.setNoDelay(true);
      socket.on('error', end);
      socket.on('close', end);
    }
    client.pipe(upstream);
    upstream.on('data', (chunk: Buffer) => {
      // Greetings and heartbeats are let through: their loss would be an ordinary cut.
      if (toSwallow > 0 && !chunk.includes('maxWireVersion')) {
        toSwallow -= 1;
        return end();
      }
      client.write(chunk);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new TypeError('the proxy has no port');
  const cut = () => {
    for (const [client] of [...pairs]) client.destroy();
  };
  return {
    port: address.port,
    cut,
    swallow: (times) => {
      toSwallow += times;
    },
    close: async () => {
      toSwallow = 0;
      server.close();
      cut();
    },
  };
}
