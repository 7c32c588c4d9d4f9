import { builtinSlots } from '../flow/builtin-slots.ts';
import { slotContext, type Turn } from '../flow/turn.ts';
import { parseAnswer } from '../slots/parse-answer.ts';
import { findPhone, withoutPhones } from '../slots/parse-contact.ts';
import type { Run } from '../state/state-schema.ts';
import { setAnswer } from './answers.ts';

/** "Call me at 5 pm tomorrow on 312 555 0101" says everything that a call needs: nothing of it is asked again. */
export function hearCall(turn: Turn, run: Run): void {
  const said = turn.said ?? '';
  const phone = findPhone(said);
  if (phone !== null) setAnswer(turn, run, 'phone', { v: phone, t: phone });
  const slot = builtinSlots.callback_time;
  const time = slot === undefined ? null : parseAnswer(slot, withoutPhones(said), slotContext(turn));
  if (time?.ok === true) setAnswer(turn, run, 'callback_time', time.answer);
}
