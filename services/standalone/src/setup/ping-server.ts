import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface PingServer {
  readonly url: string;
  /** How often the address was asked for. */
  pings(): number;
  close(): Promise<void>;
}

/**
 * Answers at the place of the gateway as the gateway does before it has SalesIQ's key: SalesIQ asks for the address when it is
 * saved, with GET or an empty POST, else HEAD, and shows the key only after a 200 (salesiq.md §1.1). Chats are refused.
 *
 * @returns null where somebody listens already, which may be AceBuddy itself
 */
export async function startPingServer(host: string, port: number): Promise<PingServer | null> {
  let count = 0;
  const server = createServer((request, response) => {
    const path = (request.url ?? '').split('?')[0];
    const isEmpty = request.method !== 'POST' || (request.headers['content-length'] ?? '0') === '0';
    const isPing = path === '/webhook/salesiq' && ['GET', 'HEAD', 'POST'].includes(request.method ?? '') && isEmpty;
    if (isPing) count += 1;
    request.resume();
    response
      .writeHead(isPing ? 200 : path === '/webhook/salesiq' ? 401 : 404, {
        'content-type': 'application/json',
        connection: 'close',
      })
      .end(isPing ? '{"status":"ok"}' : '{"success":false,"error":"AceBuddy is being set up"}');
  });
  const listens = await new Promise<boolean>((resolve) => {
    server.once('error', () => resolve(false));
    server.listen(port, host, () => resolve(true));
  });
  if (!listens) return null;
  return {
    url: `http://${host}:${(server.address() as AddressInfo).port}`,
    pings: () => count,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
