import { auditEntrySchema, auditPageInputSchema, damagedEntrySchema, instantSchema } from '@acebuddy/contracts';
import { z } from 'zod';
import type { GatewayDeps } from '../deps.ts';
import { errorResponses } from '../http/error-body.ts';
import type { GatewayApp } from '../http/gateway-app.ts';

const serviceSchema = z.enum(['conversation', 'ticketing', 'notifications']);

/** The audit trails, one per service. */
export function registerAuditRoutes(app: GatewayApp, deps: GatewayDeps): void {
  const schema = {
    tags: ['administration'],
    security: [{ apiKey: [] }],
    summary: "One service's audit trail, oldest first; `pnpm audit:verify` checks it",
    querystring: z.object({
      service: serviceSchema.default('conversation'),
      after: z.coerce.number().int().nonnegative().default(0).meta({ description: '`next` of the page before' }),
      limit: z.coerce.number().int().min(1).max(500).default(100),
    }),
    response: {
      200: z.object({
        success: z.literal(true),
        service: serviceSchema,
        items: z.array(auditEntrySchema),
        next: z.number().int().nullable(),
        damaged: z.array(damagedEntrySchema).meta({
          description: 'Entries of this page that were altered; those that can still be read are among the items, too',
        }),
        timestamp: instantSchema,
      }),
      ...errorResponses(400, 401, 403, 503, 504),
    },
  };
  app.get('/admin/audit', { schema }, async (request) => {
    const { service, ...page } = request.query;
    const { items, next, damaged = [] } = await deps[service].listAudit(auditPageInputSchema.parse(page));
    return { success: true as const, service, items, next, damaged, timestamp: deps.now().toISOString() };
  });
}
