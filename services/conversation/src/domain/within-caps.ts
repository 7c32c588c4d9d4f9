import type { IncomingMessage } from '@acebuddy/contracts';
import { textsFor } from './chat-language.ts';
import type { ContextSource } from './context.ts';
import type { Lease } from './outbox.ts';
import type { ConversationRecord } from './record.ts';
import { requestIdOf } from './request-ids.ts';
import type { SettleDeps } from './settle.ts';
import { answered, type TurnInput, type TurnStep, takeTurn } from './turn.ts';
import { withRule, withWhy } from './turns.ts';
import type { VisitorCaps } from './visitor-caps.ts';

export interface CapDeps extends SettleDeps {
  readonly caps: VisitorCaps;
  readonly contexts: ContextSource;
}

/**
 * The step as it is, or, for a visitor over her caps, a hand-over in its place: no further ticket is opened by itself,
 * and nothing she wrote is lost. A hand-over that failed is not capped: its request becomes a ticket.
 */
export async function withinCaps(
  deps: CapDeps,
  before: ConversationRecord,
  message: IncomingMessage,
  turn: { readonly step: TurnStep; readonly line: TurnInput['line']; readonly lease: Lease },
): Promise<TurnStep> {
  const { step } = turn;
  const { kind } = message.content;
  if ((kind !== 'message' && kind !== 'answers') || (await isAllowed(deps.caps, before, step.record))) return step;
  const context = await deps.contexts.build(before, { text: null });
  const joined = { eventId: message.eventId, input: { kind: 'operator', event: 'joined' }, line: turn.line } as const;
  const handed = takeTurn(deps, before, joined, context, turn.lease);
  const reply = {
    action: 'forward',
    texts: [textsFor(handed.record)('over_the_cap')],
    suggestions: [],
    input: null,
  } as const;
  const explained = withRule(withWhy(handed.record, step.record.head?.why ?? null), 'over_cap', reply.action);
  return { ...answered(explained, reply, context.now), verifications: [] };
}

async function isAllowed(caps: VisitorCaps, before: ConversationRecord, after: ConversationRecord): Promise<boolean> {
  if (before.version === 0 && !(await caps.allowsSession(after.visitor, after.id))) return false;
  const known = new Set(before.outbox.map(({ work }) => work.id));
  for (const { work } of after.outbox) {
    if (work.kind !== 'createTicket' || known.has(work.id)) continue;
    if (!(await caps.allowsTicket(after.visitor, after.id, requestIdOf(after, work)))) return false;
  }
  return true;
}
