import { builtinSlotsIn } from '../flow/builtin-slots.ts';
import { slotContext, type Turn } from '../flow/turn.ts';
import { wordCount } from '../language/normalise.ts';
import { language } from '../language/words.ts';
import { parseAnswer } from '../slots/parse-answer.ts';
import { findPhone, withoutPhones } from '../slots/parse-contact.ts';
import { rightAway, soonestMoment } from '../slots/parse-moment.ts';
import { revise } from '../slots/revise-answer.ts';
import type { Parsed } from '../slots/slot-context.ts';
import type { Answer, Run } from '../state/state-schema.ts';
import { setAnswer } from './answers.ts';
import { callContext, isDayAndNight } from './call-context.ts';

/**
 * "Call me at 5 pm tomorrow on 312 555 0101" says everything that a call needs: nothing of it is asked again. In an emergency
 * somebody calls at once unless another time is said.
 * @returns why the time that was said is none for a call; null where it is one, or none was said.
 */
export function hearCall(turn: Turn, run: Run): string | null {
  const said = turn.said ?? '';
  const phone = findPhone(said, slotContext(turn).country);
  if (phone !== null) setAnswer(turn, run, 'phone', { v: phone, t: phone });
  const time = readTime(turn, run, said);
  if (time?.ok === true) setAnswer(turn, run, 'callback_time', time.answer);
  return time?.ok === false ? (time.hint ?? null) : null;
}

/**
 * The same in the answer to one of the two questions of a call: "312 555 0144, tomorrow at 9" answers both.
 * @returns as `hearCall`
 */
export function hearRestOfCall(turn: Turn, run: Run, asked: string): string | null {
  if (run.detour !== 'callback' || asked !== 'phone' || run.slots.callback_time !== undefined) return null;
  const time = readTime(turn, run, turn.said ?? '');
  // A number alone names no time, not even in an emergency.
  if (time === null || wordCount(withoutPhones(turn.said ?? '', slotContext(turn).country)) === 0) return null;
  if (time.ok) setAnswer(turn, run, 'callback_time', time.answer);
  return time.ok ? null : (time.hint ?? null);
}

/**
 * What a message says of a call about something that begins only now: "you charged me twice, call me at 10 on 312 555 0101". The
 * number is kept; the time goes along with the answers of the run. Null where a number or a time is missing.
 */
export function callAtStart(turn: Turn, workflow: string): Run['slots'] | null {
  const said = turn.said ?? '';
  const phone = findPhone(said, slotContext(turn).country) ?? turn.state.profile.phone;
  const time = readTime(turn, { workflow }, said);
  if (phone === null || time?.ok !== true) return null;
  turn.state.profile.phone = phone;
  return { callback_time: time.answer };
}

/** The time that a message names for a call that is agreed already; `isSooner`: as soon as it can be. Null where it names none. */
export function callTimeIn(turn: Turn, run: Run, said: string, isSooner: boolean): Answer | null {
  const context = callContext(turn, run);
  if (isSooner) return answerOf(isDayAndNight(turn, run) ? rightAway(context) : soonestMoment(context));
  const slot = builtinSlotsIn(turn.words.language).callback_time;
  const answer = run.slots.callback_time;
  if (slot === undefined || answer === undefined) return null;
  return revise({ slot, answer }, withoutPhones(said, context.country), null, context);
}

function readTime(turn: Turn, run: Pick<Run, 'workflow'>, said: string): Parsed | null {
  const context = callContext(turn, run);
  const slot = builtinSlotsIn(turn.words.language).callback_time;
  if (slot === undefined) return null;
  const isSooner = language(turn).names('call_sooner', said);
  // An emergency has no better time than now.
  if (isSooner && isDayAndNight(turn, run)) return rightAway(context);
  const time = parseAnswer(slot, withoutPhones(said, context.country), context);
  if (time.ok || time.hint !== undefined) return time;
  if (isDayAndNight(turn, run)) return rightAway(context);
  return isSooner ? soonestMoment(context) : time;
}

const answerOf = (read: Parsed): Answer | null => (read.ok ? read.answer : null);
