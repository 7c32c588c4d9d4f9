import { createHash } from 'node:crypto';
import {
  AppError,
  type BotReply,
  type IncomingMessage,
  type PushChatInput,
  requestIdSchema,
} from '@acebuddy/contracts';
import { standInTexts, type Turn } from '@acebuddy/salesiq';
import type { ChatContext } from '../chat-context.ts';
import { inTime } from '../in-time.ts';

/** Callbacks end three minutes after the call (salesiq-zobot.md §6); the customer should not wait nearly as long. */
const waitMsMax = 60_000;
/** By then SalesIQ has heard that its turn stays open: it refuses a callback that overtakes this. */
const openAfterMs = 1_000;
/** Until the turn ends: nobody else says these words. */
const pausesMs = [1_000, 2_000, 4_000, 8_000, 15_000, 30_000, 30_000, 30_000, 30_000];

/**
 * Finishes a turn that was answered with `pending`: the reply follows by callback once the conversation has it, or an
 * apology if it does not come. A callback cannot hand over (salesiq-zobot.md §6), so of a late `forward` only the text is
 * sent; the customer's next message brings the hand-over.
 */
export function finishLate(context: ChatContext, message: IncomingMessage, reply: Promise<BotReply>): void {
  const turnStartedAt = context.now().toISOString();
  const arrived = inTime(reply, waitMsMax);
  const say = async () => {
    const outcome = await arrived;
    const waitMs = Math.max(0, Date.parse(turnStartedAt) + openAfterMs - context.now().getTime());
    await new Promise((resolve) => setTimeout(resolve, waitMs));
    const turn = outcome.kind === 'done' ? outcome.value : context.polite.unavailable('');
    // Then the conversation itself promised to finish the turn.
    if (turn.action === 'pending') return;
    const said = await context.notifications.pushChat(toPush(message, turn, turnStartedAt));
    if (said.outcome === 'retry') throw new AppError('SERVICE_UNAVAILABLE', said.reason ?? 'SalesIQ did not take it');
  };
  context.background.run('late reply', say, pausesMs);
}

function toPush(
  { conversationId, eventId, address }: IncomingMessage,
  turn: Turn,
  turnStartedAt: string,
): PushChatInput {
  const digest = createHash('sha256').update(`${conversationId}\n${eventId}`).digest('hex');
  return {
    requestId: requestIdSchema.parse(`late:${digest}`),
    // By callback only: as an operator's message these words would come back as an operator's, and silence the bot.
    address: {
      preview: address.preview,
      ...(address.callbackId === undefined ? {} : { callbackId: address.callbackId }),
    },
    turnStartedAt,
    text: turn.replies.join('\n\n').trim() || standInTexts.silent,
    suggestions: turn.suggestions,
    ...(turn.input !== undefined && { input: turn.input }),
  };
}
