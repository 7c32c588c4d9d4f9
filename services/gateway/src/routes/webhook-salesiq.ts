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
import { createSenders, type Senders } from '../access/senders.ts';
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
  const senders = createSenders(context);
  root.register((app, _options, done) => {
    registerRawBody(app);
    const ping = { tags: ['webhooks'], summary: "SalesIQ's check of the address", response: { 200: pingSchema } };
    const answerPing = async () => ({ status: 'ok' as const });
    const receive = async (request: FastifyRequest, reply: FastifyReply) => {
      const { form, outcome, answer } = await receiveWebhook(context, request, senders);
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
async function receiveWebhook(context: ChatContext, request: FastifyRequest, senders: Senders): Promise<Received> {
  const rawBody = request.body instanceof Buffer ? request.body : Buffer.alloc(0);
  if (rawBody.length === 0) return ping;
  const isAuthenticated = authenticate(context, request, rawBody);
  if (!isAuthenticated) refuseOtherPages(senders, request);
  const body = toJson(rawBody);
  if (isZobotRequest(body)) {
    const call = zobotRequestSchema.parse(body);
    const { response, outcome } = await takeZobotTurn(context, request, call, { rawBody, isAuthenticated });
    return { form: 'zobot', outcome, answer: response };
  }
  const deliveries = Array.isArray(body) ? body : [body];
  if (deliveries.length > 0 && deliveries.every(isEventWebhook)) {
    if (!isAuthenticated) await context.rateLimits.address(request, rawBody.length);
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

/**
 * Every caller proves herself: SalesIQ by its signature, an integrator by a key with the role agent. False: she has not, and
 * need not, because unsigned chats are taken for trying the product out.
 */
function authenticate({ salesiq, doors }: ChatContext, request: FastifyRequest, rawBody: Buffer): boolean {
  const { caller, headers } = request;
  if (headers.authorization !== undefined && caller !== null && mayAct(caller.role, 'agent')) return true;
  const { signatureKeys } = salesiq;
  if (signatureKeys.length === 0) {
    if (doors.simulated || doors.allowUnsigned) return false;
    throw new AppError('UNAUTHORIZED', unsignedRefused);
  }
  if (verifySignature(rawBody, headers[signatureHeader], signatureKeys)) return true;
  throw new AppError('UNAUTHORIZED', `The body is not signed by a configured key (header ${signatureHeader}).`);
}

const unsignedRefused =
  'Chats are taken with a signature or a key only, and SALESIQ_PUBLIC_KEYS is not set: it is the public key that SalesIQ shows ' +
  'at the bot\'s "Secure your webhook". Integrators send a key of the role agent as "Authorization: Bearer <key>".';

/** A browser may send to us from any page it has open, in the name of nobody. */
function refuseOtherPages(senders: Senders, request: FastifyRequest): void {
  senders.refuseForeignChange(request);
  // Browsers name the origin of whatever they post: what has none is a program, and may call us by any name.
  if (request.headers.origin !== undefined) senders.refuseForeignName(request);
}

function toJson(rawBody: Buffer): unknown {
  // A byte order mark is no part of the text; TextDecoder drops it.
  return parseJsonText(new TextDecoder().decode(rawBody));
}

function isEmptyObject(body: unknown): boolean {
  return typeof body === 'object' && body !== null && !Array.isArray(body) && Object.keys(body).length === 0;
}
