import { type EffectResult, type EngineInput, withLater } from '@acebuddy/workflows';
import type { Notifications } from '../ports.ts';
import { advance } from './advance.ts';
import type { ConversationRecord } from './record.ts';
import type { SettleDeps } from './settle.ts';
import { answered, fallbackReply, type TurnStep, type takeTurn } from './turn.ts';
import { withWhy } from './turns.ts';
import type { WorkRunner } from './work-runner.ts';

export interface CodeDeps extends SettleDeps {
  readonly notifications: Notifications;
  readonly runner: WorkRunner;
}

/** What stands in a transcript in a code's place. */
export const hiddenCode = '[code removed]';

/** A typed code is checked at once and never written anywhere: neither in the outbox nor in the transcript. */
export async function verified(
  deps: CodeDeps,
  step: TurnStep,
  context: Parameters<typeof takeTurn>[3],
): Promise<TurnStep> {
  const effect = step.verifications[0];
  if (effect === undefined) return step;
  const result = await checkCode(deps, step.record.id, effect);
  const hidden = withoutCode(step.record, effect.code);
  const input: EngineInput = { kind: 'result', effectId: effect.id, result };
  const lease = deps.runner.lease();
  const advanced = advance(deps, hidden, input, context, lease);
  const reply = fallbackReply(deps, advanced.record, advanced.reply, context, lease);
  const [before, later] = [hidden.head?.why, advanced.why];
  const why = before === undefined || later === null ? null : withLater(before, later);
  return { ...answered(withWhy(advanced.record, why), reply, context.now), verifications: [] };
}

async function checkCode(
  deps: CodeDeps,
  conversationId: string,
  effect: { id: string; purpose: string; code: string },
): Promise<EffectResult> {
  try {
    const answer = await deps.notifications.verifyCode({
      requestId: `${conversationId}#${effect.id}`,
      conversationId,
      purpose: effect.purpose,
      code: effect.code,
    });
    return { kind: 'verification', outcome: answer.result, triesLeft: answer.triesLeft };
  } catch {
    return { kind: 'failed', reason: 'the code could not be checked just now' };
  }
}

function withoutCode(record: ConversationRecord, code: string): ConversationRecord {
  if (record.head === null || !/\d/.test(code)) return record;
  const typed = asTyped(code);
  const lines = record.head.lines.map((line) =>
    line.role === 'customer' ? { ...line, text: line.text.replaceAll(typed, hiddenCode) } : line,
  );
  return { ...record, head: { ...record.head, lines } };
}

/** Its digits as people write them: in one, in groups, one by one. */
function asTyped(code: string): RegExp {
  return new RegExp([...code.replaceAll(/\D/g, '')].join('[^\\p{L}\\d]{0,3}'), 'gu');
}
