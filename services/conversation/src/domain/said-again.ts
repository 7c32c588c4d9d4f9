import type { ConversationRecord } from './record.ts';
import type { TurnInput, TurnStep } from './turn.ts';
import { botLines, sessionSummary, withTurn } from './turns.ts';

/**
 * The turn of a customer who says the same again because she was not given her answer: she was told to wait, or asked to
 * write again. She is answered what she would have been, and nothing is begun a second time. Null for anything else.
 */
export function saidAgain(record: ConversationRecord, turn: Omit<TurnInput, 'input'>, at: string): TurnStep | null {
  const { head, busyUntil, state } = record;
  // Codes all look alike here, without their digits: the next one may be the right one.
  if (state === 'verifying') return null;
  // A turn that nobody finished has its process's death to thank for it.
  if (head?.reply == null || turn.line === null || !(head.unheard || busyUntil !== null)) return null;
  if (!head.lines.some(({ role, text }) => role === 'customer' && isAlike(text, turn.line?.text ?? ''))) return null;
  const { action, replies } = head.reply;
  const reply = { ...head.reply, action: action === 'pending' ? 'reply' : action, session: sessionSummary(record) };
  const lines = [{ ...turn.line, at }, ...botLines(replies, at)];
  return { record: withTurn(record, { eventId: turn.eventId, at, lines, reply }), reply, verifications: [] };
}

function isAlike(left: string, right: string): boolean {
  return left.trim().toLowerCase() === right.trim().toLowerCase();
}
