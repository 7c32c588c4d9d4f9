import type { GatewayApp } from './gateway-app.ts';

/** Keeps the bytes as they came: signatures cover them, and SalesIQ may leave the content type out (salesiq-zobot.md §2). */
export function registerRawBody(app: GatewayApp): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
}
