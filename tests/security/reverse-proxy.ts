import { createServer, request } from 'node:http';

export interface ReverseProxy {
  readonly url: string;
  close(): Promise<void>;
}

/**
 * What nginx does with `proxy_pass http://127.0.0.1:8000;` and nothing else: its own name as `Host`, no header that tells of
 * it. `appends`: with `X-Forwarded-For $proxy_add_x_forwarded_for`, as if all callers had this address.
 */
export async function startReverseProxy(target: string, appends?: string): Promise<ReverseProxy> {
  const { hostname, port, host } = new URL(target);
  const server = createServer((incoming, outgoing) => {
    const said = incoming.headers['x-forwarded-for'];
    const forwarded = [...(said === undefined ? [] : [said].flat()), ...(appends === undefined ? [] : [appends])];
    const headers = {
      ...incoming.headers,
      host,
      connection: 'close',
      ...(forwarded.length === 0 ? {} : { 'x-forwarded-for': forwarded.join(', ') }),
    };
    const onward = request({ hostname, port, method: incoming.method, path: incoming.url, headers }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(outgoing);
    });
    onward.on('error', () => outgoing.destroy());
    incoming.pipe(onward);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return {
    url: `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
