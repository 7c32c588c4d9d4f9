import type { BotReply, IncomingMessage } from '@acebuddy/contracts';
import type { FastifyRequest } from 'fastify';
import type { GatewayDeps } from '../deps.ts';
import type { RateLimits } from '../http/rate-limits.ts';
import type { Background } from './background.ts';
import { type InTime, inTime } from './in-time.ts';
import type { PoliteReplies } from './polite-replies.ts';

/** What every form of the chat webhook works with. */
export interface ChatContext extends GatewayDeps {
  readonly polite: PoliteReplies;
  readonly background: Background;
  readonly rateLimits: RateLimits;
}

/** Outcomes of a turn, as counted in the metrics. */
export type TurnOutcome = 'replied' | 'ignored' | 'limited' | 'late' | 'failed';

/** The conversation answers this much earlier than we must, so that its answer still gets through. */
const transferMs = 200;
/** How long a turn may go on when it was answered with `pending`: callbacks end after three minutes. */
const lateMsMax = 30_000;

/** What is left of the time in which the webhook has to be answered. */
export function remainingMs(context: ChatContext, request: FastifyRequest): number {
  return context.replyBudgetMs - (performance.now() - request.receivedAtMs);
}

export function budgetMs(context: ChatContext, request: FastifyRequest): number {
  return Math.max(200, Math.floor(remainingMs(context, request) - transferMs));
}

export interface Asked {
  readonly outcome: InTime<BotReply>;
  /** Settles after `outcome` was `late`, too. */
  readonly reply: Promise<BotReply>;
}

/** Hands a message to the conversation service and waits for its answer as long as the webhook allows. */
export async function askConversation(
  context: ChatContext,
  request: FastifyRequest,
  message: IncomingMessage,
): Promise<Asked> {
  const limitMs = remainingMs(context, request);
  const reply = context.conversation.handleMessage(message, { timeoutMs: lateMsMax });
  return { outcome: await inTime(reply, limitMs), reply };
}
