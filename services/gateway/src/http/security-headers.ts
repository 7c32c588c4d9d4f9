import helmet from '@fastify/helmet';
import type { GatewayApp } from './gateway-app.ts';

/**
 * Nothing we send may run scripts or be framed; the few pages allow more for themselves, by name. HTTPS is the proxy's
 * business, so no `Strict-Transport-Security` and no upgrade of requests here.
 */
export async function registerSecurityHeaders(app: GatewayApp): Promise<void> {
  await app.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: { defaultSrc: ["'none'"], frameAncestors: ["'none'"], baseUri: ["'none'"], formAction: ["'none'"] },
    },
    strictTransportSecurity: false,
    crossOriginEmbedderPolicy: false,
    referrerPolicy: { policy: 'no-referrer' },
    xFrameOptions: { action: 'deny' },
  });
}
