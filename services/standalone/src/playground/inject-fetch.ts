import type { GatewayApp } from '@acebuddy/gateway';

/** `fetch` into the gateway of this process: the same path as a call over the network, without a socket. `key`: its proof. */
export function createInjectFetch(app: Promise<GatewayApp>, key: string): typeof fetch {
  return async (input, init) => {
    const request = new Request(input, init);
    const { pathname, search } = new URL(request.url);
    const answer = await (await app).inject({
      method: 'POST',
      url: `${pathname}${search}`,
      headers: { ...Object.fromEntries(request.headers), authorization: `Bearer ${key}` },
      payload: await request.text(),
      remoteAddress: '127.0.0.1',
    });
    return new Response(answer.body, { status: answer.statusCode });
  };
}
