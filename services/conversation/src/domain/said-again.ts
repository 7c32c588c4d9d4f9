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
  if (head?.reply == null || !(head.unheard || busyUntil !== null)) return null;
  const said = turn.line?.text ?? '';
  const before = head.lines.find(({ role, text }) => role === 'customer' && isAlike(text, said));
  if (before === undefined) return null;
  const { action, replies } = head.reply;
  const reply = { ...head.reply, action: action === 'pending' ? 'reply' : action, session: sessionSummary(record) };
  const lines = [{ ...before, at }, ...botLines(replies, at)];
  return { record: withTurn(record, { eventId: turn.eventId, at, lines, reply }), reply, verifications: [] };
}

const hiddenCode = '[code removed]';
const typedCode = /\d[\d\s-]{3,10}\d/g;

/** A code is not written down when it is checked (check-code.ts); once it is spent it comes as any number does. */
function isAlike(written: string, said: string): boolean {
  const plain = (text: string) => text.trim().toLowerCase();
  return plain(written) === plain(written.includes(hiddenCode) ? said.replaceAll(typedCode, hiddenCode) : said);
}
