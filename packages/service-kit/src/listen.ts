import type { Server } from 'node:http';

export interface RunningServer {
  /** Origin with the port that was taken, for example `http://127.0.0.1:8012`. */
  readonly url: string;
  /** Takes no new requests, lets running ones end for a few seconds, then ends their connections. */
  close(): Promise<void>;
}

const graceMs = 5_000;

/** Resolves when the server listens; rejects with the reason (address in use, no permission) otherwise. */
export async function listen(server: Server, { host, port }: { host: string; port: number }): Promise<RunningServer> {
  server.requestTimeout = 30_000;
  server.headersTimeout = 10_000;
  server.keepAliveTimeout = 30_000;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve();
    });
  });
  const address = server.address();
  const takenPort = typeof address === 'object' && address !== null ? address.port : port;
  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${takenPort}`,
    close: () => closeServer(server),
  };
}

async function closeServer(server: Server): Promise<void> {
  const closed = new Promise<void>((resolve) => {
    server.close(() => resolve());
  });
  // A connection whose last request ends now comes to rest only after this.
  const sweep = setInterval(() => server.closeIdleConnections(), 50);
  const timer = setTimeout(() => server.closeAllConnections(), graceMs);
  await closed;
  clearInterval(sweep);
  clearTimeout(timer);
}
