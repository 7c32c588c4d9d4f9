import { setTimeout as sleep } from 'node:timers/promises';
import { type BotReply, failureClassOf, type IncomingMessage } from '@acebuddy/contracts';
import type { FastifyRequest } from 'fastify';
import type { GatewayDeps } from '../deps.ts';
import type { RateLimits } from '../http/rate-limits.ts';
import type { Background } from './background.ts';
import { type InTime, inTime } from './in-time.ts';
import type { PoliteReplies } from './polite-replies.ts';
import type { UndeliveredEvents } from './salesiq/undelivered-events.ts';

/** What every form of the chat webhook works with. */
export interface ChatContext extends GatewayDeps {
  readonly polite: PoliteReplies;
  readonly background: Background;
  readonly undelivered: UndeliveredEvents;
  readonly rateLimits: RateLimits;
}

/** Outcomes of a turn, as counted in the metrics. */
export type TurnOutcome = 'replied' | 'ignored' | 'limited' | 'late' | 'failed';

/** The conversation answers this much earlier than we must, so that its answer still gets through. */
const transferMs = 200;
/** How long a turn may go on when it was answered with `pending`: callbacks end after three minutes. */
const lateMsMax = 30_000;
const pauseMs = 150;
/** The least time in which another try can end well. */
const tryMsMin = 400;

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
  const reply = handOver(context, request, message);
  return { outcome: await inTime(reply, limitMs), reply };
}

function handOver(context: ChatContext, request: FastifyRequest, message: IncomingMessage): Promise<BotReply> {
  return whileTimeIsLeft(context, request, (tries) => {
    const next = tries === 0 ? message : { ...message, budgetMs: budgetMs(context, request) };
    return context.conversation.handleMessage(next, { timeoutMs: lateMsMax });
  });
}

/**
 * Tries again while the sender still waits: a service that restarts in a second costs her a second, not the words "please
 * write again". Safe because messages and events are known by their ids and handled once (promises.md, P1).
 */
export async function whileTimeIsLeft<T>(
  context: ChatContext,
  request: FastifyRequest,
  call: (tries: number) => Promise<T>,
): Promise<T> {
  for (let tries = 0; ; tries += 1) {
    try {
      return await call(tries);
    } catch (error) {
      if (failureClassOf(error) !== 'passing' || remainingMs(context, request) < pauseMs + tryMsMin) throw error;
      await sleep(pauseMs);
    }
  }
}
