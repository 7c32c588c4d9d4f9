import { createServer } from 'node:net';

/** `first` and the ports after it; free ones of the system's choice when it is 0. */
export async function takePorts(first: number, count: number): Promise<number[]> {
  if (first !== 0) return Array.from({ length: count }, (_, index) => first + index);
  const servers = await Promise.all(Array.from({ length: count }, listenAnywhere));
  const ports = servers.map(({ port }) => port);
  await Promise.all(servers.map(({ close }) => close()));
  return ports;
}

function listenAnywhere(): Promise<{ port: number; close(): Promise<void> }> {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      const port = typeof address === 'object' && address !== null ? address.port : 0;
      resolve({ port, close: () => new Promise((closed) => server.close(() => closed())) });
    });
  });
}
