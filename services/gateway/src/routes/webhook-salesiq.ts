import { AppError } from '@acebuddy/contracts';
import {
  isEventWebhook,
  isZobotRequest,
  parseJsonText,
  signatureHeader,
  verifySignature,
  zobotRequestSchema,
} from '@acebuddy/salesiq';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { mayAct } from '../access/api-keys.ts';
import type { ChatContext, TurnOutcome } from '../channels/chat-context.ts';
import { flatMessageSchema, isFlatMessage } from '../channels/flat/flat-message.ts';
import { takeFlatTurn } from '../channels/flat/flat-turn.ts';
import { takeChatEvents } from '../channels/salesiq/chat-events.ts';
import { takeZobotTurn } from '../channels/salesiq/zobot-turn.ts';
import type { GatewayApp } from '../http/gateway-app.ts';
import { registerRawBody } from '../http/raw-body.ts';
import { parseOrRefuse } from '../http/validation.ts';
import { pingSchema, webhookDescription } from './webhook-salesiq-schemas.ts';

type Form = 'ping' | 'zobot' | 'flat' | 'events';
type Received = { readonly form: Form; readonly outcome: TurnOutcome; readonly answer: object };

/** SalesIQ's bot and event webhooks and the flat form, told apart by their shape, on either address. */
export function registerSalesiqWebhook(root: GatewayApp, context: ChatContext): void {
  const durations = context.metrics.histogram({
    name: 'acebuddy_webhook_duration_seconds',
    help: 'Time from the receipt of a chat webhook to its answer.',
    labels: ['form', 'outcome'],
  });
  root.register((app, _options, done) => {
    registerRawBody(app);
    const ping = { tags: ['webhooks'], summary: "SalesIQ's check of the address", response: { 200: pingSchema } };
    const answerPing = async () => ({ status: 'ok' as const });
    const receive = async (request: FastifyRequest, reply: FastifyReply) => {
      const { form, outcome, answer } = await receiveWebhook(context, request);
      durations.observe((performance.now() - request.receivedAtMs) / 1_000, { form, outcome });
      return reply.send(answer);
    };
    for (const url of ['/webhook/salesiq', '/webhook/salesiq/events']) {
      app.get(url, { schema: ping }, answerPing);
      app.post(url, { schema: webhookDescription, validatorCompiler: () => () => true }, receive);
    }
    done();
  });
}

/** In this order: raw bytes, signature, JSON, shape, hand over, answer. Nothing is parsed before the signature holds. */
async function receiveWebhook(context: ChatContext, request: FastifyRequest): Promise<Received> {
  const rawBody = request.body instanceof Buffer ? request.body : Buffer.alloc(0);
  if (rawBody.length === 0) return ping;
  const isAuthenticated = authenticate(context, request, rawBody);
  const body = toJson(rawBody);
  if (isZobotRequest(body)) {
    const call = zobotRequestSchema.parse(body);
    const { response, outcome } = await takeZobotTurn(context, request, call, { rawBody, isAuthenticated });
    return { form: 'zobot', outcome, answer: response };
  }
  const deliveries = Array.isArray(body) ? body : [body];
  if (deliveries.length > 0 && deliveries.every(isEventWebhook)) {
    if (!isAuthenticated) await context.rateLimits.address(request);
    return { form: 'events', outcome: 'replied', answer: await takeChatEvents(context, request, deliveries) };
  }
  if (typeof body === 'object' && body !== null && isFlatMessage(body)) {
    const flat = parseOrRefuse(flatMessageSchema, body);
    const { answer, outcome } = await takeFlatTurn(context, request, flat, isAuthenticated);
    return { form: 'flat', outcome, answer };
  }
  if (isEmptyObject(body)) return ping;
  throw new AppError('BAD_REQUEST', notUnderstood);
}

const ping: Received = { form: 'ping', outcome: 'ignored', answer: { status: 'ok' } };

const notUnderstood =
  'This is neither a call of a SalesIQ bot (it has "handler"), nor an event of SalesIQ (it has "event" and "entity_id"), nor ' +
  'the flat form ({"chat_id":"test_123","visitor_id":"visitor_456","message":"I forgot my password"}).';

/** With keys configured every caller proves itself: SalesIQ by its signature, an integrator by a key with the role agent. */
function authenticate({ salesiq, apiKeys }: ChatContext, request: FastifyRequest, rawBody: Buffer): boolean {
  const hasKey = apiKeys.length > 0 && request.caller !== null && mayAct(request.caller.role, 'agent');
  if (hasKey) return true;
  if (salesiq.signatureKeys.length === 0) return false;
  if (verifySignature(rawBody, request.headers[signatureHeader], salesiq.signatureKeys)) return true;
  throw new AppError('UNAUTHORIZED', `The body is not signed by a configured key (header ${signatureHeader}).`);
}

function toJson(rawBody: Buffer): unknown {
  // A byte order mark is no part of the text; TextDecoder drops it.
  return parseJsonText(new TextDecoder().decode(rawBody));
}

function isEmptyObject(body: unknown): boolean {
  return typeof body === 'object' && body !== null && !Array.isArray(body) && Object.keys(body).length === 0;
}
