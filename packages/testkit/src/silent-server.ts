import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';

/** Somebody who takes connections and never answers what is asked. */
export interface SilentServer {
  readonly host: string;
  /** How long its first caller waited before it hung up, milliseconds from his first words. */
  readonly patience: Promise<number>;
  [Symbol.asyncDispose](): Promise<void>;
}

/** `greet` may say what comes before the question, or say something for ever. */
export async function startSilentServer(greet: (socket: Socket) => void = () => undefined): Promise<SilentServer> {
  const { promise: patience, resolve } = Promise.withResolvers<number>();
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.once('data', () => {
      const startedAt = performance.now();
      socket.on('close', () => resolve(performance.now() - startedAt));
      socket.resume();
    });
    greet(socket);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new TypeError('the server has no port');
  return {
    host: `127.0.0.1:${address.port}`,
    patience,
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
