import { z } from 'zod';
import type { GatewayDeps } from '../deps.ts';
import type { GatewayApp } from '../http/gateway-app.ts';

/**
 * A mail brings styles of its own, which the console's policy forbids and a frame without an address would inherit: so it has an
 * address, for frames of ours. It runs nothing, sends nothing, and loads nothing but pictures.
 */
const headers = {
  'content-security-policy':
    "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src https: data:; base-uri 'none'; form-action 'none'; frame-ancestors 'self'",
  'x-frame-options': 'SAMEORIGIN',
  'cache-control': 'no-store',
};

/** A mail as it goes out, for the frame in the console. Reading is audited. */
export function registerMailPreview(app: GatewayApp, { notifications }: Pick<GatewayDeps, 'notifications'>): void {
  const params = z.object({ id: z.string().min(1).max(300) });
  app.get('/console/preview/:id', { schema: { hide: true, params } }, async (request, reply) => {
    const { caller } = request;
    const { preview } = await notifications.getMail({ ...request.params, ...(caller !== null && { actor: caller }) });
    const html = preview?.html ?? '<p>The content of this mail is not kept any more.</p>';
    return reply.headers(headers).type('text/html; charset=utf-8').send(html);
  });
}
