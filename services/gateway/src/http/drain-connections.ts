import type { GatewayDeps } from '../deps.ts';
import type { GatewayApp } from './gateway-app.ts';

/** A proxy that keeps connections opens its next one elsewhere: what is kept to a replica that stops would be cut at its end. */
export function registerDrain(app: GatewayApp, { draining }: Pick<GatewayDeps, 'draining'>): void {
  if (draining === undefined) return;
  app.addHook('onRequest', (_request, reply, done) => {
    if (draining.aborted) reply.header('connection', 'close');
    done();
  });
}
