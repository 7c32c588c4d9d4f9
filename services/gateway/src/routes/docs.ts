import swagger from '@fastify/swagger';
import swaggerUi from '@fastify/swagger-ui';
import { jsonSchemaTransform, jsonSchemaTransformObject } from 'fastify-type-provider-zod';
import type { GatewayApp } from '../http/gateway-app.ts';

const description = `Turns Zoho SalesIQ chats into solved problems and exactly one Zoho Desk ticket per request.

REST callers send \`Authorization: Bearer <key>\`; roles are \`reader\`, \`agent\` and \`admin\`, each including the one
before it. Without configured keys REST is served on this machine only. Every answer carries \`x-request-id\`; a valid one
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
          apiKey: { type: 'http', scheme: 'bearer', description: 'A key of API_KEYS' },
          salesiqSignature: {
            type: 'apiKey',
            in: 'header',
            name: 'x-siqsignature',
            description: 'RSA-SHA256 over the raw body, made by SalesIQ; needed once SALESIQ_PUBLIC_KEYS is set',
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
export async function registerDocs(app: GatewayApp): Promise<void> {
  app.get('/openapi.json', { schema: { hide: true } }, async (_request, reply) =>
    reply.type('application/json; charset=utf-8').send(JSON.stringify(app.swagger())),
  );
  await app.register(swaggerUi, {
    routePrefix: '/docs',
    theme: { title: 'AceBuddy API' },
    uiConfig: { deepLinking: true, validatorUrl: null },
    staticCSP: {
      'default-src': "'none'",
      'script-src': "'self'",
      'style-src': "'self' 'unsafe-inline'",
      'img-src': "'self' data:",
      'font-src': "'self'",
      'connect-src': "'self'",
      'base-uri': "'none'",
      'form-action': "'none'",
      'frame-ancestors': "'none'",
    },
  });
}
