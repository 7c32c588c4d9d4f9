import type { BotReply, IncomingMessage } from '@acebuddy/contracts';
import {
  type ToZobotResponseOptions,
  type Turn,
  toIncoming,
  toLanguage,
  toZobotResponse,
  type ZobotRequest,
  type ZobotResponse,
} from '@acebuddy/salesiq';
import type { FastifyRequest } from 'fastify';
import { charsOf } from '../chars-of.ts';
import { askConversation, budgetMs, type ChatContext, type TurnOutcome } from '../chat-context.ts';
import { networkOf } from '../network-of.ts';
import type { Reader } from '../polite-replies.ts';
import { isWithinLimits } from '../within-limits.ts';
import { finishLate } from './late-reply.ts';

export interface ZobotTurn {
  readonly response: ZobotResponse;
  readonly outcome: TurnOutcome;
}

export interface ZobotDelivery {
  readonly rawBody: Uint8Array;
  readonly isAuthenticated: boolean;
}

/** One call of SalesIQ to the bot. Always ends in an answer that SalesIQ can show (promises.md, P3). */
export async function takeZobotTurn(
  context: ChatContext,
  request: FastifyRequest,
  call: ZobotRequest,
  { rawBody, isAuthenticated }: ZobotDelivery,
): Promise<ZobotTurn> {
  const answer = (turn: Turn, outcome: TurnOutcome): ZobotTurn => ({
    response: toZobotResponse(turn, responseOptions(context, call)),
    outcome,
  });
  const options = { rawBody, receivedAt: context.now(), budgetMs: budgetMs(context, request) };
  const incoming = toIncoming(call, options);
  if (incoming.kind === 'ignored') return answer(context.polite.ignored(incoming.reason, call), 'ignored');
  const network = networkOf(request, { isAuthenticated, told: call.visitorIp });
  const message = { ...incoming.message, ...(network !== undefined && { network }) };
  const visitorKey = message.continues ?? message.conversationId;
  const chars = charsOf(message.content);
  if (!(await isWithinLimits(context, request, { visitorKey, isAuthenticated, chars }))) {
    return answer(context.polite.tooFast(readerOf(call)), 'limited');
  }
  return await takeTurn(context, request, call, message, answer);
}

type Answer = (turn: Turn, outcome: TurnOutcome) => ZobotTurn;

async function takeTurn(
  context: ChatContext,
  request: FastifyRequest,
  call: ZobotRequest,
  message: IncomingMessage,
  answer: Answer,
): Promise<ZobotTurn> {
  const { outcome, reply } = await askConversation(context, request, message);
  switch (outcome.kind) {
    case 'done':
      return answer(outcome.value, 'replied');
    case 'failed':
      context.logger.warn({ err: outcome.error }, 'the conversation could not answer');
      return answer(context.polite.unavailable(readerOf(call)), 'failed');
    case 'late':
      return answer(await answerLate(context, message, reply, readerOf(call)), 'late');
  }
}

/** With a usable callback the turn is kept open and finished later; without one the customer is asked to write again. */
async function answerLate(
  context: ChatContext,
  message: IncomingMessage,
  reply: Promise<BotReply>,
  reader: Reader,
): Promise<Turn> {
  const { callbackId, preview } = message.address;
  const canFollow =
    context.salesiq.callbacks && callbackId !== undefined && !preview && message.content.kind !== 'failed';
  if (!canFollow) {
    reply.catch(() => undefined);
    context.logger.warn({ budgetMs: context.replyBudgetMs }, 'the conversation was too slow');
    return context.polite.unavailable(reader);
  }
  await finishLate(context, message, reply, reader);
  return context.polite.wait(reader);
}

const readerOf = ({ text, visitor }: ZobotRequest): Reader => ({ text, language: toLanguage(visitor.language) });

function responseOptions({ salesiq, polite }: ChatContext, call: ZobotRequest): ToZobotResponseOptions {
  return {
    standIns: polite.standIns(readerOf(call)),
    channel: call.visitor.channel,
    strictLength: salesiq.strictLength,
    forwardDepartment: salesiq.forwardDepartment,
    silentTurn: salesiq.silentTurn,
    afterFailure: call.handler === 'failure',
  };
}
