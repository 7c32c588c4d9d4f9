import { z } from 'zod';
import type { GatewayDeps } from '../deps.ts';
import type { GatewayApp } from '../http/gateway-app.ts';
import { readinessOf } from '../readiness.ts';
import { createAttentionGauges } from '../watch/attention-gauges.ts';

const tags = ['operations'];
const readinessSchema = z.object({
  ready: z.boolean(),
  checks: z.record(
    z.string(),
    z.object({ ok: z.boolean(), error: z.string().optional(), warning: z.string().optional() }),
  ),
});

/** Alive, ready (each service by name), and the figures for Prometheus. */
export function registerHealthRoutes(app: GatewayApp, deps: GatewayDeps): void {
  const health = { tags, summary: 'The process is alive', response: { 200: z.object({ status: z.literal('ok') }) } };
  app.get('/health', { schema: health }, async () => ({ status: 'ok' as const }));

  const ready = {
    tags,
    summary:
      'Every service that the gateway needs, the mail server and the data folder, by name; what else should be looked at as `warning`',
    response: { 200: readinessSchema, 503: readinessSchema },
  };
  app.get('/ready', { schema: ready }, async (_request, reply) => {
    const readiness = await readinessOf(deps);
    return reply.code(readiness.ready ? 200 : 503).send(readiness);
  });

  const lookForAttention = createAttentionGauges(deps);
  const metrics = { tags, summary: 'Figures in the text format of Prometheus', security: [{ apiKey: [] }] };
  app.get('/metrics', { schema: metrics }, async (_request, reply) => {
    const { registry } = deps.metrics;
    await lookForAttention();
    return reply.type(registry.contentType).send(await registry.metrics());
  });
}
