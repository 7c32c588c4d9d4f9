import { randomUUID } from 'node:crypto';
import type { Logger } from '@acebuddy/service-kit';
import fastify from 'fastify';
import { serializerCompiler, type ZodTypeProvider } from 'fastify-type-provider-zod';
import { createSenders } from './access/senders.ts';
import type { ExtraRoutes } from './deps.ts';
import { registerErrorHandling } from './http/error-handling.ts';
import type { GatewayApp } from './http/gateway-app.ts';
import { registerSecurityHeaders } from './http/security-headers.ts';
import { validate } from './http/validation.ts';

const bodyBytesMax = 256 * 1024;

/**
 * Extra routes on an app of their own, for a program whose gateway is another process and simulates. It is to be bound to
 * this machine's own address: whoever reaches it may use it, by its own name and from its own pages.
 */
export async function buildSideApp(routes: ExtraRoutes, logger: Logger): Promise<GatewayApp> {
  const app = fastify({
    bodyLimit: bodyBytesMax,
    requestTimeout: 15_000,
    forceCloseConnections: true,
  }).withTypeProvider<ZodTypeProvider>();
  app.setValidatorCompiler(validate);
  app.setSerializerCompiler(serializerCompiler);
  registerSecurityHeaders(app);
  const doors = { simulated: true, allowUnsigned: false, onlyLocalKey: true, publicUrl: undefined };
  const senders = createSenders({ bindHost: '127.0.0.1', doors });
  app.addHook('onRequest', async (request) => {
    request.requestScope = { requestId: randomUUID() };
    senders.refuseForeignName(request);
    senders.refuseForeignChange(request);
    senders.refuseForeignRead(request);
  });
  registerErrorHandling(app, { logger, now: () => new Date() });
  await routes.register(app);
  await app.ready();
  return app;
}
