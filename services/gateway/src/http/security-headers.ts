import type { GatewayApp } from './gateway-app.ts';

/**
 * Nothing we send may run scripts, be framed or be guessed at; the few pages allow more for themselves. HTTPS is the proxy's
 * business, so no `Strict-Transport-Security` here.
 */
const headers = {
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
} as const;

export function registerSecurityHeaders(app: GatewayApp): void {
  app.addHook('onRequest', (_request, reply, done) => {
    reply.headers(headers);
    done();
  });
}
