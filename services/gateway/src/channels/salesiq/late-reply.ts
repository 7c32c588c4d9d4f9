import { createHash } from 'node:crypto';
import { AppError, type BotReply, type IncomingMessage, requestIdSchema } from '@acebuddy/contracts';
import type { Turn } from '@acebuddy/salesiq';
import type { OpenTurn } from '../../ports.ts';
import type { ChatContext } from '../chat-context.ts';
import { inTime } from '../in-time.ts';
import { languageOf, type Reader } from '../polite-replies.ts';

/** Callbacks end three minutes after the call (salesiq.md §6); the customer should not wait nearly as long. */
export const waitMsMax = 60_000;
/** By then SalesIQ has heard that its turn stays open: it refuses a callback that overtakes this. */
const openAfterMs = 1_000;
/** Until the turn ends: nobody else says these words. */
const pausesMs = [1_000, 2_000, 4_000, 8_000, 15_000, 30_000, 30_000, 30_000, 30_000];
/** A disk that takes longer must not cost the answer its time. */
const keepMsMax = 300;

/**
 * Finishes a turn that was answered with `pending`: the reply follows by callback once the conversation has it, or an
 * apology if it does not come. A callback cannot hand over (salesiq.md §6), so of a late `forward` only the text is
 * sent; the customer's next message brings the hand-over. Resolves when the turn is known to who comes after this process
 * (left-turns.ts), as far as that is possible here.
 */
export async function finishLate(
  context: ChatContext,
  message: IncomingMessage,
  reply: Promise<BotReply>,
  reader: Reader,
): Promise<void> {
  const open = toOpenTurn(message, reader, context.now());
  const arrived = inTime(reply, waitMsMax);
  const kept = await inTime(context.keeps?.turns.add(open) ?? Promise.resolve(), keepMsMax);
  if (kept.kind === 'failed') context.logger.error({ err: kept.error }, 'an open turn is known to this process only');
  endTurn(context, open, async () => {
    const outcome = await arrived;
    const waitMs = Math.max(0, Date.parse(open.turnStartedAt) + openAfterMs - context.now().getTime());
    await new Promise((resolve) => setTimeout(resolve, waitMs));
    return outcome.kind === 'done' ? outcome.value : context.polite.unavailable({ language: open.language });
  });
}

/** Says the words that end the turn, until SalesIQ takes or refuses them. */
export function endTurn(context: ChatContext, open: OpenTurn, words: () => Promise<Turn>): void {
  const say = async () => {
    const turn = await words();
    // A turn that stays `pending` is one that the conversation itself promised to finish.
    if (turn.action !== 'pending') {
      const said = await context.notifications.pushChat({
        requestId: open.requestId,
        address: open.address,
        turnStartedAt: open.turnStartedAt,
        ...toLine(turn, context.polite.standIns({ language: open.language }).silent),
      });
      if (said.outcome === 'retry') throw new AppError('SERVICE_UNAVAILABLE', said.reason ?? 'SalesIQ did not take it');
    }
    await context.keeps?.turns
      .remove(open)
      .catch((error: unknown) => context.logger.warn({ err: error }, 'an ended turn stays on the disk'));
  };
  context.background.run('late reply', say, pausesMs);
}

function toOpenTurn({ conversationId, eventId, address }: IncomingMessage, reader: Reader, now: Date): OpenTurn {
  const digest = createHash('sha256').update(`${conversationId}\n${eventId}`).digest('hex');
  return {
    requestId: requestIdSchema.parse(`late:${digest}`),
    // By callback only: as an operator's message these words would come back as an operator's, and silence the bot.
    address: {
      preview: address.preview,
      ...(address.callbackId === undefined ? {} : { callbackId: address.callbackId }),
    },
    turnStartedAt: now.toISOString(),
    ...languageOf(reader),
  };
}

function toLine(turn: Turn, silent: string) {
  return {
    text: turn.replies.join('\n\n').trim() || silent,
    suggestions: turn.suggestions,
    ...(turn.input !== undefined && { input: turn.input }),
  };
}
