import { AppError } from '@acebuddy/contracts';
import { fastifyRequestHandler } from '@trpc/server/adapters/fastify';
import type { GatewayDeps } from '../deps.ts';
import type { GatewayApp } from '../http/gateway-app.ts';
import { createConsoleRouter } from './console-router.ts';

/** Calls in one request: a page asks for a few things at once, nobody for a hundred. */
const batchMax = 10;

/**
 * The console's procedures, over HTTP. POST only, for queries as well: what is asked is about persons, and addresses are kept by
 * browsers, proxies and logs. A body that is no JSON is refused before anything is called, so that no plain form gets in.
 */
export function registerConsoleApi(root: GatewayApp, deps: GatewayDeps): void {
  const router = createConsoleRouter(deps);
  root.register((app, _options, done) => {
    app.removeContentTypeParser('application/json');
    // tRPC parses the text itself, and says what is wrong with it in its own envelope.
    app.addContentTypeParser('application/json', { parseAs: 'string' }, (request, body, parsed) => {
      request.bodyChars = body.length;
      parsed(null, body);
    });
    app.post<{ Params: { path: string } }>('/console/api/:path', { schema: { hide: true } }, async (request, reply) => {
      const { caller } = request;
      if (caller === null) throw new AppError('UNAUTHORIZED', 'Sign in first.');
      const { requestId } = request.requestScope;
      reply.header('cache-control', 'no-store');
      await fastifyRequestHandler({
        router,
        req: request,
        res: reply,
        path: request.params.path,
        allowMethodOverride: true,
        maxBatchSize: batchMax,
        createContext: () => ({ caller, requestId, logger: deps.logger }),
      });
      return reply;
    });
    done();
  });
}
