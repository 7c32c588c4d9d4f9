import { toLanguage } from '@acebuddy/salesiq';
import type { FastifyRequest } from 'fastify';
import { askConversation, budgetMs, type ChatContext, type TurnOutcome } from '../chat-context.ts';
import { networkOf } from '../network-of.ts';
import { isWithinLimits } from '../within-limits.ts';
import { type FlatAnswer, toFlatAnswer, toFlatRetry } from './flat-answer.ts';
import { type FlatMessage, toFlatIncoming } from './flat-message.ts';

export interface FlatTurn {
  readonly answer: FlatAnswer;
  readonly outcome: TurnOutcome;
}

/** One message in the flat form. */
export async function takeFlatTurn(
  context: ChatContext,
  request: FastifyRequest,
  flat: FlatMessage,
  isAuthenticated: boolean,
): Promise<FlatTurn> {
  const { polite, now, newId, logger } = context;
  const reader = { text: flat.message, language: toLanguage(flat.visitor_language) };
  const visitorKey = `flat:${flat.visitor_id || flat.chat_id}`;
  if (!(await isWithinLimits(context, request, { visitorKey, isAuthenticated, chars: flat.message.length }))) {
    return { answer: toFlatRetry(flat, polite.tooFast(reader), now()), outcome: 'limited' };
  }
  const network = networkOf(request, { isAuthenticated });
  const incoming = toFlatIncoming(flat, budgetMs(context, request), newId);
  const message = { ...incoming, ...(network !== undefined && { network }) };
  const { outcome, reply } = await askConversation(context, request, message);
  if (outcome.kind === 'done') return { answer: toFlatAnswer(outcome.value, now()), outcome: 'replied' };
  reply.catch(() => undefined);
  logger.warn({ err: outcome.kind === 'failed' ? outcome.error : undefined }, 'the conversation could not answer');
  return { answer: toFlatRetry(flat, polite.unavailable(reader), now()), outcome: outcome.kind };
}
