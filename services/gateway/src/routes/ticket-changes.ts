import {
  AppError,
  type ChangeTicketInput,
  type ChangeTicketOutput,
  instantSchema,
  ticketIdSchema,
} from '@acebuddy/contracts';
import { z } from 'zod';
import type { GatewayDeps } from '../deps.ts';
import { errorResponses } from '../http/error-body.ts';
import type { GatewayApp } from '../http/gateway-app.ts';
import type { TicketingClient } from '../ports.ts';
import { toRequestId } from './ticket-draft.ts';
import {
  acceptedChangeSchema,
  commentBodySchema,
  idempotencyHeaderSchema,
  statusBodySchema,
  ticketParamsSchema,
} from './ticket-schemas.ts';

const common = {
  tags: ['tickets'],
  security: [{ apiKey: [] }],
  params: ticketParamsSchema,
  headers: idempotencyHeaderSchema,
};
const refusals = errorResponses(400, 401, 403, 404, 422, 502, 503, 504);

type Change = ChangeTicketInput['change'];
type Done = Extract<ChangeTicketOutput, { outcome: 'done' | 'pending' }>;

/** Comment and status: each done exactly once per `Idempotency-Key`. */
export function registerTicketChanges(app: GatewayApp, deps: GatewayDeps): void {
  const change = async (id: string, key: string | undefined, wanted: Change): Promise<Done> => {
    const ticketId = await ticketIdOf(deps.ticketing, id);
    const requestId = toRequestId(`${wanted.kind}:${ticketId}`, key, deps.newId);
    const input = { requestId, target: { ticketId }, change: wanted, waitMs: 10_000, foreground: true };
    const outcome = await deps.ticketing.changeTicket(input);
    if (outcome.outcome !== 'failed') return outcome;
    throw new AppError('UNPROCESSABLE', `Zoho Desk refuses this change: ${outcome.reason}`);
  };
  registerComment(app, deps, change);
  registerStatus(app, deps, change);
}

type Changer = (id: string, key: string | undefined, change: Change) => Promise<Done>;

function registerComment(app: GatewayApp, { now, redaction }: GatewayDeps, change: Changer): void {
  const answer = z.object({ success: z.literal(true), comment_id: z.string().nullable(), timestamp: instantSchema });
  const schema = {
    ...common,
    summary: 'Adds a comment; internal unless `is_internal` is false',
    body: commentBodySchema,
    response: { 200: answer, 202: acceptedChangeSchema, ...refusals },
  };
  app.post('/zoho/ticket/:id/comment', { schema }, async (request, reply) => {
    const { comment, is_internal } = request.body;
    const redact = await redaction.prepare([comment]);
    const wanted: Change = { kind: 'comment', text: redact(comment), isPublic: !is_internal };
    const done = await change(request.params.id, request.headers['idempotency-key'], wanted);
    const timestamp = now().toISOString();
    if (done.outcome === 'pending') return reply.code(202).send(accepted(done.retryAfterMs, timestamp));
    return { success: true as const, comment_id: done.resultId, timestamp };
  });
}

function registerStatus(app: GatewayApp, { now }: GatewayDeps, change: Changer): void {
  const answer = z.object({ success: z.literal(true), status: z.string(), timestamp: instantSchema });
  const schema = {
    ...common,
    summary: 'Changes the status',
    body: statusBodySchema,
    response: { 200: answer, 202: acceptedChangeSchema, ...refusals },
  };
  app.patch('/zoho/ticket/:id/status', { schema }, async (request, reply) => {
    const { status } = request.body;
    const done = await change(request.params.id, request.headers['idempotency-key'], { kind: 'status', status });
    const timestamp = now().toISOString();
    if (done.outcome === 'pending') return reply.code(202).send(accepted(done.retryAfterMs, timestamp));
    return { success: true as const, status, timestamp };
  });
}

/** Changes want Desk's own id; a number is looked up first. */
async function ticketIdOf(ticketing: TicketingClient, id: string): Promise<z.infer<typeof ticketIdSchema>> {
  return ticketIdSchema.parse(id.startsWith('#') ? (await ticketing.getTicket({ id })).id : id);
}

function accepted(retryAfterMs: number, timestamp: string): z.infer<typeof acceptedChangeSchema> {
  const message = 'The change is recorded and will be made as soon as Zoho Desk takes it.';
  return { success: true, status: 'pending', message, retry_after_ms: retryAfterMs, timestamp };
}
