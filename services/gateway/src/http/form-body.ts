import type { GatewayApp } from './gateway-app.ts';

/** The body that forms of pages without scripts send. */
export function acceptForms(app: GatewayApp): void {
  app.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string' }, (_request, body, parsed) => {
    parsed(null, Object.fromEntries(new URLSearchParams(String(body))));
  });
}
