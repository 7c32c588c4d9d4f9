import { AppError } from '@acebuddy/contracts';
import { parseJsonText } from '@acebuddy/salesiq';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { ChatContext } from '../channels/chat-context.ts';
import { inTime } from '../channels/in-time.ts';
import { deskTokenHeader } from '../desk/desk-jwt.ts';
import { toDeskNotices } from '../desk/desk-notices.ts';
import { errorResponses } from '../http/error-body.ts';
import type { GatewayApp } from '../http/gateway-app.ts';
import { registerRawBody } from '../http/raw-body.ts';

const answerSchema = z.object({ success: z.literal(true), accepted: z.number().int() });

/** Desk wants its 200 within 5 s (zoho-desk.md §9.2); ticketing only has to note the ids. */
const handOverMs = 2_000;

/** Zoho Desk's event webhook. */
export function registerDeskWebhook(root: GatewayApp, context: ChatContext): void {
  root.register((app, _options, done) => {
    registerRawBody(app);
    const tags = ['webhooks'];
    const ping = { tags, summary: "Desk's check of the address", response: { 200: answerSchema } };
    app.get('/webhook/zoho-desk', { schema: ping }, async () => nothing);

    const schema = {
      tags,
      security: [{ deskJwt: [] }],
      summary: "Desk's events; only the ids of tickets are taken from them",
      body: z.array(z.looseObject({ eventType: z.string(), payload: z.record(z.string(), z.unknown()) })).optional(),
      response: { 200: answerSchema, ...errorResponses(400, 401, 413, 429, 503) },
    };
    app.post('/webhook/zoho-desk', { schema, validatorCompiler: () => () => true }, (request) =>
      receiveEvents(context, request),
    );
    done();
  });
}

const nothing = { success: true as const, accepted: 0 };

async function receiveEvents(context: ChatContext, request: FastifyRequest): Promise<z.infer<typeof answerSchema>> {
  const rawBody = request.body instanceof Buffer ? request.body : Buffer.alloc(0);
  // The validation call may come without a token (zoho-desk.md §9.3): nothing is asked, nothing is done.
  if (rawBody.length === 0) return nothing;
  await authenticate(context, request);
  const events = toDeskNotices(parseJsonText(new TextDecoder().decode(rawBody)));
  if (events.length === 0) return nothing;
  const handedOver = context.ticketing.handleDeskEvents({ events });
  const outcome = await inTime(handedOver, handOverMs);
  if (outcome.kind !== 'done') {
    context.background.run('desk events', async () => {
      if (outcome.kind === 'late' && (await inTime(handedOver, 10_000)).kind === 'done') return;
      await context.ticketing.handleDeskEvents({ events });
    });
  }
  return { success: true, accepted: events.length };
}

async function authenticate({ deskVerifier, rateLimits }: ChatContext, request: FastifyRequest): Promise<void> {
  const token = request.headers[deskTokenHeader];
  try {
    if (deskVerifier === undefined) {
      throw new AppError(
        'UNAUTHORIZED',
        'No Zoho Desk organisation is configured (ZOHO_DESK_ORG_ID), so nobody is known to be Desk.',
      );
    }
    await deskVerifier.verify(typeof token === 'string' ? token : undefined);
  } catch (error) {
    await rateLimits.address(request);
    throw error;
  }
}
