import { buildSideApp } from '@acebuddy/gateway';
import type { Logger } from '@acebuddy/service-kit';
import { openPlayground, type PlaygroundGround, type PlaygroundProduct } from './open-playground.ts';

export interface ServedPlayground {
  readonly url: string;
  close(): Promise<void>;
}

/** The playground on a port of its own, for this machine only; its chat windows call the gateway as SalesIQ would. */
export async function servePlayground(
  ground: PlaygroundGround,
  options: Pick<PlaygroundProduct, 'explain'> & {
    readonly port: number;
    readonly gateway: string;
    readonly logger: Logger;
  },
): Promise<ServedPlayground> {
  const callGateway: typeof fetch = (input, init) => {
    const { pathname, search } = new URL(input instanceof Request ? input.url : input);
    return fetch(`${options.gateway}${pathname}${search}`, init);
  };
  const { explain, gateway } = options;
  const routes = await openPlayground(ground, { callWebhook: callGateway, explain, gateway });
  const app = await buildSideApp(routes, options.logger);
  const origin = await app.listen({ host: '127.0.0.1', port: options.port });
  return { url: `${origin}/playground`, close: () => app.close() };
}
