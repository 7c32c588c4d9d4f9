import { messageCharsMax } from '@acebuddy/contracts';
import { z } from 'zod';
import { toAnswers } from './answers.ts';
import { toAttachments } from './attachments.ts';
import { firstOf, toLine, toMessageText, toRecord } from './loose-values.ts';

const line = (charsMax: number) => z.unknown().transform((value) => toLine(value, charsMax));
/** SalesIQ's ids are opaque text to us; an overlong one is made short by `session-key.ts`. */
const id = line(1_000).optional();
const record = z.unknown().transform(toRecord);

const visitorSchema = record.pipe(
  z.object({
    active_conversation_id: id,
    unique_id: id,
    id,
    name: line(200).optional(),
    email: line(150).optional(),
    phone: line(50).optional(),
    channel: line(50).optional(),
    time_zone: line(64).optional(),
  }),
);

const messageSchema = z
  .unknown()
  .transform((value) => (typeof value === 'object' ? toRecord(value) : { text: value }))
  .transform((message) => ({
    text: toMessageText(firstOf(message, ['text']), messageCharsMax),
    card: toLine(toRecord(toRecord(message.meta).card_data).type, 50),
  }));

const causeSchema = record.transform((cause) => ({ code: toLine(cause.code, 20), desc: toLine(cause.desc, 100) }));

/**
 * One call of SalesIQ to the bot (salesiq-zobot.md §2): all four handlers, and any other handler, in one shape. Only
 * `handler` is required; every other field is read as far as it makes sense and left out otherwise, unknown keys are
 * dropped. A payload wrapped in `entity` is unwrapped (§10).
 */
export const zobotRequestSchema = z.preprocess(
  unwrap,
  z
    .object({
      handler: z.unknown().transform((value) => toLine(value, 50) ?? 'unknown'),
      operation: line(20).optional(),
      org_id: id,
      request_id: id,
      context_id: line(100).optional(),
      visitor: visitorSchema.optional(),
      request: record.pipe(z.object({ id, conversation_id: id, chat_id: id, ip: line(100).optional() })).optional(),
      message: messageSchema.optional(),
      attachments: z.unknown().transform(toAttachments).optional(),
      answers: z.unknown().transform(toAnswers).optional(),
      cause: causeSchema.optional(),
    })
    .transform((call) => ({
      handler: call.handler,
      operation: call.operation,
      orgId: call.org_id,
      requestId: call.request?.id ?? call.request_id,
      requestConversationId: call.request?.conversation_id,
      requestChatId: call.request?.chat_id,
      visitor: call.visitor ?? visitorSchema.parse({}),
      text: call.message?.text ?? '',
      card: call.message?.card,
      attachments: call.attachments ?? [],
      answers: call.answers ?? {},
      cause: call.cause ?? causeSchema.parse({}),
    })),
);
export type ZobotRequest = z.output<typeof zobotRequestSchema>;

/** Whether a parsed body is a call to the bot: it names a handler, at the top or inside `entity`. */
export function isZobotRequest(body: unknown): boolean {
  return hasHandler(toRecord(unwrap(body)));
}

function unwrap(body: unknown): unknown {
  const outer = toRecord(body);
  const inner = toRecord(outer.entity);
  return !hasHandler(outer) && hasHandler(inner) ? inner : body;
}

function hasHandler(body: Record<string, unknown>): boolean {
  return body.handler !== undefined && body.handler !== null;
}
