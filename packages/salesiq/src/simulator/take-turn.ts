import { applyResponse } from './apply-response.ts';
import type { BotCall } from './bot-caller.ts';
import type { CallContent } from './call-body.ts';
import type { SalesiqPortal } from './portal.ts';

export interface TurnDeps {
  readonly portal: SalesiqPortal;
  call(content: CallContent, conversationId: string): Promise<BotCall>;
  fail(requestId: string, reason: string): void;
}

/**
 * Asks the bot and carries out its answer. What cannot be carried out is reported to the bot once (`failure`,
 * salesiq.md §2.8); when the answer to that cannot be carried out either, it counts as a failure of the bot.
 */
export async function takeTurn(deps: TurnDeps, content: CallContent, conversationId: string): Promise<void> {
  const failure = await attempt(deps, content, conversationId);
  if (failure === undefined || deps.portal.bot.disabled) return;
  const second = await attempt(deps, failure.report, conversationId);
  if (second?.wasForward) {
    deps.fail(second.requestId, 'the bot answered a failure with another forward');
  }
}

interface Failure {
  readonly requestId: string;
  readonly report: CallContent;
  readonly wasForward: boolean;
}

async function attempt(deps: TurnDeps, content: CallContent, conversationId: string): Promise<Failure | undefined> {
  const { requestId, verdict } = await deps.call(content, conversationId);
  if (verdict.kind === 'failed') {
    const report = { handler: 'failure', cause: verdict.cause, failedResponse: null } as const;
    return { requestId, report, wasForward: false };
  }
  const applied = applyResponse(deps.portal, conversationId, requestId, verdict.response);
  if (applied.kind === 'done') return undefined;
  const report = { handler: 'failure', cause: applied.cause, failedResponse: verdict.response } as const;
  return { requestId, report, wasForward: true };
}
