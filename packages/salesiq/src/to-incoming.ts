import { createHash } from 'node:crypto';
import { type EventId, eventIdSchema, type IncomingContent, type IncomingMessage } from '@acebuddy/contracts';
import { previewPrefix, type SessionKey, sessionKeyOf } from './session-key.ts';
import { toVisitor } from './to-visitor.ts';
import type { ZobotRequest } from './zobot-request.ts';

/** A repeat of a call without an id of its own is recognised for this long, and not longer: people do repeat themselves. */
export const repeatWindowMs = 5 * 60_000;

export interface ToIncomingOptions {
  /** The body as it was received; its digest stands in for a missing `request.id`. */
  readonly rawBody: Uint8Array | string;
  readonly receivedAt: Date;
  /** Milliseconds that are left for the reply. */
  readonly budgetMs: number;
}

/** `no_session`: nothing in the call tells which chat it is. `empty`: neither text nor file. */
export type IgnoredReason = 'unknown_handler' | 'no_session' | 'empty';

export type Incoming =
  | { readonly kind: 'message'; readonly message: IncomingMessage }
  | { readonly kind: 'ignored'; readonly reason: IgnoredReason };

/** Maps a call of SalesIQ to what happened in the chat, in our words. Pure. */
export function toIncoming(request: ZobotRequest, options: ToIncomingOptions): Incoming {
  const content = toContent(request);
  if (typeof content === 'string') return { kind: 'ignored', reason: content };
  const key = sessionKeyOf(request);
  if (key === undefined) return { kind: 'ignored', reason: 'no_session' };
  const message: IncomingMessage = {
    conversationId: key.conversationId,
    eventId: toEventId(request, options),
    ...(key.continues !== undefined && { continues: key.continues }),
    channel: 'salesiq',
    address: toAddress(request, key),
    visitor: toVisitor(request),
    content,
    budgetMs: options.budgetMs,
  };
  return { kind: 'message', message };
}

function toContent(request: ZobotRequest): IncomingContent | IgnoredReason {
  switch (request.handler) {
    case 'trigger':
      return { kind: 'opened' };
    case 'message':
      return toMessage(request);
    case 'context':
      return { kind: 'answers', answers: request.answers };
    case 'failure':
      return { kind: 'failed', reason: toFailureReason(request) };
    default:
      return 'unknown_handler';
  }
}

function toMessage({ text, attachments, card }: ZobotRequest): IncomingContent | IgnoredReason {
  if (text.trim() === '' && attachments.length === 0) return 'empty';
  return { kind: 'message', text, attachments, ...(card !== undefined && { card }) };
}

type FailureReason = Extract<IncomingContent, { kind: 'failed' }>['reason'];

/** Codes of salesiq.md §2.8; the description decides when the code is missing. */
const failureReasons = new Map<string | undefined, FailureReason>([
  ['1001', 'offline_hours'],
  ['1002', 'operators_unavailable'],
  ['1003', 'invalid_operators'],
  ['1005', 'reply_too_long'],
  ['offline_hours', 'offline_hours'],
  ['operators_not_available', 'operators_unavailable'],
  ['invalid_operators', 'invalid_operators'],
  ['more_than_max_length', 'reply_too_long'],
]);

/** A hand-over that failed for a reason unknown to us has failed all the same: nobody came. */
function toFailureReason({ cause: { code, desc }, failedAction }: ZobotRequest): FailureReason {
  const named = failureReasons.get(code) ?? failureReasons.get(desc?.toLowerCase());
  return named ?? (failedAction === 'forward' ? 'operators_unavailable' : 'other');
}

function toAddress(request: ZobotRequest, { chatId }: SessionKey): IncomingMessage['address'] {
  const callbackId = request.requestId?.slice(0, 200);
  return {
    ...(chatId !== undefined && chatId.length <= 200 && { chatId }),
    ...(callbackId !== undefined && { callbackId }),
    preview: chatId?.startsWith(previewPrefix) ?? false,
  };
}

/**
 * `request.id` is unique per call. Calls without one (`context` may lack it) are told apart by their bytes and the time:
 * the same bytes within the same five minutes count as a repeat. So a proxy's repeat is answered once, and a customer who
 * writes "yes" to two questions is heard twice unless both fall into one such window without any id.
 */
function toEventId({ requestId }: ZobotRequest, { rawBody, receivedAt }: ToIncomingOptions): EventId {
  if (requestId !== undefined && requestId.length <= 200) return eventIdSchema.parse(requestId);
  const digest = createHash('sha256')
    .update(requestId ?? rawBody)
    .digest('hex');
  if (requestId !== undefined) return eventIdSchema.parse(`sha256:${digest}`);
  return eventIdSchema.parse(`body:${digest}:${Math.floor(receivedAt.getTime() / repeatWindowMs)}`);
}
