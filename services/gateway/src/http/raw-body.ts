import type { GatewayApp } from './gateway-app.ts';

/** Keeps the bytes as they came: signatures cover them, and SalesIQ may leave the content type out (salesiq.md §2). */
export function registerRawBody(app: GatewayApp): void {
  app.removeAllContentTypeParsers();
  // What the sender calls the body does not matter; a word that Fastify cannot read would be refused before we look.
  app.addHook('onRequest', (request, _reply, done) => {
    request.raw.headers['content-type'] = 'application/octet-stream';
    done();
  });
  app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
}
