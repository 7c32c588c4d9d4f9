import { extensibleEnum, instantSchema, type OutboxItem } from '@acebuddy/contracts';
import { redactText } from '@acebuddy/redaction';
import { z } from 'zod';
import type { GatewayDeps } from '../deps.ts';
import { errorResponses } from '../http/error-body.ts';
import type { GatewayApp } from '../http/gateway-app.ts';
import type { OutboxClient } from '../ports.ts';

const serviceSchema = z.enum(['conversation', 'ticketing', 'notifications']);
type Service = z.infer<typeof serviceSchema>;

const common = { tags: ['administration'], security: [{ apiKey: [] }] };

const itemSchema = z.object({
  service: serviceSchema,
  id: z.string(),
  kind: z.string(),
  conversation_id: z.string().nullable(),
  status: extensibleEnum(['pending', 'parked', 'dead']).meta({
    description:
      '`parked`: only a newer release can do it, and will. `pending`: tried, and an operator has something to mend',
  }),
  attempts: z.number().int(),
  last_error: z.string().nullable(),
  next_attempt_at: instantSchema.nullable(),
  created_at: instantSchema,
});

/** Work that was given up, or that needs a look though it is still tried: see it, have it tried again, or drop it. */
export function registerDeadLetterRoutes(app: GatewayApp, deps: GatewayDeps): void {
  const services: Record<Service, OutboxClient> = {
    conversation: deps.conversation,
    ticketing: deps.ticketing,
    notifications: deps.notifications,
  };
  registerList(app, deps, services);
  registerActions(app, deps, services);
}

function registerList(app: GatewayApp, { now }: GatewayDeps, services: Record<Service, OutboxClient>): void {
  const schema = {
    ...common,
    summary: 'Given-up work of one service, page by page, or the first page of all of them',
    querystring: z.object({
      service: serviceSchema.optional(),
      after: z.string().max(300).optional().meta({ description: '`next` of the page before; only with `service`' }),
      limit: z.coerce.number().int().min(1).max(200).default(50),
    }),
    response: {
      200: z.object({
        success: z.literal(true),
        items: z.array(itemSchema),
        next: z.partialRecord(serviceSchema, z.string().nullable()),
        unavailable: z.array(serviceSchema).meta({ description: 'Services that did not answer' }),
        timestamp: instantSchema,
      }),
      ...errorResponses(400, 401, 403, 503, 504),
    },
  };
  app.get('/admin/dead-letters', { schema }, async (request) => {
    const { service, after, limit } = request.query;
    const names = service === undefined ? serviceSchema.options : [service];
    const input = { limit, ...(service !== undefined && after !== undefined && { after }) };
    const settled = await Promise.allSettled(names.map((name) => services[name].listOutbox(input)));
    const failure = settled.find((result) => result.status === 'rejected');
    if (service !== undefined && failure !== undefined) throw failure.reason;
    const pages = names.flatMap((name, index) => {
      const result = settled[index];
      return result?.status === 'fulfilled' ? [{ name, ...result.value }] : [];
    });
    return {
      success: true as const,
      items: pages.flatMap(({ name, items }) => items.map((item) => toItem(name, item))),
      next: Object.fromEntries(pages.map(({ name, next }) => [name, next])),
      unavailable: names.filter((name) => !pages.some((page) => page.name === name)),
      timestamp: now().toISOString(),
    };
  });
}

function registerActions(app: GatewayApp, { now, logger }: GatewayDeps, services: Record<Service, OutboxClient>): void {
  const schemaOf = (summary: string) => ({
    ...common,
    summary,
    params: z.object({ service: serviceSchema, id: z.string().min(1).max(300) }),
    body: z.object({ reason: z.string().trim().max(500).optional() }).optional(),
    response: {
      200: z.object({ success: z.literal(true), message: z.string(), timestamp: instantSchema }),
      ...errorResponses(400, 401, 403, 404, 503, 504),
    },
  });
  app.post(
    '/admin/dead-letters/:service/:id/retry',
    { schema: schemaOf('Tries it again, at once') },
    async (request) => {
      const { service, id } = request.params;
      await services[service].retryOutbox({ id, reason: reasonOf(request.body), actor: request.caller ?? undefined });
      logger.info({ owner: service, key: request.caller?.key }, 'dead letter retried');
      return { success: true as const, message: 'It is being tried again.', timestamp: now().toISOString() };
    },
  );
  app.post('/admin/dead-letters/:service/:id/discard', { schema: schemaOf('Drops it for good') }, async (request) => {
    const { service, id } = request.params;
    await services[service].discardOutbox({ id, reason: reasonOf(request.body), actor: request.caller ?? undefined });
    logger.info({ owner: service, key: request.caller?.key }, 'dead letter discarded');
    return { success: true as const, message: 'It is discarded.', timestamp: now().toISOString() };
  });
}

/** An operator's words: what belongs into no trail is taken out before a service sees them. */
const reasonOf = (body: { reason?: string | undefined } | undefined): string | undefined =>
  body?.reason === undefined ? undefined : redactText(body.reason);

function toItem(service: Service, item: OutboxItem): z.infer<typeof itemSchema> {
  return {
    service,
    id: item.id,
    kind: item.kind,
    conversation_id: item.conversationId ?? null,
    status: item.status,
    attempts: item.attempts,
    last_error: item.lastError,
    next_attempt_at: item.nextAttemptAt,
    created_at: item.createdAt,
  };
}
