import { AppError, deskCheckSchema, instantSchema, ticketViewSchema } from '@acebuddy/contracts';
import { z } from 'zod';
import type { GatewayDeps } from '../deps.ts';
import { errorResponses } from '../http/error-body.ts';
import type { GatewayApp } from '../http/gateway-app.ts';
import { checkZoho } from '../zoho-check.ts';
import { registerTicketChanges } from './ticket-changes.ts';
import { toDraft, toReference, toRequestId } from './ticket-draft.ts';
import {
  acceptedTicketSchema,
  createdTicketSchema,
  createTicketBodySchema,
  idempotencyHeaderSchema,
  ticketParamsSchema,
} from './ticket-schemas.ts';

const tags = ['tickets'];
const security = [{ apiKey: [] }];

/** REST on Zoho Desk tickets. */
export function registerTicketRoutes(app: GatewayApp, deps: GatewayDeps): void {
  registerCheck(app, deps);
  registerCreate(app, deps);
  registerRead(app, deps);
  registerTicketChanges(app, deps);
}

function registerCheck(app: GatewayApp, deps: GatewayDeps): void {
  const answer = z.object({
    success: z.boolean(),
    message: z.string(),
    org: deskCheckSchema.shape.org,
    department: deskCheckSchema.shape.department,
    simulated: z.boolean(),
    problems: deskCheckSchema.shape.problems,
    timestamp: instantSchema,
  });
  const summary = 'Checks token, organisation, department and custom fields; says what is wrong and how to mend it';
  const schema = { tags, security, summary, response: { 200: answer, ...errorResponses(401, 403, 503, 504) } };
  app.get('/zoho/test', { schema }, async () => {
    const { ok, simulated, org, department, problems } = await checkZoho(deps);
    const message = ok
      ? allWell(simulated)
      : problems.map(({ what, mend }) => `${what.replace(/\.$/, '')}: ${mend}`).join(' ');
    return { success: ok, message, org, department, simulated, problems, timestamp: deps.now().toISOString() };
  });
}

function allWell(simulated: boolean): string {
  return simulated
    ? 'The simulated Zoho Desk answers. No real ticket is created; set the ZOHO_… variables to connect a real one.'
    : 'Zoho Desk answers, and everything that AceBuddy needs is set up.';
}

function registerCreate(app: GatewayApp, { ticketing, redaction, now, newId }: GatewayDeps): void {
  const schema = {
    tags,
    security,
    summary:
      'Creates one ticket. 202: it is recorded and will exist; repeat with the same Idempotency-Key for its number',
    headers: idempotencyHeaderSchema,
    body: createTicketBodySchema,
    response: {
      200: createdTicketSchema,
      202: acceptedTicketSchema,
      ...errorResponses(400, 401, 403, 422, 502, 503, 504),
    },
  };
  app.post('/zoho/ticket/create', { schema }, async (request, reply) => {
    const requestId = toRequestId('create', request.headers['idempotency-key'], newId);
    const reference = toReference(requestId);
    const created = await ticketing.createTicket({
      requestId,
      reference,
      draft: toDraft(request.body, await redaction.prepare([request.body.query])),
      waitMs: 10_000,
    });
    const timestamp = now().toISOString();
    switch (created.outcome) {
      case 'created': {
        const { ticketId, ticketNumber, webUrl } = created.ticket;
        const ticket = { ticket_id: ticketId, ticket_number: ticketNumber, web_url: webUrl };
        return { success: true as const, ...ticket, reference: created.reference, timestamp };
      }
      case 'pending':
        return reply.code(202).send({
          success: true,
          status: 'pending',
          ticket_id: null,
          ticket_number: null,
          web_url: null,
          reference: created.reference,
          message: 'The ticket is recorded and will be created as soon as Zoho Desk takes it.',
          retry_after_ms: created.retryAfterMs,
          timestamp,
        });
      case 'failed':
        throw new AppError('UNPROCESSABLE', `Zoho Desk refuses this ticket: ${created.reason}`);
    }
  });
}

function registerRead(app: GatewayApp, { ticketing, now }: GatewayDeps): void {
  const schema = {
    tags,
    security,
    summary: "A ticket as Desk has it now, by Desk's id or #number",
    params: ticketParamsSchema,
    response: {
      200: z.object({ success: z.literal(true), ticket: ticketViewSchema, timestamp: instantSchema }),
      ...errorResponses(400, 401, 403, 404, 502, 503, 504),
    },
  };
  app.get('/zoho/ticket/:id', { schema }, async (request) => {
    const ticket = await ticketing.getTicket({ id: request.params.id });
    return { success: true as const, ticket, timestamp: now().toISOString() };
  });
}
