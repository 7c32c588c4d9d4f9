import { emailSchema, instantSchema, personDeletionSchema, personExportSchema } from '@acebuddy/contracts';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { GatewayDeps } from '../deps.ts';
import { errorResponses } from '../http/error-body.ts';
import type { GatewayApp } from '../http/gateway-app.ts';
import { deleteEverywhere, exportEverywhere, type PersonAsked } from '../person-rights.ts';

const services = ['conversation', 'ticketing', 'notifications'] as const;

const common = {
  tags: ['administration'],
  security: [{ apiKey: [] }],
  querystring: z.object({ email: emailSchema }).meta({ examples: [{ email: 'ann@company.com' }] }),
};
const refusals = errorResponses(400, 401, 403, 503, 504);
const ofEach = <T extends z.ZodType>(schema: T) => z.partialRecord(z.enum(services), schema);

/** What a customer may ask for about herself, done by an administrator. */
export function registerPersonRoutes(app: GatewayApp, deps: GatewayDeps): void {
  const exported = {
    ...common,
    summary: 'Everything that is kept of a person, by service',
    response: {
      200: z.object({
        success: z.literal(true),
        services: ofEach(personExportSchema.shape.records),
        timestamp: instantSchema,
      }),
      ...refusals,
    },
  };
  app.get('/admin/person', { schema: exported }, async (request) => {
    const answers = await exportEverywhere(deps, toPerson(request));
    const records = services.map((name) => [name, answers[name].records] as const);
    return { success: true as const, services: Object.fromEntries(records), timestamp: deps.now().toISOString() };
  });

  const deleted = {
    ...common,
    summary: 'Deletes what is kept of a person and says what was done; repeat it when a service did not answer',
    response: {
      200: z.object({
        success: z.literal(true),
        services: ofEach(personDeletionSchema),
        timestamp: instantSchema,
      }),
      ...refusals,
    },
  };
  app.delete('/admin/person', { schema: deleted }, async (request) => {
    const done = await deleteEverywhere(deps, toPerson(request));
    return { success: true as const, services: done, timestamp: deps.now().toISOString() };
  });
}

function toPerson({ query, caller }: FastifyRequest<{ Querystring: { email: string } }>): PersonAsked {
  return { email: query.email, ...(caller !== null && { actor: caller }) };
}
