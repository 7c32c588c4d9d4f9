import { AppError, codeOf } from '@acebuddy/contracts';
import { type HealthChecks, runChecks } from '@acebuddy/service-kit';
import { z } from 'zod';
import type { GatewayDeps, Shortcoming } from '../deps.ts';
import type { GatewayApp } from '../http/gateway-app.ts';

const tags = ['operations'];
const checkTimeoutMs = 2_000;

/** A setting is missing: what it takes, in the words of the start. */
async function refuse({ what, mend }: Shortcoming): Promise<never> {
  throw new AppError('SERVICE_UNAVAILABLE', `${what}. ${mend}.`);
}

/** A service of the release before cannot tell. */
export async function mailReady({ notifications }: Pick<GatewayDeps, 'notifications'>): Promise<void> {
  try {
    await notifications.mailReady();
  } catch (error) {
    if (codeOf(error) !== 'NOT_FOUND') throw error;
  }
}

const readinessSchema = z.object({
  ready: z.boolean(),
  checks: z.record(z.string(), z.object({ ok: z.boolean(), error: z.string().optional() })),
});

/** Alive, ready (each service by name), and the figures for Prometheus. */
export function registerHealthRoutes(app: GatewayApp, deps: GatewayDeps): void {
  const checks: HealthChecks = {
    conversation: async () => void (await deps.conversation.ready()),
    ticketing: async () => void (await deps.ticketing.ready()),
    notifications: async () => void (await deps.notifications.ready()),
    mail: () => mailReady(deps),
    ...deps.checks,
    ...Object.fromEntries(deps.shortcomings.map((shortcoming) => [shortcoming.check, () => refuse(shortcoming)])),
  };

  const health = { tags, summary: 'The process is alive', response: { 200: z.object({ status: z.literal('ok') }) } };
  app.get('/health', { schema: health }, async () => ({ status: 'ok' as const }));

  const ready = {
    tags,
    summary: 'Every service that the gateway needs, the mail server and the data folder, by name',
    response: { 200: readinessSchema, 503: readinessSchema },
  };
  app.get('/ready', { schema: ready }, async (_request, reply) => {
    const readiness = await runChecks(checks, checkTimeoutMs);
    return reply.code(readiness.ready ? 200 : 503).send(readiness);
  });

  const metrics = { tags, summary: 'Figures in the text format of Prometheus', security: [{ apiKey: [] }] };
  app.get('/metrics', { schema: metrics }, async (_request, reply) => {
    const { registry } = deps.metrics;
    return reply.type(registry.contentType).send(await registry.metrics());
  });
}
