import swagger from '@fastify/swagger';
import { jsonSchemaTransform, jsonSchemaTransformObject } from 'fastify-type-provider-zod';
import type { GatewayApp } from '../http/gateway-app.ts';
import { apiPage } from '../pages/api-page.ts';
import { sendPage } from '../pages/html.ts';

const description = `Turns Zoho SalesIQ chats into solved problems and exactly one Zoho Desk ticket per request.

REST callers send \`Authorization: Bearer <key>\`; roles are \`reader\`, \`agent\` and \`admin\`, each including the one
before it. Without configured keys the key of the first start is the only one. While Zoho is simulated, chats, tickets and
sessions answer without a key. Every answer carries \`x-request-id\`; a valid one
that you send is kept. Errors have one shape: \`{"success":false,"error","code","request_id","timestamp"}\`.`;

/** Must be registered before the routes that it describes. */
export async function registerApiDescription(app: GatewayApp): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: { title: 'AceBuddy gateway', version: '1', description },
      tags: [
        { name: 'webhooks', description: 'What Zoho calls' },
        { name: 'tickets', description: 'Zoho Desk tickets' },
        { name: 'sessions', description: 'Chats' },
        { name: 'approvals', description: 'Pages behind the links in approval mails' },
        { name: 'administration', description: 'Work that was given up, and mails' },
        { name: 'operations', description: 'Health and figures' },
      ],
      components: {
        securitySchemes: {
          apiKey: { type: 'http', scheme: 'bearer', description: 'A key of API_KEYS, or the one of the first start' },
          salesiqSignature: {
            type: 'apiKey',
            in: 'header',
            name: 'x-siqsignature',
            description: 'RSA-SHA256 over the raw body, made by SalesIQ; needed unless Zoho is simulated',
          },
          deskJwt: { type: 'apiKey', in: 'header', name: 'X-ZDesk-JWT', description: 'RS256 token of Zoho Desk' },
        },
      },
    },
    transform: jsonSchemaTransform,
    transformObject: jsonSchemaTransformObject,
  });
}

/** `/openapi.json` and a page to read it, all of it served from here. */
export function registerDocs(app: GatewayApp): void {
  app.get('/openapi.json', { schema: { hide: true } }, async (_request, reply) =>
    reply.type('application/json; charset=utf-8').send(JSON.stringify(app.swagger())),
  );
  const config = { page: true };
  for (const url of ['/docs', '/docs/'])
    app.get(url, { schema: { hide: true }, config }, (_request, reply) => sendPage(reply, apiPage(app.swagger())));
}
