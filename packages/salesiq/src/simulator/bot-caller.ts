import type { KeyObject } from 'node:crypto';
import { type CallContent, type CallContext, toCallBody } from './call-body.ts';
import { executionFailure, judgeResponse, type Verdict } from './judge-response.ts';
import type { SalesiqPortal } from './portal.ts';
import { deliveryHeaders } from './signing.ts';

/** One call of SalesIQ to the bot and what came of it. */
export interface BotCall {
  readonly requestId: string;
  readonly handler: string;
  readonly body: string;
  /** HTTP status, or 0 when no answer came in time. */
  readonly status: number;
  readonly durationMs: number;
  readonly answer: string;
  readonly verdict: Verdict;
}

export interface BotCallerOptions {
  readonly portal: SalesiqPortal;
  readonly webhookUrl: string;
  readonly signWith?: KeyObject;
  readonly fetch?: typeof fetch;
  readonly timeoutMs?: number;
  readonly replyCharsMax?: number;
  readonly emptyRepliesAllowed?: boolean;
}

/** Calls the bot's webhook as SalesIQ does, judges the answer and keeps count of failures (salesiq.md §1). */
export function createBotCaller(options: BotCallerOptions) {
  const { portal, webhookUrl, signWith, fetch: send = fetch, timeoutMs = 5_000 } = options;
  const judgeOptions = {
    replyCharsMax: options.replyCharsMax ?? 1_000,
    emptyRepliesAllowed: options.emptyRepliesAllowed ?? false,
  };
  const calls: BotCall[] = [];

  const fail = (requestId: string, reason: string, now410 = false) => {
    portal.bot.failures.push({ requestId, reason, at: portal.now().toISOString() });
    portal.bot.failuresInARow += 1;
    if (now410 || portal.bot.failuresInARow >= 4) portal.bot.disabled = true;
  };

  const post = async (requestId: string, handler: string, body: string): Promise<BotCall> => {
    const startedAt = performance.now();
    const answered = await exchange(body);
    const verdict =
      answered.status === 0
        ? executionFailure(answered.text)
        : judgeResponse(answered.status, answered.text, judgeOptions);
    const durationMs = performance.now() - startedAt;
    return { requestId, handler, body, status: answered.status, durationMs, answer: answered.text, verdict };
  };

  const exchange = async (body: string): Promise<{ status: number; text: string }> => {
    try {
      const signal = AbortSignal.timeout(timeoutMs);
      const headers = deliveryHeaders(body, signWith);
      const response = await send(webhookUrl, { method: 'POST', headers, body, signal, redirect: 'manual' });
      return { status: response.status, text: await response.text() };
    } catch (error) {
      return { status: 0, text: error instanceof Error ? error.name : 'no answer' };
    }
  };

  return {
    calls,
    fail,
    async call(content: CallContent, context: CallContext): Promise<BotCall> {
      const { requestId, conversationId } = context;
      if (portal.bot.disabled) throw new Error('SalesIQ has disabled the bot after repeated failures');
      if (conversationId !== undefined) {
        const openedAtMs = portal.now().getTime();
        portal.turns.set(requestId, { requestId, conversationId, openedAtMs, state: 'running' });
      }
      const call = await post(requestId, content.handler, JSON.stringify(toCallBody(content, context)));
      calls.push(call);
      if (call.verdict.kind === 'failed') fail(requestId, call.verdict.reason, call.status === 410);
      else portal.bot.failuresInARow = 0;
      return call;
    },
    async repeatLast(): Promise<BotCall> {
      const last = calls.at(-1);
      if (last === undefined) throw new Error('nothing was sent yet');
      return await post(last.requestId, last.handler, last.body);
    },
  };
}
