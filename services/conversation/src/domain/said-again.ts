import { hiddenCode } from './check-code.ts';
import type { ConversationRecord } from './record.ts';
import type { TurnInput, TurnStep } from './turn.ts';
import { botLines, sessionSummary, withHeadReply, withRule, withTurn } from './turns.ts';

/** The customer's part of the newest turn with its answer, to be kept while she may not have been given it. */
export function unheardTurn({ head }: ConversationRecord): ConversationRecord['unheard'] {
  const said = head?.lines.find(({ role }) => role === 'customer')?.text;
  return said === undefined || head?.reply == null ? null : { said, reply: head.reply };
}

/**
 * The turn of a customer who says the same again because she was not given her answer: she was told to wait, or asked to
 * write again. She is answered what she would have been, and nothing is begun a second time. Null for anything else.
 */
export function saidAgain(record: ConversationRecord, turn: Omit<TurnInput, 'input'>, at: string): TurnStep | null {
  const { unheard, state } = record;
  // Codes all look alike here, without their digits: the next one may be the right one.
  if (unheard === null || turn.line === null || state === 'verifying') return null;
  const { said, reply: before } = unheard;
  if (!isAlike(said, turn.line.text)) return null;
  const action = before.action === 'pending' ? 'reply' : before.action;
  const reply = { ...before, action, session: sessionSummary(record) };
  const lines = [{ ...turn.line, text: said, at }, ...botLines(reply.replies, at)];
  const next = withTurn(record, { eventId: turn.eventId, at, lines, reply });
  return { record: withRule(next, 'said_again', action), reply, verifications: [] };
}

/**
 * The step as it is, or with the hand-over that she was not given: a person was to have the chat, and nobody was called. The
 * dialogue itself is silent from then on.
 */
export function handedOverAgain(before: ConversationRecord, step: TurnStep, at: string): TurnStep {
  const { unheard } = before;
  if (unheard?.reply.action !== 'forward' || step.reply.action !== 'silent') return step;
  const reply = { ...unheard.reply, session: step.reply.session };
  const record = withRule(step.record, 'said_again', reply.action);
  return { ...step, reply, record: withHeadReply(record, reply, botLines(reply.replies, at)) };
}

const typedCode = /\d[\d\s-]{3,10}\d/g;

/** A code is not written down when it is checked (check-code.ts); once it is spent it comes as any number does. */
function isAlike(written: string, said: string): boolean {
  const plain = (text: string) => text.trim().toLowerCase();
  return plain(written) === plain(written.includes(hiddenCode) ? said.replaceAll(typedCode, hiddenCode) : said);
}
