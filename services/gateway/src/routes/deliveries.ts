import { instantSchema } from '@acebuddy/contracts';
import { z } from 'zod';
import type { GatewayDeps } from '../deps.ts';
import { errorResponses } from '../http/error-body.ts';
import type { GatewayApp } from '../http/gateway-app.ts';

const deliverySchema = z.object({
  id: z.string(),
  kind: z.string(),
  to: z.string(),
  status: z.string(),
  attempts: z.number().int(),
  last_error: z.string().nullable(),
  created_at: instantSchema,
  sent_at: instantSchema.nullable(),
});

/** Which mails went out, or did not. */
export function registerDeliveryRoutes(app: GatewayApp, { notifications, now }: GatewayDeps): void {
  const schema = {
    tags: ['administration'],
    security: [{ apiKey: [] }],
    summary: 'The log of outbound mails',
    querystring: z.object({
      after: z.string().max(300).optional().meta({ description: '`next` of the page before' }),
      limit: z.coerce.number().int().min(1).max(200).default(50),
    }),
    response: {
      200: z.object({
        success: z.literal(true),
        items: z.array(deliverySchema),
        next: z.string().nullable(),
        timestamp: instantSchema,
      }),
      ...errorResponses(400, 401, 403, 503, 504),
    },
  };
  app.get('/admin/deliveries', { schema }, async (request) => {
    const page = await notifications.listDeliveries(request.query);
    const items = page.items.map(({ lastError, createdAt, sentAt, ...rest }) => ({
      ...rest,
      last_error: lastError,
      created_at: createdAt,
      sent_at: sentAt,
    }));
    return { success: true as const, items, next: page.next, timestamp: now().toISOString() };
  });
}
