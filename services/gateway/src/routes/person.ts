import { type Actor, emailSchema, instantSchema, personDeletionSchema, personExportSchema } from '@acebuddy/contracts';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { GatewayDeps } from '../deps.ts';
import { errorResponses } from '../http/error-body.ts';
import type { GatewayApp } from '../http/gateway-app.ts';

const services = ['conversation', 'ticketing', 'notifications'] as const;
type Service = (typeof services)[number];

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
    const answers = await askAll(deps, request, (client, input) => client.exportPerson(input));
    const records = Object.fromEntries(answers.map(([name, answer]) => [name, answer.records]));
    return { success: true as const, services: records, timestamp: deps.now().toISOString() };
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
    const answers = await askAll(deps, request, (client, input) => client.deletePerson(input));
    return { success: true as const, services: Object.fromEntries(answers), timestamp: deps.now().toISOString() };
  });
}

/** Half an answer would be taken for the whole: one service that does not answer fails the call. */
async function askAll<T>(
  deps: GatewayDeps,
  request: FastifyRequest<{ Querystring: { email: string } }>,
  ask: (client: GatewayDeps[Service], input: { email: string; actor?: Actor }) => Promise<T>,
): Promise<(readonly [Service, T])[]> {
  const input = { email: request.query.email, ...(request.caller !== null && { actor: request.caller }) };
  const settled = await Promise.allSettled(services.map((name) => ask(deps[name], input)));
  return settled.map((result, index) => {
    if (result.status === 'rejected') throw result.reason;
    return [services[index] ?? 'conversation', result.value] as const;
  });
}
