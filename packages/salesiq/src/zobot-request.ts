import { type Attachment, messageCharsMax } from '@acebuddy/contracts';
import { z } from 'zod';
import { toAnswers } from './answers.ts';
import { filesOf, toAttachments } from './attachments.ts';
import { firstOf, toLine, toMessageText, toRecord } from './loose-values.ts';

const line = (charsMax: number) => z.unknown().transform((value) => toLine(value, charsMax));
/** SalesIQ's ids are opaque text to us; an overlong one is made short by `session-key.ts`. */
const id = line(1_000).optional();
const record = z.unknown().transform(toRecord);

/** The names under which bots in the field found a visitor's own id, the documented one first (salesiq.md §2.6). */
const visitorIdNames = ['unique_id', 'id', 'visitor_id', 'uuid', 'visitid', 'visit_id', 'cuid'] as const;

const placeSchema = record.pipe(z.object({ country: line(100).optional() })).optional();

const visitorSchema = record
  .transform((visitor): Record<string, unknown> => ({ ...visitor, own_id: firstOf(visitor, visitorIdNames) }))
  .pipe(
    z.object({
      active_conversation_id: id,
      own_id: id,
      name: line(200).optional(),
      email: line(150).optional(),
      phone: line(50).optional(),
      channel: line(50).optional(),
      time_zone: line(64).optional(),
      language: line(50).optional(),
      country: line(100).optional(),
      location: placeSchema,
      ip: line(100).optional(),
    }),
  );

const messageSchema = z
  .unknown()
  .transform((value) => (typeof value === 'object' ? toRecord(value) : { text: value }))
  .transform((message) => ({
    text: toMessageText(firstOf(message, ['text', 'msg', 'message', 'content', 'body', 'value']), messageCharsMax),
    files: filesOf(message),
    card: toLine(toRecord(toRecord(message.meta).card_data).type, 50),
  }));

/** An object with code and description, or one of the two by itself. */
const causeSchema = z.unknown().transform((value) => {
  const cause = toRecord(value);
  return { code: toLine(cause.code ?? value, 20), desc: toLine(cause.desc ?? cause.description ?? value, 100) };
});

/**
 * One call of SalesIQ to the bot (salesiq.md §2): all four handlers, and any other handler, in one shape. Only
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
      request: record
        .pipe(z.object({ id, conversation_id: id, chat_id: id, ip: line(100).optional(), location: placeSchema }))
        .optional(),
      message: messageSchema.optional(),
      attachments: z.unknown().transform(toAttachments).optional(),
      attachment: z.unknown().transform(toAttachments).optional(),
      conversation: z.unknown().transform(idOf).optional(),
      chat: z.unknown().transform(idOf).optional(),
      conversation_id: id,
      chat_id: id,
      session_id: id,
      answers: z.unknown().transform(toAnswers).optional(),
      cause: causeSchema.optional(),
      failed_response: record.transform(({ action }) => toLine(action, 50)?.toLowerCase()).optional(),
    })
    .transform((call) => ({
      handler: call.handler,
      operation: call.operation,
      orgId: call.org_id,
      requestId: call.request?.id ?? call.request_id,
      /** The conversation's id, first of the places in which it was seen. */
      chatId:
        call.visitor?.active_conversation_id ??
        call.request?.conversation_id ??
        call.request?.chat_id ??
        call.conversation ??
        call.chat ??
        call.conversation_id ??
        call.chat_id ??
        call.session_id,
      /** The visitor's network address as SalesIQ saw it: in either place, in neither, and not always well-formed. */
      visitorIp: call.visitor?.ip ?? call.request?.ip,
      visitor: call.visitor ?? visitorSchema.parse({}),
      /** Where the visitor is, in each of the places that may say it. */
      countries: [call.visitor?.country, call.visitor?.location?.country, call.request?.location?.country],
      text: call.message?.text || (call.handler === 'message' ? Object.values(call.answers ?? {}).join('\n') : ''),
      card: call.message?.card,
      attachments: once([...(call.attachments ?? []), ...(call.attachment ?? []), ...(call.message?.files ?? [])]),
      answers: call.answers ?? {},
      cause: call.cause ?? causeSchema.parse({}),
      /** What the answer was that could not be carried out. */
      failedAction: call.failed_response,
    })),
);
export type ZobotRequest = z.output<typeof zobotRequestSchema>;

/**
 * Whether a parsed body is a call to the bot: it names a handler, at the top or inside `entity`, or it has a message and
 * says whose it is the way bots do (salesiq.md §2.9). The flat form and events are told by keys of their own.
 */
export function isZobotRequest(body: unknown): boolean {
  const call = toRecord(unwrap(body));
  return hasHandler(call) || isBareMessage(call);
}

/** `handler` beside `entity`, inside it, or nowhere: one call in one shape. What stands at the top wins. */
function unwrap(body: unknown): unknown {
  const outer = toRecord(body);
  const inner = toRecord(outer.entity);
  if (hasHandler(outer) || hasHandler(inner)) return { ...inner, ...outer, handler: outer.handler ?? inner.handler };
  return isBareMessage(outer) ? { ...outer, handler: 'message' } : body;
}

function hasHandler(body: Record<string, unknown>): boolean {
  return body.handler !== undefined && body.handler !== null;
}

const owners = ['visitor', 'conversation', 'chat', 'session_id', 'conversation_id'] as const;

function isBareMessage(body: Record<string, unknown>): boolean {
  if (typeof body.event === 'string' || body.message === undefined || body.message === null) return false;
  const isNested = Object.keys(toRecord(body.message)).length > 0;
  const hasOwner = owners.some(
    (name) => firstOf(body, [name]) !== undefined || Object.keys(toRecord(body[name])).length > 0,
  );
  // With words in `message` and an id at the top it is the flat form, complete or not.
  return hasOwner && (isNested || !Object.hasOwn(body, 'chat_id'));
}

/** A conversation may be an object with an id or the id itself. */
function idOf(named: unknown): string | undefined {
  return toLine(firstOf(toRecord(named), ['id', 'conversation_id', 'chat_id']) ?? named, 1_000);
}

/** A file that stands in two places of one call is one file. */
function once(files: readonly Attachment[]): Attachment[] {
  return files.filter((file, at) => file.url === undefined || files.findIndex(({ url }) => url === file.url) === at);
}
