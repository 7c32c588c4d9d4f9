import type { SlotDefinition } from '../definition/slot-schema.ts';
import type { Heard } from '../dialogue/heard.ts';
import { isProfileSlot } from '../flow/builtin-slots.ts';
import { slotContext, type Turn } from '../flow/turn.ts';
import { extract } from '../slots/extract.ts';
import type { Answer } from '../state/state-schema.ts';

export interface FilledSlot {
  readonly name: string;
  readonly definition: SlotDefinition | undefined;
  readonly answer: Answer;
}

/** More clauses are not read apart: it would cost more than it tells. */
const clausesMax = 8;
/** A message of no more characters is its own best quotation. */
const shortChars = 60;

/**
 * The words of a message that a value came from, as she wrote them: the value itself, the answer to the question that was
 * open, the clause that says it, or all of it where it was read as a whole. Null where the message does not tell the value.
 */
export function wordsOfValue(turn: Turn, { text, answer }: Heard, filled: FilledSlot): string | null {
  const { name, definition } = filled;
  const literal = literally(text, filled);
  if (literal !== null || definition === undefined) return literal;
  if (turn.askedAt?.kind === 'ask' && turn.askedAt.slot === name) return answer;
  // Her name, address and number are what she says word for word, else the channel told them.
  if (isProfileSlot(name)) return null;
  if (text.length > shortChars) {
    const context = slotContext(turn);
    const clauses = text.split(/(?<=[.!?;,])\s+|\n+/).slice(0, clausesMax);
    const said = clauses.find((one) => extract(definition, one, context)?.t === filled.answer.t);
    if (said !== undefined) return said.trim();
  }
  // What waits for another answer may be told by the first message.
  return definition.heard_when === undefined ? text : null;
}

/** A phone number or a day is rarely written as it is kept; a name, an address or a text is. */
function literally(text: string, { definition, answer: { v, t } }: FilledSlot): string | null {
  // Of a choice the value is our own word for it.
  const isOurs = definition?.type === 'choice' || typeof v === 'boolean' || v === null;
  for (const value of isOurs ? [t] : [t, String(v)]) {
    const at = value.length < 2 ? -1 : text.toLowerCase().indexOf(value.toLowerCase());
    const end = at + value.length;
    if (at >= 0 && !partOfWord.test(text.charAt(at - 1)) && !partOfWord.test(text.charAt(end)))
      return text.slice(at, end);
  }
  return null;
}

const partOfWord = /[\p{L}\p{N}]/u;
